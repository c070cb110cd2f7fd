#include "services/edge/connect_api.h"

#include <boost/asio/io_context.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "auth/session/connect_session.h"
#include "auth/session/connect_sessions.h"
#include "auth/session/new_connect_session.h"
#include "base/async/run.h"
#include "base/async/shards.h"
#include "base/json/parser.h"
#include "base/log/capturing_logger.h"
#include "base/status/error.h"
#include "connectors/api/fake_account.h"
#include "gtest/gtest.h"
#include "services/accounts/test_registry.h"

namespace hirewire::edge {
namespace {

constexpr char kOrigin[] = "https://connect.example";
constexpr char kCookieName[] = "__Host-hirewire-connect";
constexpr char kKey[] = "pasted-s3cret-key";

// Agrees to whatever has the state "good" and the session that began.
class FakeAuthorizer : public Authorizer {
 public:
  explicit FakeAuthorizer(auth::ConnectionRegistry& registry)
      : registry_(registry) {}

  bool Offers(absl::string_view, absl::string_view vendor) override {
    return vendor == "acme";
  }
  absl::StatusOr<std::string> Begin(const auth::ConnectSession& session,
                                    const Wish& wish) override {
    began_ = session.id;
    return absl::StrCat("https://vendor.example/authorize?v=", wish.vendor);
  }
  Async<auth::Connection> Complete(const auth::ConnectSession& session,
                                   Answer answer) override {
    if (answer.state != "good" || session.id != began_) {
      co_return Error(v1::ERROR_REASON_AUTHORIZATION_UNKNOWN)
          .Message("unknown");
    }
    began_.clear();
    if (!answer.error.empty()) {
      co_return Error(v1::ERROR_REASON_AUTHORIZATION_DENIED).Message("denied");
    }
    auth::NewConnection made;
    made.id = session.connection;
    made.vendor = "acme";
    made.credentials = auth::ApiKeyCredentials{auth::Secret("token")};
    co_return registry_.Create(session.tenant, made);
  }

 private:
  auth::ConnectionRegistry& registry_;
  std::string began_;
};

class ConnectApiTest : public testing::Test {
 protected:
  ConnectApiTest() { api_.AddTo(router_); }

  auth::NewLink NewLink(auth::NewConnectSession wanted = {}) {
    if (wanted.connection.empty()) wanted.connection = "conn-1";
    if (wanted.return_urls.empty()) {
      wanted.return_urls = {"https://app.example/a", "https://app.example/b"};
    }
    return sessions_.Create("", "app", wanted).value();
  }

  Response Answer(const Request& request) {
    boost::asio::io_context context;
    return RunSync(context, router_.Answer(request)).value();
  }
  // As our page posts.
  Request Post(const std::string& path, const std::string& body) {
    Request request;
    request.method = "POST";
    request.path = absl::StrCat("/connect/api/", path);
    request.headers = {{"origin", kOrigin},
                       {"content-type", "application/json"},
                       {"x-csrf-token", token_},
                       {"cookie", absl::StrCat(kCookieName, "=", cookie_)}};
    request.body = body;
    return request;
  }
  Response Ask(const std::string& path, const std::string& body) {
    return Answer(Post(path, body));
  }
  Response Get(const std::string& path, const std::string& query = "") {
    Request request = Post("", "");
    request.method = "GET";
    request.path = path;
    request.query = query;
    return Answer(request);
  }
  // A browser that opens the link, and keeps its cookie and its token.
  Response Open(const auth::NewLink& link, const std::string& return_url = "") {
    const Response response =
        Ask("open", absl::StrCat(R"({"secret":")", link.secret,
                                 R"(","returnUrl":")", return_url, R"("})"));
    for (const auto& [name, value] : response.headers) {
      absl::string_view text = value;
      if (name != "Set-Cookie") continue;
      set_cookie_ = value;
      EXPECT_TRUE(absl::ConsumePrefix(&text, absl::StrCat(kCookieName, "=")));
      cookie_ = std::string(text.substr(0, text.find(';')));
    }
    if (response.status == 200) token_ = Text(response, "csrfToken");
    return response;
  }
  Response Submit(const std::string& more = "") {
    return Ask("credentials", absl::StrCat(R"({"vendor":"acme","apiKey":")",
                                           kKey, "\"", more, "}"));
  }

  static std::string Text(const Response& response, const char* name) {
    const auto document = json::Parse(response.body);
    if (!document.ok()) return response.body;
    const auto found = document->root().Find(name);
    return found ? std::string(found->AsString()) : "";
  }
  static std::string Reason(const Response& response) {
    return Text(response, "reason");
  }
  bool Made(const std::string& id = "conn-1") {
    return connections_.registry().Get("", id).ok();
  }
  auth::ConnectSession Now(const auth::NewLink& link) {
    return sessions_.Get("", link.session.id).value();
  }

  accounts::TestRegistry connections_;
  auth::ConnectSessions sessions_{connections_.store(), connections_.clock()};
  connectors::FakeDirectory directory_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  FakeAuthorizer authorizer_{connections_.registry()};
  log::CapturingLogger logger_;
  Shards shards_{2};
  const Backend backend_{.sessions = sessions_,
                         .registry = connections_.registry(),
                         .directory = directory_,
                         .accounts = {&accounts_, &accounts_},
                         .shards = shards_,
                         .clock = connections_.clock(),
                         .authorizer = &authorizer_};
  ConnectApi api_{backend_, kOrigin};
  Router router_{connections_.clock(), logger_};
  std::string cookie_;
  std::string token_;
  std::string set_cookie_;
};

TEST_F(ConnectApiTest, LinkOpensWithACookieThatScriptsCannotRead) {
  const Response response = Open(NewLink());
  EXPECT_EQ(response.status, 200);
  for (const char* rule : {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"}) {
    EXPECT_TRUE(absl::StrContains(set_cookie_, rule)) << set_cookie_;
  }
  EXPECT_FALSE(absl::StrContains(response.body, cookie_));
  EXPECT_EQ(Text(response, "returnUrl"), "https://app.example/a");
}

TEST_F(ConnectApiTest, ShowsWhatMayBePicked) {
  Open(NewLink());
  const Response both = Get("/connect/api/session");
  EXPECT_TRUE(absl::StrContains(both.body, "Acme Recruiting"));
  EXPECT_TRUE(absl::StrContains(both.body, "Globex"));
  EXPECT_TRUE(absl::StrContains(both.body, "Ask the roadrunner"));
  auth::NewConnectSession one;
  one.vendors = {"globex"};
  cookie_.clear();
  const Response some = Open(NewLink(one));
  EXPECT_FALSE(absl::StrContains(some.body, "acme"));
}

TEST_F(ConnectApiTest, KeyIsTriedAndKept) {
  const auth::NewLink link = NewLink();
  Open(link);
  const Response response = Submit();
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_TRUE(absl::StrContains(response.body, "\"connected\":true"));
  EXPECT_EQ(connections_.StateOf("conn-1"), auth::ConnectionState::kActive);
  EXPECT_EQ(Now(link).state, auth::ConnectSessionState::kCompleted);
  const Response after = Get("/connect/api/session");
  EXPECT_EQ(Text(after, "connectedVendor"), "acme");
}

TEST_F(ConnectApiTest, RejectedKeyIsNotKept) {
  const auth::NewLink link = NewLink();
  Open(link);
  account_.Fails(
      Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("no such key"));
  const Response response = Submit();
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(Reason(response), "CREDENTIALS_REJECTED");
  EXPECT_FALSE(Made());
  EXPECT_EQ(Now(link).last_error, "CREDENTIALS_REJECTED");
  EXPECT_EQ(Now(link).state, auth::ConnectSessionState::kOpened);
}

TEST_F(ConnectApiTest, MissingPermissionIsTheCustomersChoice) {
  Open(NewLink());
  account_.Fails(Error(v1::ERROR_REASON_SCOPE_MISSING)
                     .With("scope", "users:read")
                     .Message("a permission is missing"));
  const Response first = Submit();
  EXPECT_EQ(first.status, 200);
  EXPECT_TRUE(absl::StrContains(first.body, "users:read"));
  EXPECT_FALSE(absl::StrContains(first.body, "connected"));
  EXPECT_FALSE(Made());
  Submit(R"(,"acceptMissingPermission":true)");
  EXPECT_EQ(connections_.StateOf("conn-1"), auth::ConnectionState::kDegraded);
}

TEST_F(ConnectApiTest, SentTwiceThereIsOneConnection) {
  const auth::NewLink link = NewLink();
  Open(link);
  EXPECT_EQ(Submit().status, 200);
  EXPECT_EQ(Submit().status, 200);
  EXPECT_EQ(connections_.registry().Get("", "conn-1")->credential_version, 1);
}

TEST_F(ConnectApiTest, ConnectionThatWasMadeMeanwhileGetsTheCredential) {
  const auth::NewLink link = NewLink();
  Open(link);
  connections_.Add("conn-1", "acme");
  EXPECT_EQ(Submit().status, 200);
  EXPECT_EQ(Now(link).state, auth::ConnectSessionState::kCompleted);
}

TEST_F(ConnectApiTest, ConnectionOfAnotherVendorIsNotReplaced) {
  Open(NewLink());
  connections_.Add("conn-1", "globex");
  const Response response = Submit();
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(Reason(response), "CONNECTION_EXISTS");
}

TEST_F(ConnectApiTest, ReconnectKeepsTheIdAndGivesAnotherCredential) {
  connections_.Add("acme-1", "acme");
  auth::NewConnectSession wanted;
  wanted.connection = "acme-1";
  wanted.reconnect = true;
  wanted.vendors = {"acme"};
  Open(NewLink(wanted));
  EXPECT_EQ(Submit().status, 200);
  const auto now = connections_.registry().Get("", "acme-1").value();
  EXPECT_EQ(now.credential_version, 2);
  EXPECT_EQ(now.state, auth::ConnectionState::kActive);
}

TEST_F(ConnectApiTest, WhatIsNotOursIsRefused) {
  Open(NewLink());
  const std::string body =
      absl::StrCat(R"({"vendor":"acme","apiKey":")", kKey, R"("})");
  const auto refused = [&](const char* header, const std::string& value) {
    Request request = Post("credentials", body);
    request.headers[header] = value;
    const Response response = Answer(request);
    EXPECT_EQ(Reason(response), "CALLER_NOT_ALLOWED") << header << value;
    return response.status;
  };
  EXPECT_EQ(refused("origin", ""), 403);
  EXPECT_EQ(refused("origin", "null"), 403);
  EXPECT_EQ(refused("origin", "https://connect.example.evil.example"), 403);
  EXPECT_EQ(refused("origin", "http://connect.example"), 403);
  EXPECT_EQ(refused("content-type", "text/plain"), 403);
  EXPECT_EQ(refused("content-type", "application/x-www-form-urlencoded"), 403);
  EXPECT_EQ(refused("x-csrf-token", ""), 403);
  EXPECT_EQ(refused("x-csrf-token", token_ + "x"), 403);
  EXPECT_EQ(refused("sec-fetch-site", "cross-site"), 403);
  EXPECT_EQ(refused("sec-fetch-site", "same-site"), 403);
  EXPECT_FALSE(Made());
  EXPECT_TRUE(account_.lists().empty());
}

TEST_F(ConnectApiTest, TokenOfAnotherSessionIsRefused) {
  Open(NewLink());
  const std::string token = token_;
  cookie_.clear();
  Open(NewLink());
  token_ = token;
  EXPECT_EQ(Submit().status, 403);
}

TEST_F(ConnectApiTest, WithoutItsCookieASessionIsNone) {
  Open(NewLink());
  for (const char* cookie : {"", "x", "conn-1"}) {
    cookie_ = cookie;
    EXPECT_EQ(Reason(Submit()), "CONNECT_SESSION_NOT_FOUND");
    EXPECT_EQ(Get("/connect/api/session").status, 404);
  }
}

TEST_F(ConnectApiTest, SecondBrowserIsTold) {
  const auth::NewLink link = NewLink();
  Open(link);
  cookie_.clear();
  const Response response = Open(link);
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(Reason(response), "CONNECT_SESSION_NOT_FOUND");
  EXPECT_EQ(Text(response, "field"), "opened");
}

TEST_F(ConnectApiTest, ReturnUrlIsOneOfTheList) {
  const auth::NewLink link = NewLink();
  const Response refused = Open(link, "https://evil.example/");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(Text(refused, "field"), "return_url");
  EXPECT_EQ(Text(Open(link, "https://app.example/b"), "returnUrl"),
            "https://app.example/b");
  Submit();
  const Response done = Ask("done", "{}");
  EXPECT_EQ(Text(done, "returnUrl"), "https://app.example/b");
  EXPECT_TRUE(absl::StrContains(done.headers.at(1).second, "Max-Age=0"));
}

TEST_F(ConnectApiTest, BadInputIsNamedAndNothingIsKept) {
  Open(NewLink());
  const auto field = [&](const std::string& body) {
    const Response response = Ask("credentials", body);
    EXPECT_GE(response.status, 400) << body;
    EXPECT_EQ(response.body.find("s3cret"), std::string::npos);
    return Text(response, "field");
  };
  EXPECT_EQ(field(""), "body");
  EXPECT_EQ(field("{"), "body");
  EXPECT_EQ(field("[]"), "body");
  EXPECT_EQ(field(R"({"vendor":"acme","apiKey":"s3cret","evil":1})"), "body");
  EXPECT_EQ(field(std::string(60000, '[')), "body");
  EXPECT_EQ(field(R"({"vendor":"acme"})"), "api_key");
  EXPECT_EQ(field(R"({"vendor":"acme","apiKey":"  "})"), "api_key");
  EXPECT_EQ(field(R"({"vendor":"acme","apiKey":"S3CRET! s3cret"})"), "api_key");
  EXPECT_EQ(field(R"({"vendor":"acme","clientId":"s3cret"})"), "credential");
  EXPECT_EQ(field(R"({"vendor":"globex","clientId":"s3cret"})"),
            "client_secret");
  EXPECT_EQ(Reason(Ask("credentials", R"({"vendor":"initech"})")),
            "VENDOR_UNKNOWN");
  EXPECT_FALSE(Made());
}

TEST_F(ConnectApiTest, VendorOutsideTheSessionIsRefused) {
  auth::NewConnectSession wanted;
  wanted.vendors = {"globex"};
  Open(NewLink(wanted));
  EXPECT_EQ(Text(Submit(), "field"), "vendor");
  EXPECT_EQ(Text(Ask("authorize", R"({"vendor":"acme"})"), "field"), "vendor");
}

TEST_F(ConnectApiTest, NoSecretIsInTheLog) {
  const auth::NewLink link = NewLink();
  Open(link);
  Submit();
  Get("/oauth/callback", "state=good&code=s3cret-code");
  const std::string log = logger_.Text();
  for (const std::string& secret : {std::string(kKey), link.secret, cookie_,
                                    token_, std::string("s3cret-code")}) {
    EXPECT_FALSE(absl::StrContains(log, secret));
  }
}

TEST_F(ConnectApiTest, CustomerSignsInAtTheVendor) {
  const auth::NewLink link = NewLink();
  Open(link);
  EXPECT_EQ(Text(Ask("authorize", R"({"vendor":"acme"})"), "authorizeUrl"),
            "https://vendor.example/authorize?v=acme");
  const Response back = Get("/oauth/callback", "state=good&code=c");
  EXPECT_EQ(back.status, 303);
  // State and code leave the address bar.
  EXPECT_EQ(back.headers.at(0).second, "/connect");
  EXPECT_TRUE(Made());
  EXPECT_EQ(Now(link).state, auth::ConnectSessionState::kCompleted);
}

TEST_F(ConnectApiTest, CallbackWithoutItsStateMakesNothing) {
  const auth::NewLink link = NewLink();
  Open(link);
  Ask("authorize", R"({"vendor":"acme"})");
  for (const char* query : {"", "code=c", "state=&code=c", "state=bad&code=c",
                            "error=access_denied", "state=%zz", "&&&==&"}) {
    EXPECT_EQ(Get("/oauth/callback", query).status, 303);
    EXPECT_EQ(Now(link).last_error, "AUTHORIZATION_UNKNOWN") << query;
  }
  EXPECT_FALSE(Made());
}

TEST_F(ConnectApiTest, CallbackOfAnotherBrowserMakesNothing) {
  const auth::NewLink link = NewLink();
  Open(link);
  Ask("authorize", R"({"vendor":"acme"})");
  const std::string cookie = std::exchange(cookie_, "");
  EXPECT_EQ(Get("/oauth/callback", "state=good&code=c").status, 303);
  EXPECT_FALSE(Made());
  // A session of its own does not help.
  Open(NewLink());
  EXPECT_EQ(Get("/oauth/callback", "state=good&code=c").status, 303);
  EXPECT_FALSE(Made());
  // The state is still good for the one that began.
  cookie_ = cookie;
  Get("/oauth/callback", "state=good&code=c");
  EXPECT_TRUE(Made());
}

TEST_F(ConnectApiTest, DeniedSignInIsToldAndCanBeTriedAgain) {
  const auth::NewLink link = NewLink();
  Open(link);
  Ask("authorize", R"({"vendor":"acme"})");
  Get("/oauth/callback", "state=good&error=access_denied");
  EXPECT_EQ(Text(Get("/connect/api/session"), "lastError"),
            "AUTHORIZATION_DENIED");
  EXPECT_FALSE(Made());
  Ask("authorize", R"({"vendor":"acme"})");
  Get("/oauth/callback", "state=good&code=c");
  EXPECT_TRUE(Made());
}

TEST_F(ConnectApiTest, ReplayedCallbackChangesNothing) {
  const auth::NewLink link = NewLink();
  Open(link);
  Ask("authorize", R"({"vendor":"acme"})");
  Get("/oauth/callback", "state=good&code=c");
  Get("/oauth/callback", "state=good&code=c");
  EXPECT_EQ(Now(link).state, auth::ConnectSessionState::kCompleted);
  EXPECT_EQ(Now(link).last_error, "");
}

}  // namespace
}  // namespace hirewire::edge
