#include "auth/session/new_connect_session.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

NewConnectSession Good() {
  NewConnectSession request;
  request.connection = "conn-1";
  return request;
}

// The field that is refused; empty where all is well.
std::string Refused(const NewConnectSession& request) {
  const absl::Status status = Validate(request);
  if (status.ok()) return "";
  const auto details = DetailsOf(status);
  EXPECT_EQ(details->reason, v1::ERROR_REASON_ARGUMENT_INVALID);
  return details->metadata.at("field");
}

std::string RefusedReturnUrl(const std::string& url) {
  NewConnectSession request = Good();
  request.return_urls = {"https://good.example/", url};
  return Refused(request);
}

TEST(NewConnectSession, WithoutAnythingIsGood) {
  EXPECT_EQ(Refused(Good()), "");
}

TEST(NewConnectSession, ReturnUrlsAreHttpsOrLoopback) {
  EXPECT_EQ(RefusedReturnUrl("https://app.example/done?x=1&y=%20"), "");
  EXPECT_EQ(RefusedReturnUrl("http://localhost:3000/done"), "");
  EXPECT_EQ(RefusedReturnUrl("http://127.0.0.1/"), "");
  for (const char* bad :
       {"", "/done", "//evil.example", "http://app.example/",
        "ftp://a.example/", "javascript:alert(1)", "data:text/html,x",
        "https://", "https:///x", "https://user@app.example/",
        "https://a:b@app.example/", "https://app.example/#fragment",
        "https://app.example/a b", "https://app.example\\@evil.example/",
        "https://app.example/\r\nX: y", "http://localhost.evil.example/",
        "http://127.0.0.1@evil.example/"}) {
    EXPECT_EQ(RefusedReturnUrl(bad), "return_urls") << bad;
  }
  EXPECT_EQ(RefusedReturnUrl("https://a.example/" + std::string(2048, 'x')),
            "return_urls");
}

TEST(NewConnectSession, HasAtMostTenReturnUrls) {
  NewConnectSession request = Good();
  request.return_urls.assign(10, "https://a.example/");
  EXPECT_EQ(Refused(request), "");
  request.return_urls.push_back("https://a.example/");
  EXPECT_EQ(Refused(request), "return_urls");
}

TEST(NewConnectSession, LogoIsHttps) {
  NewConnectSession request = Good();
  request.theme.logo_url = "https://cdn.example/logo.svg";
  EXPECT_EQ(Refused(request), "");
  for (const char* bad : {"http://localhost/logo.png", "data:image/png;base64,",
                          "//cdn.example/logo.png"}) {
    request.theme.logo_url = bad;
    EXPECT_EQ(Refused(request), "theme.logo_url") << bad;
  }
}

TEST(NewConnectSession, ColorIsSixSmallHexDigits) {
  NewConnectSession request = Good();
  request.theme.accent_color = "#0a7f3c";
  EXPECT_EQ(Refused(request), "");
  for (const char* bad : {"0a7f3c", "#0a7f3", "#0a7f3c0", "#0a7f3g", "red",
                          "#0A7F3C", "#0a7f3c;background:url(//evil)"}) {
    request.theme.accent_color = bad;
    EXPECT_EQ(Refused(request), "theme.accent_color") << bad;
  }
}

TEST(NewConnectSession, NameIsEightyLettersOfAnyLanguage) {
  NewConnectSession request = Good();
  for (int i = 0; i < 80; ++i) request.theme.company_name += "ü";
  EXPECT_EQ(Refused(request), "");
  request.theme.company_name += "x";
  EXPECT_EQ(Refused(request), "theme.company_name");
  request.theme.company_name = "a\nb";
  EXPECT_EQ(Refused(request), "theme.company_name");
}

TEST(NewConnectSession, LanguageIsOneOfThePages) {
  NewConnectSession request = Good();
  for (const char* good : {"en", "de", "fr", "es", ""}) {
    request.theme.language = good;
    EXPECT_EQ(Refused(request), "");
  }
  request.theme.language = "it";
  EXPECT_EQ(Refused(request), "theme.language");
}

TEST(NewConnectSession, LivesAMinuteToAWeek) {
  NewConnectSession request = Good();
  for (const absl::Duration good : {kShortestSession, kLongestSession}) {
    request.ttl = good;
    EXPECT_EQ(Refused(request), "");
  }
  for (const absl::Duration bad :
       {absl::ZeroDuration(), -absl::Hours(1), absl::Seconds(59),
        kLongestSession + absl::Seconds(1), absl::InfiniteDuration()}) {
    request.ttl = bad;
    EXPECT_EQ(Refused(request), "ttl");
  }
}

TEST(NewConnectSession, ConnectionHasTheShapeOfAnId) {
  NewConnectSession request;
  for (const char* bad : {"", "Acme", "1acme", "a/b", "a b"}) {
    request.connection = bad;
    EXPECT_EQ(Refused(request), "connection_id") << bad;
  }
}

TEST(NewConnectSession, LabelsAreBounded) {
  NewConnectSession request = Good();
  for (int i = 0; i < 64; ++i) request.labels[absl::StrCat("k", i)] = "v";
  EXPECT_EQ(Refused(request), "");
  request.labels["one more"] = "v";
  EXPECT_EQ(Refused(request), "labels");
  request.labels = {{std::string(64, 'k'), "v"}};
  EXPECT_EQ(Refused(request), "labels");
  request.labels = {{"k", std::string(256, 'v')}};
  EXPECT_EQ(Refused(request), "labels");
  request.labels = {{"", "v"}};
  EXPECT_EQ(Refused(request), "labels");
}

TEST(NewConnectSession, ErrorsDoNotRepeatWhatTheyRefuse) {
  NewConnectSession request = Good();
  request.return_urls = {"https://user:pa55word@app.example/"};
  EXPECT_EQ(Validate(request).message().find("pa55word"),
            absl::string_view::npos);
}

}  // namespace
}  // namespace hirewire::auth
