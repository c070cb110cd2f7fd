#include "auth/inbound/jwt_verifier.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "auth/inbound/base64url.h"
#include "auth/inbound/test_issuer.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

using crypto::TestSigner;
using Members = TestIssuer::Members;

class FixedKeys : public KeySource {
 public:
  explicit FixedKeys(const std::string& text)
      : keys_(std::make_shared<const Jwks>(Jwks::Parse(text).value())) {}
  std::shared_ptr<const Jwks> Now() const override { return keys_; }
  void Miss() override { ++misses_; }
  int misses() const { return misses_; }

 private:
  const std::shared_ptr<const Jwks> keys_;
  int misses_ = 0;
};

class JwtVerifierTest : public ::testing::Test {
 protected:
  absl::StatusOr<Caller> Verify(const Members& claims,
                                const Members& header = {}) {
    return verifier_.Verify(issuer_.Token(clock_.Now(), claims, header));
  }
  void ExpectRefused(const Members& claims, const Members& header = {}) {
    const auto caller = Verify(claims, header);
    EXPECT_TRUE(absl::IsUnauthenticated(caller.status()))
        << (claims.empty() ? "" : claims.begin()->second)
        << (header.empty() ? "" : header.begin()->second);
  }
  std::string Seconds(absl::Duration from_now) {
    return absl::StrCat(absl::ToUnixSeconds(clock_.Now() + from_now));
  }

  FakeClock clock_;
  const TestIssuer issuer_;
  FixedKeys keys_{issuer_.Jwks()};
  const JwtVerifier verifier_{
      {.issuer = TestIssuer::kName, .audience = TestIssuer::kAudience},
      keys_,
      clock_};
};

TEST_F(JwtVerifierTest, TakesATokenOfTheIssuer) {
  const auto caller = Verify({{"roles", R"(["read","write","editor"])"}});
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ(caller->id, "jwt:sync");
  EXPECT_EQ(caller->tenant, "acme");
  EXPECT_EQ(caller->roles,
            std::set({v1::CALLER_ROLE_READ, v1::CALLER_ROLE_WRITE}));
}

TEST_F(JwtVerifierTest, TakesAllThreeAlgorithms) {
  for (const TestSigner& signer :
       {TestSigner::Rsa(), TestSigner::P256(), TestSigner::Ed25519()}) {
    const TestIssuer issuer(signer);
    FixedKeys keys(issuer.Jwks());
    const JwtVerifier verifier(
        {.issuer = TestIssuer::kName, .audience = TestIssuer::kAudience}, keys,
        clock_);
    EXPECT_TRUE(verifier.Verify(issuer.Token(clock_.Now())).ok())
        << issuer.algorithm();
  }
}

TEST_F(JwtVerifierTest, RefusesAlgorithmsThatProveNothing) {
  for (const char* algorithm :
       {R"("none")", R"("None")", R"("HS256")", R"("HS512")", R"("RS256")",
        R"("ES384")", R"("PS256")", R"("")", "7", "null", ""}) {
    ExpectRefused({}, {{"alg", algorithm}});
  }
}

TEST_F(JwtVerifierTest, RefusesATokenWithoutASignature) {
  const std::string token = issuer_.Token(clock_.Now());
  const std::string bare = token.substr(0, token.rfind('.') + 1);
  EXPECT_FALSE(verifier_.Verify(bare).ok());
  EXPECT_FALSE(verifier_.Verify(bare.substr(0, bare.size() - 1)).ok());
  EXPECT_FALSE(
      verifier_
          .Verify(absl::StrCat(EncodeBase64Url(R"({"alg":"none"})"), ".",
                               EncodeBase64Url(R"({"tenant":"acme"})"), "."))
          .ok());
}

TEST_F(JwtVerifierTest, RefusesAnotherIssuersKeyOfTheSameName) {
  const TestIssuer other;
  EXPECT_FALSE(verifier_.Verify(other.Token(clock_.Now())).ok());
}

TEST_F(JwtVerifierTest, RefusesChangedClaims) {
  const std::string token = issuer_.Token(clock_.Now());
  const std::string mine = issuer_.Token(clock_.Now(), {{"tenant", "\"b\""}});
  const std::string mixed = absl::StrCat(mine.substr(0, mine.rfind('.')),
                                         token.substr(token.rfind('.')));
  EXPECT_FALSE(verifier_.Verify(mixed).ok());
}

TEST_F(JwtVerifierTest, RefusesAnotherIssuerOrAudience) {
  for (const char* wrong : {R"("https://id.example.com/")", R"("")", "7",
                            R"(["https://id.example.com"])", ""}) {
    ExpectRefused({{"iss", wrong}});
  }
  for (const char* wrong :
       {R"("Hirewire")", R"("hirewire2")", R"([])", R"([7])", "{}", "null",
        R"({"a":"hirewire"})", ""}) {
    ExpectRefused({{"aud", wrong}});
  }
  EXPECT_TRUE(Verify({{"aud", R"(["other","hirewire"])"}}).ok());
}

TEST_F(JwtVerifierTest, ExpiresWithAMinuteOfLeeway) {
  EXPECT_TRUE(Verify({{"exp", Seconds(-absl::Seconds(59))}}).ok());
  ExpectRefused({{"exp", Seconds(-absl::Seconds(60))}});
  for (const char* wrong : {"", "null", R"("9999999999")", "true", "-1e308"}) {
    ExpectRefused({{"exp", wrong}});
  }
  EXPECT_TRUE(Verify({{"exp", "1e300"}}).ok());
  EXPECT_TRUE(Verify({{"exp", "18446744073709551615"}}).ok());
  EXPECT_TRUE(
      Verify({{"exp", absl::StrCat(Seconds(absl::Hours(1)), ".5")}}).ok());
}

TEST_F(JwtVerifierTest, BeginsWithAMinuteOfLeeway) {
  EXPECT_TRUE(Verify({{"nbf", Seconds(absl::Seconds(60))}}).ok());
  ExpectRefused({{"nbf", Seconds(absl::Seconds(61))}});
  ExpectRefused({{"nbf", R"("soon")"}});
}

TEST_F(JwtVerifierTest, ATokenWithoutATenantSpeaksForNobody) {
  for (const char* wrong : {"", R"("")", "null", R"(["acme"])", R"("Acme")",
                            R"("a/b")", R"("a\u0000b")"}) {
    ExpectRefused({{"tenant", wrong}});
  }
}

TEST_F(JwtVerifierTest, RolesAreAnArrayOrOneText) {
  EXPECT_EQ(Verify({{"roles", R"("read  proxy tokens")"}})->roles,
            std::set({v1::CALLER_ROLE_READ, v1::CALLER_ROLE_PROXY}));
  EXPECT_EQ(Verify({{"roles", R"(["admin","tokens",7])"}})->roles,
            std::set({v1::CALLER_ROLE_ADMIN}));
  for (const char* none : {"", "null", "{}", "[]", R"(["READ","ADMIN"])"}) {
    EXPECT_TRUE(Verify({{"roles", none}})->roles.empty());
  }
}

TEST_F(JwtVerifierTest, ASubjectThatIsNoIdIsNotRepeated) {
  const auto jane = Verify({{"sub", R"("jane@example.com")"}});
  const auto john = Verify({{"sub", R"("john@example.com")"}});
  EXPECT_FALSE(absl::StrContains(jane->id, "jane"));
  EXPECT_NE(jane->id, john->id);
  EXPECT_EQ(jane->id, Verify({{"sub", R"("jane@example.com")"}})->id);
}

TEST_F(JwtVerifierTest, RefusesHeadersThatAskForMore) {
  ExpectRefused({}, {{"crit", R"(["exp"])"}});
  ExpectRefused({}, {{"typ", R"("logout+jwt")"}});
  ExpectRefused({}, {{"typ", "7"}});
  ExpectRefused({}, {{"kid", "7"}});
  EXPECT_TRUE(Verify({}, {{"typ", R"("at+JWT")"}}).ok());
  EXPECT_TRUE(Verify({}, {{"typ", R"("application/at+jwt")"}}).ok());
  EXPECT_TRUE(Verify({}, {{"typ", ""}}).ok());
  EXPECT_TRUE(Verify({}, {{"kid", ""}}).ok());
  // Keys come from the issuer, never from the token.
  const std::string own = TestIssuer().Jwk();
  EXPECT_FALSE(
      verifier_.Verify(TestIssuer().Token(clock_.Now(), {}, {{"jwk", own}}))
          .ok());
}

TEST_F(JwtVerifierTest, AsksForNewKeysWhereOneIsUnknown) {
  ExpectRefused({}, {{"kid", R"("k2")"}});
  EXPECT_EQ(keys_.misses(), 1);
  ExpectRefused({{"iss", R"("other")"}});
  EXPECT_EQ(keys_.misses(), 1);
}

TEST_F(JwtVerifierTest, RefusesWhatIsNoToken) {
  const std::string token = issuer_.Token(clock_.Now());
  for (const std::string& wrong :
       {std::string(), std::string("."), std::string(".."), std::string("...."),
        token + ".", "." + token, token + "=",
        absl::StrReplaceAll(token, {{".", " "}}), std::string(1 << 20, '.'),
        std::string(1 << 20, 'A'), std::string(100, '\0'),
        issuer_.Signed("{", "{}"), issuer_.Signed("[]", "{}"),
        issuer_.Signed(R"({"alg":"ES256","kid":"k1"})", "[]"),
        issuer_.Signed(R"({"alg":"ES256","kid":"k1"})", "not json"),
        issuer_.Signed(R"({"alg":"ES256","kid":"k1"})",
                       std::string(5000, '['))}) {
    EXPECT_TRUE(absl::IsUnauthenticated(verifier_.Verify(wrong).status()))
        << wrong.substr(0, 40);
  }
}

}  // namespace
}  // namespace hirewire::auth
