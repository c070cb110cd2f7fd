// `hirewire oauth-apps` and `hirewire connect --link` against real services.
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/oauth/authorization_table.h"
#include "auth/oauth/authorizations.h"
#include "auth/session/connect_session.h"
#include "auth/session/connect_sessions.h"
#include "auth/token/token_table.h"
#include "base/async/shards.h"
#include "base/http/fake_transport.h"
#include "base/time/system_clock.h"
#include "connectors/api/fake_account.h"
#include "connectors/api/fake_drift_report.h"
#include "connectors/api/fake_oauth_directory.h"
#include "gtest/gtest.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/auth/auth_service.h"
#include "services/auth/authorization_methods.h"
#include "services/auth/session_methods.h"
#include "services/connectors/connector_service.h"
#include "services/rpc/test_server.h"
#include "tools/cli/console.h"
#include "tools/cli/failure.h"
#include "tools/cli/run.h"

namespace hirewire::cli {
namespace {

using absl::StrContains;

constexpr char kLink[] = "https://connect.example/connect/";

class OAuthTest : public ::testing::Test {
 protected:
  OAuthTest() {
    authorization_methods_.AddTo(auth_);
    session_methods_.AddTo(auth_);
    console_.environment =
        [this](const std::string& name) -> std::optional<std::string> {
      const auto found = environment_.find(name);
      if (found == environment_.end()) return std::nullopt;
      return found->second;
    };
    environment_["HIREWIRE_SERVER"] = server_.address();
    environment_["HIREWIRE_CLIENT_ID"] = "our-app";
    environment_["HIREWIRE_CLIENT_SECRET"] = "canary-secret";
  }

  ExitCode Call(const std::vector<std::string>& words) {
    out_.str("");
    err_.str("");
    return cli::Run(words, console_, clock_);
  }
  std::string Out() const { return out_.str(); }
  std::string Err() const { return err_.str(); }

  // What the link that was printed is about.
  auth::ConnectSession Opened() {
    const std::string line(absl::StripAsciiWhitespace(Out()));
    absl::string_view secret = line;
    EXPECT_TRUE(absl::ConsumePrefix(&secret, kLink)) << line;
    const auto opened = sessions_.Open(secret, "", "");
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened.ok() ? opened->session : auth::ConnectSession();
  }

  SystemClock clock_;
  accounts::TestRegistry connections_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  connectors::FakeOAuthDirectory directory_;
  Shards shards_{2};
  http::FakeTransport transport_{clock_};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  auth_service::AuthService auth_{
      connections_.registry(), directory_,           opener_,
      connections_.keyring(),  connections_.clock(), {}};
  auth::TokenTable tokens_{connections_.store(), connections_.vault()};
  auth::OAuthApps apps_{connections_.store(), connections_.vault(), clock_};
  auth::AuthorizationTable pending_{connections_.store(), connections_.vault()};
  auth::Authorizations authorizations_{
      {.registry = connections_.registry(),
       .tokens = tokens_,
       .apps = apps_,
       .pending = pending_,
       .clock = clock_,
       .recipe_of =
           [this](const auth::Connection& connection) {
             return directory_.GetRecipe(connection, true);
           },
       .callback_url = ""}};
  auth_service::AuthorizationMethods authorization_methods_{
      {.authorizations = authorizations_,
       .apps = apps_,
       .directory = directory_,
       .shards = shards_,
       .transports = {&transport_, &transport_},
       .allow_loopback = false}};
  auth::ConnectSessions sessions_{connections_.store(), clock_};
  auth_service::SessionMethods session_methods_{
      sessions_,
      connections_.registry(),
      directory_,
      {.edge_url = "https://connect.example", .allow_loopback_vendors = true}};
  connectors::FakeManifestEditor manifests_;
  connectors::FakeDriftReport drift_;
  connector_service::ConnectorService connectors_{
      directory_, manifests_, connections_.registry(), opener_, drift_};
  rpc::TestServer server_{{&auth_, &connectors_}};

  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{in_, out_, err_};
  std::map<std::string, std::string> environment_;
};

TEST_F(OAuthTest, AppsAreSetShownAndForgotten) {
  ASSERT_EQ(Call({"oauth-apps"}), kOk) << Err();
  EXPECT_TRUE(StrContains(Err(), "There are none")) << Err();
  ASSERT_EQ(Call({"oauth-apps", "set", "hooli", "--scope=candidates",
                  "--scope=jobs", "--redirect-uri=https://app.example/back"}),
            kOk)
      << Err();
  EXPECT_TRUE(StrContains(Out(), "our-app"));
  EXPECT_TRUE(StrContains(Out(), "production"));
  ASSERT_EQ(Call({"oauth-apps", "set", "hooli", "--environment=sandbox"}), kOk);
  const auto app = apps_.Find("", "hooli", "production");
  ASSERT_TRUE(app.ok()) << app.status();
  EXPECT_EQ(app->scopes, (std::vector<std::string>{"candidates", "jobs"}));
  EXPECT_EQ(app->redirect_uris,
            std::vector<std::string>{"https://app.example/back"});
  ASSERT_EQ(Call({"oauth-apps", "list", "--json"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "\"environment\":\"production\"")) << Out();
  EXPECT_TRUE(StrContains(Out(), "\"environment\":\"sandbox\"")) << Out();
  ASSERT_EQ(Call({"oauth-apps", "delete", "hooli"}), kOk);
  EXPECT_TRUE(StrContains(Err(), "hooli"));
  EXPECT_FALSE(apps_.Find("", "hooli", "production").ok());
  EXPECT_TRUE(apps_.Find("", "hooli", "sandbox").ok());
  EXPECT_NE(Call({"oauth-apps", "delete", "hooli"}), kOk);
}

TEST_F(OAuthTest, TheSecretIsNeverPrinted) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{
           {"oauth-apps", "set", "hooli"},
           {"oauth-apps", "set", "hooli", "--json"},
           {"oauth-apps", "set", "initech"},
           {"oauth-apps", "--json"}}) {
    Call(words);
    EXPECT_FALSE(StrContains(Out() + Err(), "canary")) << words.back();
  }
}

TEST_F(OAuthTest, TheClientIsReadFromStandardInput) {
  environment_.erase("HIREWIRE_CLIENT_ID");
  environment_.erase("HIREWIRE_CLIENT_SECRET");
  in_.str("another-app\ncanary-line\n");
  ASSERT_EQ(Call({"oauth-apps", "set", "hooli"}), kOk) << Err();
  EXPECT_EQ(apps_.Find("", "hooli", "production")->client_id, "another-app");
  // Nothing is left to read.
  EXPECT_EQ(Call({"oauth-apps", "set", "hooli"}), kUsage);
}

TEST_F(OAuthTest, RefusalsSayWhatWasWrong) {
  EXPECT_EQ(Call({"oauth-apps", "set", "initech"}), kRefused) << Err();
  EXPECT_TRUE(StrContains(Err(), "VENDOR_UNKNOWN")) << Err();
  EXPECT_EQ(Call({"oauth-apps", "set", "acme"}), kRefused);
  EXPECT_TRUE(StrContains(Err(), "does not connect by OAuth apps")) << Err();
  EXPECT_EQ(Call({"oauth-apps", "set", "hooli", "--environment=moon"}),
            kRefused);
  EXPECT_EQ(
      Call({"oauth-apps", "set", "hooli", "--token-url=http://127.0.0.1:1"}),
      kRefused);
  EXPECT_TRUE(StrContains(Err(), "allow_loopback_vendors")) << Err();
}

TEST_F(OAuthTest, ALinkIsPrintedAlone) {
  ASSERT_EQ(Call({"connect", "hooli", "--link", "--no-wait", "--id=h1",
                  "--display-name=Ours", "--label=team=a",
                  "--return-url=https://app.example/done"}),
            kOk)
      << Err();
  EXPECT_EQ(Err(), "");
  const auth::ConnectSession session = Opened();
  EXPECT_EQ(session.connection, "h1");
  EXPECT_EQ(session.vendors, std::vector<std::string>{"hooli"});
  EXPECT_EQ(session.display_name, "Ours");
  EXPECT_EQ(session.labels.at("team"), "a");
  EXPECT_EQ(session.return_urls,
            std::vector<std::string>{"https://app.example/done"});
}

TEST_F(OAuthTest, ALinkNeedsNoVendorAndNoCredential) {
  environment_.erase("HIREWIRE_CLIENT_ID");
  environment_.erase("HIREWIRE_CLIENT_SECRET");
  ASSERT_EQ(Call({"connect", "--link", "--no-wait"}), kOk) << Err();
  const auth::ConnectSession session = Opened();
  EXPECT_TRUE(session.vendors.empty());
  EXPECT_FALSE(session.connection.empty());
  ASSERT_EQ(Call({"connect", "acme", "--link", "--no-wait",
                  "--base-url=http://127.0.0.1:1"}),
            kOk)
      << Err();
  EXPECT_EQ(Opened().base_urls.at("acme"), "http://127.0.0.1:1");
}

TEST_F(OAuthTest, AVendorWhereCustomersSignInIsConnectedByLink) {
  EXPECT_EQ(Call({"connect", "hooli"}), kUsage);
  EXPECT_TRUE(StrContains(Err(), "--link")) << Err();
}

// Standard error, and someone who reads it as it comes.
class Watched : public std::stringbuf {
 public:
  explicit Watched(std::function<void(const std::string&)> reader)
      : reader_(std::move(reader)) {}

 protected:
  int sync() override {
    reader_(str());
    return 0;
  }

 private:
  const std::function<void(const std::string&)> reader_;
};

TEST_F(OAuthTest, WaitsUntilTheCustomerIsDone) {
  int visits = 0;
  Watched watched([&](const std::string& text) {
    const size_t at = text.find(kLink);
    if (at == std::string::npos || ++visits > 1) return;
    std::string secret = text.substr(at + sizeof(kLink) - 1);
    secret.resize(secret.find('\n'));
    const auto opened = sessions_.Open(secret, "", "");
    ASSERT_TRUE(opened.ok()) << opened.status();
    connections_.Add("a1", "acme");
    ASSERT_TRUE(sessions_.Complete(opened->session).ok());
  });
  std::ostream err(&watched);
  Console console{in_, out_, err};
  console.environment = console_.environment;
  EXPECT_EQ(cli::Run({"connect", "acme", "--link", "--id=a1"}, console, clock_),
            kOk)
      << watched.str();
  EXPECT_EQ(visits, 1);
  // The connection, not the link: that is for the customer.
  EXPECT_TRUE(StrContains(Out(), "a1  acme")) << Out();
  EXPECT_FALSE(StrContains(Out(), kLink));
}

TEST_F(OAuthTest, FlagsThatWouldHaveNoEffectAreRefused) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{
           {"connect", "hooli", "acme", "--link"},
           {"connect", "hooli", "--link", "--environment=sandbox"},
           {"connect", "acme", "--link", "--api-key=canary-key"},
           {"connect", "acme", "--link", "--set=subdomain=x"},
           {"connect", "acme", "--link", "--label=x"},
           {"connect", "--link", "--base-url=http://127.0.0.1:1"},
           {"connect", "acme", "--no-wait"},
           {"connect", "acme", "--return-url=https://app.example"},
           {"oauth-apps", "set"},
           {"oauth-apps", "set", "hooli", "lever"},
           {"oauth-apps", "drop", "hooli"},
           {"oauth-apps", "list", "hooli"}}) {
    EXPECT_EQ(Call(words), kUsage) << words.back();
    EXPECT_FALSE(StrContains(Err(), "canary"));
    EXPECT_EQ(Out(), "");
  }
}

TEST_F(OAuthTest, HelpSaysWhereSecretsComeFrom) {
  ASSERT_EQ(Call({"oauth-apps", "--help"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "HIREWIRE_CLIENT_SECRET"));
  ASSERT_EQ(Call({"connect", "--help"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "--link"));
}

}  // namespace
}  // namespace hirewire::cli
