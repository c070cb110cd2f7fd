#include "connectors/vendors/played_vendor.h"

#include <boost/asio/io_context.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "auth/connection/connection.h"
#include "base/async/run.h"
#include "base/crypto/keyring.h"
#include "base/http/url.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/engine/endpoints.h"
#include "connectors/engine/page_tokens.h"
#include "connectors/engine/schema_drift.h"
#include "connectors/engine/vendor_account.h"
#include "connectors/engine/vendor_session.h"
#include "connectors/vendors/played_exchanges.h"
#include "hirewire/v1/schema_drift.pb.h"

namespace hirewire::vendors {
namespace {

// Lends a channel to a session, which wants one of its own.
class Borrowed : public traffic::Channel {
 public:
  explicit Borrowed(traffic::Channel& channel) : channel_(channel) {}
  Async<http::Response> Send(const traffic::Call& call) override {
    return channel_.Send(call);
  }

 private:
  traffic::Channel& channel_;
};

// What is new is asked for, not heard of.
struct Deaf : engine::DriftObserver {
  void OnNew(const std::string&, const std::string&,
             const engine::DriftNews&) override {}
};

std::string Line(const v1::EntityDrift& entity, std::vector<std::string> names,
                 int64_t unnamed) {
  if (unnamed > 0) names.push_back(absl::StrCat(unnamed, " unnamed"));
  if (names.empty()) return "";
  return absl::StrCat(entity.entity(), ": ", absl::StrJoin(names, ", "), "\n");
}

}  // namespace

struct PlayedVendor::Core {
  engine::VendorAccount Open() {
    auth::Connection connection;
    for (const auto& setting : manifest->spec().settings()) {
      connection.settings[setting.name()] = setting.example();
    }
    const auto endpoints = engine::FindEndpoints(manifest->spec(), connection,
                                                 /*allow_loopback=*/false);
    return engine::VendorAccount(std::make_shared<engine::VendorSession>(
        manifest, "played", *http::Url::Parse(endpoints->base_url),
        std::make_unique<Borrowed>(exchanges), context.get_executor(), clock,
        tokens, &drift));
  }

  template <typename Work>
  absl::StatusOr<std::string> Run(Work work) {
    engine::VendorAccount account = Open();
    connectors::Cost cost;
    return RunSync(context, work(account, cost),
                   [this](const std::function<bool()>& done) {
                     clock.RunUntil(context, done);
                   });
  }

  std::shared_ptr<const engine::CompiledManifest> manifest;
  PlayedExchanges exchanges;
  FakeClock clock;
  std::unique_ptr<crypto::Keyring> keys = crypto::Keyring::Ephemeral();
  engine::PageTokens tokens{*keys, clock};
  Deaf deaf;
  engine::SchemaDrift drift{clock, deaf};
  boost::asio::io_context context;
};

PlayedVendor::PlayedVendor(
    std::shared_ptr<const engine::CompiledManifest> manifest)
    : core_(std::make_unique<Core>()) {
  core_->manifest = std::move(manifest);
}

PlayedVendor::~PlayedVendor() = default;

absl::Status PlayedVendor::Load(absl::string_view exchanges) {
  return core_->exchanges.Load(exchanges);
}

void PlayedVendor::AnswerPath(std::string path, std::string response) {
  core_->exchanges.AnswerPath(std::move(path), std::move(response));
}

absl::StatusOr<std::string> PlayedVendor::List(connectors::ListQuery query) {
  return core_->Run(
      [&](engine::VendorAccount& account, connectors::Cost& cost) {
        return account.List(query, cost);
      });
}

absl::StatusOr<std::string> PlayedVendor::Get(connectors::GetQuery query) {
  return core_->Run(
      [&](engine::VendorAccount& account, connectors::Cost& cost) {
        return account.Get(query, cost);
      });
}

std::vector<std::string> PlayedVendor::Unplayed() const {
  return core_->exchanges.Unplayed();
}

const std::vector<std::string>& PlayedVendor::Unanswered() const {
  return core_->exchanges.Unanswered();
}

int64_t PlayedVendor::requests() const { return core_->exchanges.requests(); }

std::string PlayedVendor::NewFields() const {
  std::string lines;
  for (const v1::EntityDrift& entity : core_->drift.Of("")) {
    std::vector<std::string> names;
    for (const auto& field : entity.new_fields()) names.push_back(field.name());
    lines += Line(entity, std::move(names), entity.other_field_count());
  }
  return lines;
}

std::string PlayedVendor::NewWords() const {
  std::string lines;
  for (const v1::EntityDrift& entity : core_->drift.Of("")) {
    std::vector<std::string> names;
    for (const auto& word : entity.new_words()) {
      names.push_back(absl::StrCat(word.field_path(), "=", word.word()));
    }
    lines += Line(entity, std::move(names), entity.other_word_count());
  }
  return lines;
}

}  // namespace hirewire::vendors
