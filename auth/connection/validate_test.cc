#include "auth/connection/validate.h"

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

NewConnection Good() {
  NewConnection request;
  request.vendor = "lever";
  request.credentials = ApiKeyCredentials{Secret("key")};
  return request;
}

void ExpectWrong(const std::string& field,
                 const std::function<void(NewConnection&)>& spoil) {
  NewConnection request = Good();
  spoil(request);
  const absl::Status status = Validate(request);
  ASSERT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << field;
  EXPECT_EQ(DetailsOf(status)->metadata.at("field"), field);
  EXPECT_FALSE(absl::StrContains(status.message(), "canary")) << status;
}

TEST(Validate, TakesWhatIsGood) {
  EXPECT_EQ(Validate(Good()), absl::OkStatus());
  NewConnection request = Good();
  request.id = "a" + std::string(62, '9');
  request.base_url = "https://api.lever.co/v1";
  request.credentials = ClientCredentials{Secret("id"), Secret("secret"), {}};
  EXPECT_EQ(Validate(request), absl::OkStatus());
}

TEST(Validate, NamesTheIdThatIsNone) {
  for (const char* id : {"Acme", "1acme", "-a", "a_b", "a b", "a/b", "ä",
                         "../../etc/passwd", "a\n"}) {
    ExpectWrong("connection_id", [&](NewConnection& r) { r.id = id; });
  }
  ExpectWrong("connection_id",
              [](NewConnection& r) { r.id = std::string(64, 'a'); });
}

TEST(Validate, NamesTheUrlThatIsNone) {
  for (const char* url :
       {"api.lever.co", "ftp://a.b", "https://", "https:///x", "file:///etc",
        "https://user:canary@a.b", "https://a.b/?q=canary", "https://a.b/#f",
        "https://a.b/\r\nX: y", "https://a b"}) {
    ExpectWrong("base_url", [&](NewConnection& r) { r.base_url = url; });
    ExpectWrong("token_url", [&](NewConnection& r) { r.token_url = url; });
  }
}

TEST(Validate, NamesTheCredentialThatIsNoneAndNeverShowsIt) {
  for (const std::string& bad :
       {std::string(), std::string("canary\n"), std::string(" canary"),
        std::string("canary\r\nX: y"), std::string("can\0ary", 7),
        std::string(17 << 10, 'x')}) {
    ExpectWrong("api_key", [&](NewConnection& r) {
      r.credentials = ApiKeyCredentials{Secret(bad)};
    });
    ExpectWrong("client_secret", [&](NewConnection& r) {
      r.credentials = ClientCredentials{Secret("id"), Secret(bad), {}};
    });
    ExpectWrong("client_id", [&](NewConnection& r) {
      r.credentials = ClientCredentials{Secret(bad), Secret("secret"), {}};
    });
  }
  ExpectWrong("client_id", [](NewConnection& r) {
    r.credentials = ClientCredentials{Secret("a:canary"), Secret("s"), {}};
  });
  ExpectWrong("acting_user_id", [](NewConnection& r) {
    r.credentials =
        ClientCredentials{Secret("id"), Secret("s"), Secret("canary\n")};
  });
}

TEST(Validate, NamesTextAndLabelsThatAreTooMuch) {
  ExpectWrong("vendor", [](NewConnection& r) { r.vendor.clear(); });
  ExpectWrong("display_name",
              [](NewConnection& r) { r.display_name = std::string(256, 'x'); });
  ExpectWrong("display_name",
              [](NewConnection& r) { r.display_name = "\x1b"; });
  ExpectWrong("labels", [](NewConnection& r) { r.labels[""] = "x"; });
  ExpectWrong("labels", [](NewConnection& r) {
    r.labels["key"] = std::string(256, 'x');
  });
  ExpectWrong("labels", [](NewConnection& r) {
    for (int i = 0; i < 65; ++i) r.labels[absl::StrCat(i)] = "";
  });
}

}  // namespace
}  // namespace hirewire::auth
