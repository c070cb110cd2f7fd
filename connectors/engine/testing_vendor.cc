#include "connectors/engine/testing_vendor.h"

#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "auth/connection/connection.h"
#include "auth/secret/secret.h"
#include "auth/token/make_source.h"
#include "base/async/async.h"
#include "base/async/run.h"
#include "base/crypto/keyring.h"
#include "base/http/url.h"
#include "base/random/seeded_random.h"
#include "base/status/macros.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/endpoints.h"
#include "connectors/engine/grant_recipe.h"
#include "connectors/engine/page_tokens.h"
#include "connectors/engine/vendor_account.h"
#include "connectors/engine/vendor_session.h"
#include "connectors/traffic/build_channel.h"
#include "connectors/traffic/make_limiter.h"
#include "connectors/traffic/observer.h"

namespace hirewire::engine {
namespace {

struct Silent : traffic::Observer {
  void OnAttempt(const traffic::Observation&) override {}
};

struct Heard : DriftObserver {
  void OnNew(const std::string&, const std::string& entity,
             const DriftNews& one) override {
    news.push_back(absl::StrCat(entity, " ", one.field, " ", one.word));
  }

  std::vector<std::string> news;
};

std::shared_ptr<const CompiledManifest> CompileOrDie(absl::string_view text) {
  auto compiled = CompileManifest(text, "acme.textproto");
  if (!compiled.ok()) {
    std::fprintf(stderr, "%s\n", compiled.status().ToString().c_str());
    std::abort();
  }
  return *compiled;
}

}  // namespace

struct TestingVendor::Core {
  explicit Core(absl::string_view text) : manifest(CompileOrDie(text)) {}

  // First, so that it goes last: timers and sessions live on it.
  boost::asio::io_context context;
  std::shared_ptr<const CompiledManifest> manifest;
  FakeClock clock;
  SeededRandom random{7};
  Silent observer;
  http::FakeTransport wire{clock};
  std::unique_ptr<crypto::Keyring> keys = crypto::Keyring::Ephemeral();
  PageTokens tokens{*keys, clock};
  Heard heard;
  SchemaDrift drift{clock, heard};
  std::shared_ptr<VendorAccount> account;
  connectors::Cost cost;
  std::map<std::string, std::pair<http::Response, absl::Duration>> served;

  Async<http::Response> Answer(const http::Request& request) {
    const auto found = served.find(http::Url::Parse(request.url)->path());
    if (found == served.end()) {
      co_return absl::InternalError(absl::StrCat("not served: ", request.url));
    }
    const auto [response, delay] = found->second;
    HW_CO_RETURN_IF_ERROR(co_await clock.Sleep(delay));
    co_return response;
  }
};

TestingVendor::TestingVendor(absl::string_view manifest)
    : core_(std::make_unique<Core>(manifest)) {
  core_->wire.Handle([core = core_.get()](const http::Request& request) {
    return core->Answer(request);
  });
  Connect("acme-1");
}

TestingVendor::~TestingVendor() = default;

void TestingVendor::Connect(const std::string& connection) {
  Connect(connection, auth::ApiKeyCredentials{auth::Secret("key")});
}

void TestingVendor::Connect(const std::string& id,
                            const auth::Credentials& credentials) {
  const auto& spec = core_->manifest->spec();
  const auto& environment = spec.environments(0);
  auth::Connection connection;
  connection.id = id;
  connection.vendor = spec.vendor();
  connection.auth_kind = auth::KindOf(credentials);
  auto source = auth::MakeSource(
      credentials,
      *MakeRecipe(spec, connection, *FindEndpoints(spec, connection, false)),
      core_->context.get_executor(), core_->wire, core_->clock, core_->random);
  auto channel = traffic::BuildChannel(
      {.vendor = spec.vendor(),
       .connection = id,
       .base_url = environment.base_url(),
       .credentials = *std::move(source),
       .limiter = *traffic::MakeLimiter(core_->clock, spec.budgets()),
       .transport = &core_->wire,
       .clock = &core_->clock,
       .random = &core_->random,
       .observer = &core_->observer});
  core_->account =
      std::make_shared<VendorAccount>(std::make_shared<VendorSession>(
          core_->manifest, id, *http::Url::Parse(environment.base_url()),
          *std::move(channel), core_->context.get_executor(), core_->clock,
          core_->tokens, &core_->drift));
}

http::FakeTransport& TestingVendor::wire() { return core_->wire; }
FakeClock& TestingVendor::clock() { return core_->clock; }
void TestingVendor::Serve(std::string path, std::string body, int status,
                          absl::Duration delay) {
  core_->served[std::move(path)] = {{status, {}, std::move(body)}, delay};
}

void TestingVendor::Run() { core_->clock.RunToIdle(core_->context); }
void TestingVendor::RunFor(absl::Duration time) {
  core_->clock.RunToIdle(core_->context, time);
}
const connectors::Cost& TestingVendor::cost() const { return core_->cost; }

std::unique_ptr<TestingVendor::Running> TestingVendor::StartList(
    connectors::ListQuery query) {
  auto call = std::make_unique<Running>();
  call->handle = Spawn(
      core_->context.get_executor(),
      core_->account->List(std::move(query), call->cost),
      [c = call.get()](auto result) { c->result.emplace(std::move(result)); });
  return call;
}

std::unique_ptr<TestingVendor::Running> TestingVendor::StartGet(
    connectors::GetQuery query) {
  auto call = std::make_unique<Running>();
  call->handle = Spawn(
      core_->context.get_executor(),
      core_->account->Get(std::move(query), call->cost),
      [c = call.get()](auto result) { c->result.emplace(std::move(result)); });
  return call;
}

absl::StatusOr<std::string> TestingVendor::Wait(std::unique_ptr<Running> call) {
  Run();
  core_->cost = call->cost;
  if (call->result) return *std::move(call->result);
  return absl::InternalError("idle before the call ended");
}

absl::StatusOr<v1::MappingExplanation> TestingVendor::Explain(
    connectors::ExplainQuery query) {
  core_->cost = {};
  std::optional<absl::StatusOr<v1::MappingExplanation>> explained;
  const CancelHandle handle =
      Spawn(core_->context.get_executor(),
            core_->account->Explain(std::move(query), core_->cost),
            [&](auto result) { explained.emplace(std::move(result)); });
  Run();
  if (explained) return *std::move(explained);
  return absl::InternalError("idle before the call ended");
}

const SchemaDrift& TestingVendor::drift() const { return core_->drift; }
std::vector<std::string> TestingVendor::news() const {
  return core_->heard.news;
}

absl::Status TestingVendor::Check() {
  core_->cost = {};
  return RunSync(core_->context,
                 core_->account->Check(absl::InfiniteFuture(), core_->cost),
                 [this](const std::function<bool()>& done) {
                   core_->clock.RunUntil(core_->context, done);
                 });
}

std::vector<std::string> TestingVendor::asked() const {
  std::vector<std::string> asked;
  for (const http::Request& request : core_->wire.requests()) {
    const auto url = http::Url::Parse(request.url);
    asked.push_back(url->query().empty() ? url->path()
                                         : url->path() + "?" + url->query());
  }
  return asked;
}

}  // namespace hirewire::engine
