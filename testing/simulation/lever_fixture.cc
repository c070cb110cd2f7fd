#include "testing/simulation/lever_fixture.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/oauth/authorizations.h"
#include "auth/secret/secret.h"
#include "auth/token/authorization_code_source.h"
#include "auth/token/grant_recipe.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/api/cost.h"
#include "connectors/catalog/catalog.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/endpoints.h"
#include "connectors/engine/grant_recipe.h"
#include "connectors/traffic/build_channel.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/make_limiter.h"
#include "hirewire/v1/errors.pb.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/lever/lever_simulator.h"
#include "testing/simulators/lever/options.h"

namespace hirewire::simulation {
namespace {

constexpr char kCallback[] = "https://partner.example/callback";
constexpr char kApi[] = "https://api.lever.co/v1";

sim::Request Received(const http::Request& sent) {
  const auto url = http::Url::Parse(sent.url);
  sim::Request request;
  request.method = sent.method;
  request.path = url->path();
  request.raw_query = url->query();
  request.query = sim::ParseParameters(request.raw_query);
  request.headers = sent.headers;
  request.body = sent.body;
  return request;
}

Async<http::Response> Answer(sim::LeverSimulator& vendor,
                             const http::Request& sent) {
  const sim::Reply reply = vendor.Handle(Received(sent));
  http::Response response;
  response.status = reply.status;
  response.headers = reply.headers;
  if (reply.body != nullptr) response.body = *reply.body;
  co_return response;
}

traffic::Verdict Judge(const http::Response& response) {
  using Action = traffic::Verdict::Action;
  if (response.status == 200) return {};
  return {.action = response.status == 401 ? Action::kRefresh : Action::kFail,
          .status = Error(v1::ERROR_REASON_CREDENTIALS_REJECTED)
                        .Message(absl::StrCat("status ", response.status)),
          .retry_after = {}};
}

std::string StateName(auth::ConnectionState state) {
  switch (state) {
    case auth::ConnectionState::kPending:
      return "PENDING";
    case auth::ConnectionState::kActive:
      return "ACTIVE";
    case auth::ConnectionState::kDegraded:
      return "DEGRADED";
    case auth::ConnectionState::kNeedsReauthorization:
      return "NEEDS_REAUTHORIZATION";
    case auth::ConnectionState::kDisabled:
      return "DISABLED";
  }
  return "";
}

// As Lever's own manifest says it.
auth::AuthorizationCodeRecipe LeverRecipe() {
  for (const connectors::VendorSource& vendor : connectors::BuiltInVendors()) {
    if (vendor.name != "lever") continue;
    const auto manifest = engine::CompileManifest(vendor.manifest, vendor.file);
    auth::Connection connection;
    connection.vendor = vendor.name;
    connection.auth_kind = auth::AuthKind::kAuthorizationCode;
    const auto endpoints =
        engine::FindEndpoints((*manifest)->spec(), connection, false);
    return std::get<auth::AuthorizationCodeRecipe>(
        *engine::MakeRecipe((*manifest)->spec(), connection, *endpoints));
  }
  std::abort();
}

}  // namespace

LeverFixture::LeverFixture()
    : recipe_(LeverRecipe()),
      authorizations_(
          {.registry = registry_,
           .tokens = tokens_,
           .apps = apps_,
           .pending = pending_,
           .clock = clock_,
           .recipe_of = [this](const auth::Connection&)
               -> absl::StatusOr<auth::GrantRecipe> { return recipe_; },
           .callback_url = ""}) {}

void LeverFixture::SetUp() {
  sim::LeverOptions options;
  options.common.candidates = 10;
  options.common.clock = &clock_;
  vendor_ = std::make_unique<sim::LeverSimulator>(options);
  transport_.Handle([this](const http::Request& request) {
    return Answer(*vendor_, request);
  });
  auth::OAuthApp app;
  app.vendor = "lever";
  app.environment = recipe_.environment;
  app.client_id = options.apps[0].client_id;
  app.client_secret = auth::Secret(options.apps[0].client_secret);
  app.redirect_uris = {kCallback};
  ASSERT_TRUE(apps_.Set(app).ok());
}

absl::Status LeverFixture::Connect() {
  auth::BeginRequest begin;
  begin.connection_id = kConnection;
  begin.vendor = "lever";
  begin.redirect_uri = kCallback;
  HW_ASSIGN_OR_RETURN(const auth::Begun begun,
                      authorizations_.Begin("", begin));
  http::Request follow;
  follow.url = begun.authorize_url;
  HW_ASSIGN_OR_RETURN(const http::Response page,
                      Wait(transport_.Send(std::move(follow))));
  const auto location = http::FindHeader(page.headers, "Location");
  if (!location) return absl::InternalError("the vendor shows a page");
  HW_ASSIGN_OR_RETURN(const http::Url back, http::Url::Parse(*location));
  auth::AuthorizationAnswer answer;
  for (const auto& [name, value] : http::ParseQuery(back.query())) {
    if (name == "state") answer.state = value;
    if (name == "code") answer.code = auth::Secret(value);
    if (name == "error") answer.error = value;
  }
  ++exchanges_;
  HW_ASSIGN_OR_RETURN(
      const auth::Connection connection,
      Wait(authorizations_.Complete("", std::move(answer), transport_)));
  // As the probe of a new connection leaves it.
  HW_RETURN_IF_ERROR(
      registry_.SetState("", kConnection, auth::ConnectionState::kActive, "")
          .status());
  HW_ASSIGN_OR_RETURN(
      channel_,
      traffic::BuildChannel(
          {.vendor = "lever",
           .connection = kConnection,
           .base_url = kApi,
           .credentials = std::make_shared<auth::AuthorizationCodeSource>(
               Parts(), connection, recipe_, context_.get_executor()),
           .limiter = *traffic::MakeLimiter(clock_, {}),
           .transport = &transport_,
           .clock = &clock_,
           .random = &random_,
           .observer = &no_observer_}));
  return absl::OkStatus();
}

std::string LeverFixture::Use() {
  connectors::Cost cost;
  traffic::Call call;
  call.request.url = absl::StrCat(kApi, "/stages?limit=1");
  call.request.deadline = clock_.Now() + absl::Minutes(1);
  call.classify = Judge;
  call.operation = "lever.stages.list";
  call.cost = &cost;
  const auto answer = Wait(channel_->Send(call));
  return answer.ok() ? "OK"
                     : std::string(ReasonName(ReasonOf(answer.status())));
}

void LeverFixture::PassDays(int days) {
  const absl::Time end = clock_.Now() + days * absl::Hours(24);
  clock_.RunToIdle(context_, end - clock_.Now());
  clock_.AdvanceTo(end);
}

void LeverFixture::KeepAlive() {
  keep_alive_.emplace(Parts(), *store_,
                      [this](const auth::Connection&) { return recipe_; });
  keeping_alive_ =
      Spawn(context_.get_executor(), keep_alive_->Run(), [](absl::Status) {});
}

LeverFixture::~LeverFixture() {
  keeping_alive_.Cancel();
  context_.poll();
}

void LeverFixture::UseDaily(int days) {
  for (int day = 0; day < days; ++day) {
    PassDays(1);
    ASSERT_EQ(Use(), "OK") << "on day " << day + 1;
  }
}

std::string LeverFixture::State() const {
  const auto connection = registry_.Get("", kConnection);
  if (!connection.ok()) return connection.status().ToString();
  return connection->state_reason.empty()
             ? StateName(connection->state)
             : absl::StrCat(StateName(connection->state), " ",
                            connection->state_reason);
}

}  // namespace hirewire::simulation
