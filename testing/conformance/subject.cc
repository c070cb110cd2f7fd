#include "testing/conformance/subject.h"

#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/secret/secret.h"
#include "auth/token/make_source.h"
#include "base/async/run.h"
#include "base/crypto/keyring.h"
#include "base/http/curl_options.h"
#include "base/http/curl_transport.h"
#include "base/http/url.h"
#include "base/random/seeded_random.h"
#include "base/status/macros.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/catalog/catalog.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/endpoints.h"
#include "connectors/engine/grant_recipe.h"
#include "connectors/engine/page_tokens.h"
#include "connectors/engine/unified_model.h"
#include "connectors/engine/vendor_account.h"
#include "connectors/engine/vendor_session.h"
#include "connectors/traffic/build_channel.h"
#include "connectors/traffic/make_limiter.h"
#include "services/server/attempt_log.h"
#include "testing/conformance/wire_time.h"
#include "testing/simulators/vendors.h"

namespace hirewire::conformance {
namespace {

using google::protobuf::Message;
using ManifestPtr = std::shared_ptr<const engine::CompiledManifest>;

// A suite that cannot begin says so and stops.
void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::abort();
}

// Far more than a small company's largest page, far less than a flood.
constexpr size_t kMostBytes = 4 << 20;

http::CurlOptions WireOptions() {
  http::CurlOptions options;
  options.allow_plain_http = true;
  options.max_body_bytes = kMostBytes;
  return options;
}

auth::Credentials CredentialsOf(const sim::Login& login) {
  if (!login.api_key.empty()) {
    return auth::ApiKeyCredentials{auth::Secret(login.api_key)};
  }
  return auth::ClientCredentials{
      .client_id = auth::Secret(login.client_id),
      .client_secret = auth::Secret(login.client_secret),
      .acting_user = auth::Secret("")};
}

std::shared_ptr<Message> Parse(const google::protobuf::Descriptor& type,
                               const std::string& bytes) {
  std::shared_ptr<Message> message(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(&type)
          ->New());
  Require(message->ParseFromString(bytes)
              ? absl::OkStatus()
              : absl::InternalError("the engine wrote no such message"));
  return message;
}

const google::protobuf::FieldDescriptor* Field(const Message& message,
                                               int number) {
  return message.GetDescriptor()->FindFieldByNumber(number);
}

// By the style of the protos: records 1, next_page_token 2, issues 3.
Page PageOf(const std::shared_ptr<Message>& response) {
  const auto& reflection = *response->GetReflection();
  Page page;
  const auto* records = Field(*response, 1);
  for (int i = 0; i < reflection.FieldSize(*response, records); ++i) {
    page.records.push_back(
        {response, &reflection.GetRepeatedMessage(*response, records, i)});
  }
  page.next = reflection.GetString(*response, Field(*response, 2));
  const auto* issues = Field(*response, 3);
  for (int i = 0; i < reflection.FieldSize(*response, issues); ++i) {
    page.issues.push_back(static_cast<const v1::RecordIssue&>(
        reflection.GetRepeatedMessage(*response, issues, i)));
  }
  return page;
}

}  // namespace

absl::StatusOr<ManifestPtr> ManifestOf(const std::string& vendor) {
  for (const connectors::VendorSource& source : connectors::BuiltInVendors()) {
    if (source.name == vendor) {
      return engine::CompileManifest(source.manifest, source.file);
    }
  }
  return absl::NotFoundError(
      absl::StrCat("connectors/catalog/catalog.cc names no ", vendor));
}

sim::SimulatorOptions SmallCompany() {
  return {.seed = 11, .candidates = 60, .rate_limits = false};
}

struct Subject::Core {
  Core(const std::string& name, sim::SimulatorOptions options)
      : manifest(*ManifestOf(name)) {
    options.clock = &clock;
    vendor = sim::MakeSimulator(name, options);
    Require(vendor == nullptr ? absl::NotFoundError("no simulator")
                              : vendor->Start());
  }

  template <typename Result>
  Result Run(boost::asio::awaitable<Result> work) {
    return RunSync(context, std::move(work), time.driver());
  }

  // First, so that it goes last: timers and sessions live on it.
  boost::asio::io_context context;
  FakeClock clock;
  const ManifestPtr manifest;
  std::unique_ptr<sim::Simulator> vendor;
  SeededRandom random{7};
  log::CapturingLogger logger;
  server::AttemptLog attempts{logger};
  http::CurlTransport curl{context.get_executor(), clock, WireOptions()};
  WireTime time{context, clock, curl};
  std::unique_ptr<crypto::Keyring> keys = crypto::Keyring::Ephemeral();
  engine::PageTokens tokens{*keys, clock};
  std::shared_ptr<engine::VendorAccount> account;
  connectors::Cost cost;
  int64_t calls_taken = 0;
};

Subject::Subject(const std::string& vendor, sim::SimulatorOptions options)
    : core_(std::make_unique<Core>(vendor, options)) {
  Reconnect();
}

Subject::~Subject() = default;

void Subject::Reconnect() { Reconnect(core_->vendor->login()); }

void Subject::Reconnect(const sim::Login& login) {
  Core& core = *core_;
  const auto& spec = core.manifest->spec();
  auth::Connection connection;
  connection.id = "acme";
  connection.vendor = spec.vendor();
  const auth::Credentials credentials = CredentialsOf(login);
  connection.auth_kind = auth::KindOf(credentials);
  engine::Endpoints endpoints;
  endpoints.base_url = login.base_url;
  endpoints.token_url = login.token_url;
  auto recipe = engine::MakeRecipe(spec, connection, endpoints);
  Require(recipe.status());
  auto source =
      auth::MakeSource(credentials, *recipe, core.context.get_executor(),
                       core.time, core.clock, core.random);
  Require(source.status());
  auto limiter = traffic::MakeLimiter(core.clock, spec.budgets());
  Require(limiter.status());
  auto channel = traffic::BuildChannel({.vendor = spec.vendor(),
                                        .connection = connection.id,
                                        .base_url = login.base_url,
                                        .credentials = *std::move(source),
                                        .limiter = *std::move(limiter),
                                        .transport = &core.time,
                                        .clock = &core.clock,
                                        .random = &core.random,
                                        .observer = &core.attempts});
  Require(channel.status());
  core.account = std::make_shared<engine::VendorAccount>(
      std::make_shared<engine::VendorSession>(
          core.manifest, connection.id, *http::Url::Parse(login.base_url),
          *std::move(channel), core.context.get_executor(), core.clock,
          core.tokens));
}

absl::StatusOr<Page> Subject::List(const connectors::ListQuery& query) {
  const auto* method = engine::ListMethodOf(query.entity);
  HW_ASSIGN_OR_RETURN(const std::string bytes,
                      core_->Run(core_->account->List(query, core_->cost)));
  return PageOf(Parse(*method->output_type(), bytes));
}

absl::StatusOr<Record> Subject::Get(const connectors::GetQuery& query) {
  const auto* method = engine::GetMethodOf(query.entity);
  HW_ASSIGN_OR_RETURN(const std::string bytes,
                      core_->Run(core_->account->Get(query, core_->cost)));
  const auto response = Parse(*method->output_type(), bytes);
  return Record(response, &response->GetReflection()->GetMessage(
                              *response, Field(*response, 1)));
}

absl::Status Subject::Check() {
  return core_->Run(core_->account->Check(absl::InfiniteFuture(), core_->cost));
}

sim::Simulator& Subject::vendor() { return *core_->vendor; }

const engine::CompiledManifest& Subject::manifest() const {
  return *core_->manifest;
}

const log::CapturingLogger& Subject::logger() const { return core_->logger; }

int64_t Subject::TakeCalls() {
  const sim::CallCounts counts = core_->vendor->Counts();
  int64_t calls = counts.total;
  const auto token = http::Url::Parse(core_->vendor->login().token_url);
  if (token.ok()) {
    const auto found = counts.by_path.find(token->path());
    if (found != counts.by_path.end()) calls -= found->second;
  }
  return calls - std::exchange(core_->calls_taken, calls);
}

}  // namespace hirewire::conformance
