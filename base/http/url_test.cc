#include "base/http/url.h"

#include <string>

#include "gtest/gtest.h"

namespace hirewire::http {
namespace {

Url Good(absl::string_view text) {
  absl::StatusOr<Url> url = Url::Parse(text);
  EXPECT_TRUE(url.ok()) << text << ": " << url.status();
  return *std::move(url);
}

TEST(Url, TakesApartWhatItIsMadeOf) {
  const Url url = Good("https://API.Lever.co:8443/v1/%41?a=1&b=x%20y#part");
  EXPECT_EQ(url.scheme(), "https");
  EXPECT_EQ(url.host(), "api.lever.co");
  EXPECT_EQ(url.port(), 8443);
  EXPECT_EQ(url.path(), "/v1/%41");
  EXPECT_EQ(url.query(), "a=1&b=x%20y");
  EXPECT_EQ(url.Origin(), "https://api.lever.co:8443");
  EXPECT_EQ(url.ToString(), "https://api.lever.co:8443/v1/%41?a=1&b=x%20y");
}

TEST(Url, KnowsTheUsualPorts) {
  EXPECT_EQ(Good("https://a.example").port(), 443);
  EXPECT_EQ(Good("http://a.example").port(), 80);
  EXPECT_EQ(Good("HTTPS://a.example:443").ToString(), "https://a.example/");
}

TEST(Url, KeepsTheBracketsOfAnIpv6Address) {
  const Url url = Good("http://[::1]:8080/x");
  EXPECT_EQ(url.host(), "[::1]");
  EXPECT_EQ(url.port(), 8080);
  EXPECT_EQ(url.ToString(), "http://[::1]:8080/x");
}

TEST(Url, SeesThroughOddSpellingsOfAnAddress) {
  EXPECT_EQ(Good("http://0x7f000001/").host(), "127.0.0.1");
  EXPECT_EQ(Good("http://2130706433/").host(), "127.0.0.1");
}

TEST(Url, KnowsThisMachineByItsVeryName) {
  for (const char* text :
       {"http://localhost", "https://LOCALHOST:8443/x", "http://127.0.0.1:1/",
        "http://[::1]:9/", "http://2130706433/"}) {
    EXPECT_TRUE(Good(text).IsLoopback()) << text;
  }
  // Names that only look so, and other addresses of the same machine.
  for (const char* text :
       {"http://localhost.a.example/", "http://a.example/localhost",
        "http://notlocalhost/", "http://127.0.0.1.a.example/",
        "http://127.0.0.2/", "http://0.0.0.0/", "http://[::2]/",
        "http://[::ffff:127.0.0.1]/"}) {
    EXPECT_FALSE(Good(text).IsLoopback()) << text;
  }
}

TEST(Url, RefusesWhatParsersDisagreeAbout) {
  for (const char* text : {"",
                           "a.example",
                           "/v1",
                           "//a.example/",
                           "https:",
                           "https:/a.example",
                           "https:///a.example",
                           "https://",
                           "https://?q",
                           "https://#f",
                           "ftp://a.example/",
                           "file:///etc/passwd",
                           "gopher://a.example/",
                           "javascript:alert(1)",
                           "https://user@a.example/",
                           "https://user:pass@a.example/",
                           "https://@a.example/",
                           "https://a.example\\@b.example/",
                           "https:\\\\a.example/",
                           "https://a.example/\r\nHost: b",
                           "https://a.example/ x",
                           "https://a.ex\tample/",
                           "https://a.example/\x01",
                           "https://a.example/\xc3\xa9",
                           "https://\xc3\xa9.example/",
                           "https://a.example:0/",
                           "https://a.example:65536/",
                           "https://a.example:99999999999/",
                           "https://a.example:-1/",
                           "https://a.example:8x/",
                           "https://[::1/",
                           "https://::1/",
                           "https://[::1%25lo]/",
                           "https://a%2eexample/",
                           "https://a%00b.example/",
                           "https://a.example/\x7f"}) {
    const absl::StatusOr<Url> url = Url::Parse(text);
    EXPECT_TRUE(absl::IsInvalidArgument(url.status())) << text;
  }
}

TEST(Url, RefusalsDoNotQuoteTheText) {
  const absl::Status status =
      Url::Parse("https://me:hunter2@a.example/").status();
  EXPECT_EQ(status.ToString().find("hunter2"), std::string::npos);
}

TEST(Url, RefusesANulByte) {
  EXPECT_FALSE(Url::Parse(absl::string_view("https://a.example/\0x", 20)).ok());
}

TEST(Url, TakesAVeryLongQuery) {
  const std::string text = "https://a.example/?q=" + std::string(100000, 'x');
  EXPECT_EQ(Good(text).ToString(), text);
}

TEST(Url, ResolvesReferencesAsTheRfcSays) {
  const Url base = Good("https://a.example/v1/people?page=1");
  const auto resolve = [&](absl::string_view reference) {
    const absl::StatusOr<Url> url = base.Resolve(reference);
    return url.ok() ? url->ToString() : url.status().ToString();
  };
  EXPECT_EQ(resolve("?page=2"), "https://a.example/v1/people?page=2");
  EXPECT_EQ(resolve("jobs"), "https://a.example/v1/jobs");
  EXPECT_EQ(resolve("../v2/jobs?x=1"), "https://a.example/v2/jobs?x=1");
  EXPECT_EQ(resolve("/v3"), "https://a.example/v3");
  EXPECT_EQ(resolve("../../../v3"), "https://a.example/v3");
  EXPECT_EQ(resolve("//b.example/x"), "https://b.example/x");
  EXPECT_EQ(resolve("http://b.example:81/x"), "http://b.example:81/x");
}

TEST(Url, RefusesHostileReferences) {
  const Url base = Good("https://a.example/v1");
  for (const char* reference :
       {"https://user@b.example/", "\\\\b.example\\x", "/x\r\ny",
        "file:///etc/passwd", "javascript:1", "//user:x@b.example/",
        "https:////b.example/"}) {
    const absl::StatusOr<Url> url = base.Resolve(reference);
    // Some of these are paths to a lenient eye: then they stay at home.
    if (url.ok()) EXPECT_TRUE(url->SameOrigin(base)) << reference;
  }
}

TEST(Url, OriginsDifferInSchemeHostOrPort) {
  const Url url = Good("https://a.example/x");
  EXPECT_TRUE(url.SameOrigin(Good("https://A.example:443/y?z")));
  EXPECT_FALSE(url.SameOrigin(Good("http://a.example:443/x")));
  EXPECT_FALSE(url.SameOrigin(Good("https://a.example:444/x")));
  EXPECT_FALSE(url.SameOrigin(Good("https://a.example.evil.example/x")));
}

TEST(Url, WithQueryReplacesTheQuery) {
  const Url url = Good("https://a.example/x?old=1");
  EXPECT_EQ(url.WithQuery(BuildQuery({{"new", "2"}})).ToString(),
            "https://a.example/x?new=2");
  EXPECT_EQ(url.WithQuery("").ToString(), "https://a.example/x");
}

TEST(PercentEncode, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(PercentEncode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(PercentEncode("a b+c/d?e&f=g%"), "a%20b%2Bc%2Fd%3Fe%26f%3Dg%25");
  EXPECT_EQ(PercentEncode("\xc3\xa9\r\n"), "%C3%A9%0D%0A");
  EXPECT_EQ(PercentEncode(absl::string_view("\0", 1)), "%00");
}

TEST(PercentDecode, UndoesEveryByte) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(PercentDecode(PercentEncode(all)), all);
  EXPECT_EQ(PercentDecode("a+b"), "a+b");
  EXPECT_EQ(PercentDecode("%e9%E9"), "\xe9\xe9");
}

TEST(PercentDecode, RefusesBrokenEscapes) {
  for (const char* text : {"%", "%4", "a%", "%zz", "%4g", "%-1", "% 1"}) {
    EXPECT_EQ(PercentDecode(text), std::nullopt) << text;
  }
}

TEST(Query, SurvivesTheRoundTrip) {
  const QueryParams params = {
      {"a", "1"}, {"ids[]", "x&y=z"}, {"a", ""}, {"\xc3\xa9", "+ %"}};
  EXPECT_EQ(ParseQuery(BuildQuery(params)), params);
  EXPECT_EQ(BuildQuery({}), "");
}

TEST(Query, IsReadAsFormsWriteIt) {
  EXPECT_EQ(ParseQuery("a=b+c&&d&e=%zz&=f"),
            (QueryParams{{"a", "b c"}, {"d", ""}, {"e", "%zz"}, {"", "f"}}));
  EXPECT_TRUE(ParseQuery("").empty());
}

}  // namespace
}  // namespace hirewire::http
