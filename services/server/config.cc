#include "services/server/config.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "services/server/inbound_rules.h"

namespace hirewire::server {

namespace pb = google::protobuf;
using internal::v1::ServerConfig;

namespace {

constexpr uint32_t kMostShards = 256;
constexpr uint32_t kMostMib = 1024;
constexpr uint32_t kLongestSeconds = 3600;

// Keeps the first complaint: those that follow are often its consequence.
class FirstError : public pb::io::ErrorCollector {
 public:
  explicit FirstError(absl::string_view file) : file_(file) {}

  void AddError(int line, pb::io::ColumnNumber column,
                const std::string& message) override {
    if (!text_.empty()) return;
    // Counted from zero, and -1 where the place is unknown.
    text_ = absl::StrCat(file_, ":", line + 1, ":", column + 1, ": ", message);
  }

  const std::string& text() const { return text_; }

 private:
  const std::string file_;
  std::string text_;
};

absl::Status CheckRange(absl::string_view key, uint32_t value, uint32_t least,
                        uint32_t most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(key, " is ", value, "; it must be ", least, " to ", most));
}

absl::Status CheckRanges(const ServerConfig& config) {
  HW_RETURN_IF_ERROR(CheckRange("shards", config.shards(), 0, kMostShards));
  if (config.has_default_deadline()) {
    HW_RETURN_IF_ERROR(CheckRange("default_deadline", config.default_deadline(),
                                  1, kLongestSeconds));
  }
  if (config.has_max_message_mib()) {
    HW_RETURN_IF_ERROR(
        CheckRange("max_message_mib", config.max_message_mib(), 1, kMostMib));
  }
  return CheckRange("drain_seconds", config.drain_seconds(), 0,
                    kLongestSeconds);
}

// Who may call, with which keys, over what.
void TakeAuth(const ServerConfig& from, Config& to) {
  if (from.has_database()) to.database = from.database();
  if (from.has_services()) to.services = from.services();
  if (from.has_master_keys()) to.master_keys = from.master_keys();
  if (from.has_auth()) to.auth = from.auth();
  if (from.has_tls_cert()) to.tls_cert = from.tls_cert();
  if (from.has_tls_key()) to.tls_key = from.tls_key();
  if (from.has_tls_client_ca()) to.tls_client_ca = from.tls_client_ca();
  if (from.has_token_callers()) to.token_callers = from.token_callers();
  if (from.has_jwt_issuer()) to.jwt_issuer = from.jwt_issuer();
  if (from.has_jwt_audience()) to.jwt_audience = from.jwt_audience();
  if (from.has_jwt_jwks()) to.jwt_jwks = from.jwt_jwks();
  if (from.has_jwt_tenant_claim())
    to.jwt_tenant_claim = from.jwt_tenant_claim();
  if (from.has_jwt_roles_claim()) to.jwt_roles_claim = from.jwt_roles_claim();
  if (from.has_edge_listen()) to.edge_listen = from.edge_listen();
  if (from.has_edge_url()) to.edge_url = from.edge_url();
  if (from.has_token_service()) to.token_service = from.token_service();
  if (from.has_token_service_ca())
    to.token_service_ca = from.token_service_ca();
  if (from.has_token_service_cert())
    to.token_service_cert = from.token_service_cert();
  if (from.has_token_service_key())
    to.token_service_key = from.token_service_key();
  if (from.has_page_keys()) to.page_keys = from.page_keys();
}

}  // namespace

absl::StatusOr<ServerConfig> ParseConfigFile(absl::string_view file,
                                             absl::string_view text) {
  pb::TextFormat::Parser parser;
  FirstError error(file);
  parser.RecordErrorsTo(&error);
  ServerConfig config;
  if (parser.ParseFromString(std::string(text), &config)) return config;
  return absl::InvalidArgumentError(error.text());
}

absl::StatusOr<Config> MakeConfig(std::initializer_list<ServerConfig> layers,
                                  size_t processors) {
  ServerConfig merged;
  for (const ServerConfig& layer : layers) merged.MergeFrom(layer);
  HW_RETURN_IF_ERROR(CheckRanges(merged));
  Config config;
  if (merged.has_listen()) config.listen = merged.listen();
  if (merged.has_data_dir()) config.data_dir = merged.data_dir();
  if (config.data_dir.empty()) {
    return absl::InvalidArgumentError("data_dir is empty");
  }
  config.shards = merged.shards() > 0 ? merged.shards() : processors;
  config.allow_loopback_vendors = merged.allow_loopback_vendors();
  if (merged.has_default_deadline()) {
    config.default_deadline = absl::Seconds(merged.default_deadline());
  }
  if (merged.has_max_message_mib()) {
    config.max_reply_bytes = size_t{merged.max_message_mib()} << 20;
  }
  if (merged.has_drain_seconds()) {
    config.drain = absl::Seconds(merged.drain_seconds());
  }
  config.manifest_dir = merged.manifest_dir();
  TakeAuth(merged, config);
  HW_RETURN_IF_ERROR(ApplyInboundRules(config));
  return config;
}

}  // namespace hirewire::server
