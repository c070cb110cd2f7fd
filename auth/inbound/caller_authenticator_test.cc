#include "auth/inbound/caller_authenticator.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "auth/inbound/test_issuer.h"
#include "auth/secret/reveal.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

class FixedKeys : public KeySource {
 public:
  explicit FixedKeys(const std::string& text)
      : keys_(std::make_shared<const Jwks>(Jwks::Parse(text).value())) {}
  std::shared_ptr<const Jwks> Now() const override { return keys_; }
  void Miss() override {}

 private:
  const std::shared_ptr<const Jwks> keys_;
};

class CallerAuthenticatorTest : public ::testing::Test {
 protected:
  CallerAuthenticatorTest() {
    const auto made = callers_.Create(
        {.id = "keyed", .tenant = "acme", .roles = {v1::CALLER_ROLE_READ}});
    key_ = std::string(RevealSecret(made->api_key));
    EXPECT_TRUE(callers_
                    .Create({.id = "certified",
                             .tenant = "acme",
                             .roles = {v1::CALLER_ROLE_READ},
                             .certificate_name = "sync.acme"})
                    .ok());
  }

  absl::StatusOr<Caller> With(const std::vector<std::string>& headers,
                              const std::vector<std::string>& names = {}) {
    Presented presented;
    for (const std::string& header : headers) {
      presented.authorization.push_back(header);
    }
    presented.certificate_names = names;
    return authenticator_.Authenticate(presented);
  }

  FakeClock clock_;
  std::unique_ptr<store::SqliteStore> store_ = store::SqliteStore::InMemory();
  CallerRegistry callers_{*store_, clock_};
  TestIssuer issuer_;
  FixedKeys keys_{issuer_.Jwks()};
  JwtVerifier jwt_{
      {.issuer = TestIssuer::kName, .audience = TestIssuer::kAudience},
      keys_,
      clock_};
  CallerAuthenticator authenticator_{callers_, &jwt_, {"catalog.internal"}};
  std::string key_;
};

TEST_F(CallerAuthenticatorTest, KnowsCallersByKeyTokenAndCertificate) {
  EXPECT_EQ(With({"Bearer " + key_})->id, "keyed");
  EXPECT_EQ(With({"bearer  " + key_ + " "})->id, "keyed");
  EXPECT_EQ(With({"Bearer " + issuer_.Token(clock_.Now())})->id, "jwt:sync");
  EXPECT_EQ(With({}, {"other", "sync.acme"})->id, "certified");
}

TEST_F(CallerAuthenticatorTest, TokenCallersMayAskForTokensOnly) {
  const auto caller = With({}, {"catalog.internal"});
  ASSERT_TRUE(caller.ok());
  EXPECT_EQ(caller->roles, std::set({v1::CALLER_ROLE_TOKENS}));
}

TEST_F(CallerAuthenticatorTest, AWrongHeaderIsNotMadeGoodByACertificate) {
  EXPECT_FALSE(With({"Bearer wrong"}, {"sync.acme"}).ok());
  EXPECT_FALSE(With({""}, {"sync.acme"}).ok());
}

TEST_F(CallerAuthenticatorTest, TheHeaderCountsBeforeTheCertificate) {
  EXPECT_EQ(With({"Bearer " + key_}, {"catalog.internal"})->id, "keyed");
}

TEST_F(CallerAuthenticatorTest, SaysTheSameWhateverIsWrong) {
  const std::string token = issuer_.Token(clock_.Now());
  std::set<std::string> answers;
  for (const std::vector<std::string>& headers :
       std::vector<std::vector<std::string>>{
           {},
           {""},
           {"Bearer"},
           {"Bearer "},
           {"Basic " + key_},
           {key_},
           {"Bearer " + key_ + "A"},
           {"Bearer " + absl::StrCat("hw_", std::string(43, 'A'))},
           {"Bearer " + absl::AsciiStrToUpper(key_)},
           {"Bearer " + key_, "Bearer " + key_},
           {"Bearer " + token + "A"},
           {"Bearer " + TestIssuer().Token(clock_.Now())},
           {"Bearer " + issuer_.Token(clock_.Now() - absl::Hours(1))},
           {"Bearer " + std::string(1 << 20, '.')}}) {
    const auto caller = With(headers);
    EXPECT_EQ(ReasonOf(caller.status()),
              v1::ERROR_REASON_UNAUTHENTICATED_CALLER);
    answers.insert(caller.status().ToString());
  }
  EXPECT_EQ(answers.size(), 1u);
}

TEST_F(CallerAuthenticatorTest, WithoutAnIssuerNoTokenIsTaken) {
  CallerAuthenticator without(callers_, nullptr, {});
  const std::string header = "Bearer " + issuer_.Token(clock_.Now());
  EXPECT_FALSE(without.Authenticate({{header}, {}}).ok());
}

TEST_F(CallerAuthenticatorTest, ACertificateOfManyNamesCostsFewLookUps) {
  std::vector<std::string> names;
  for (int i = 0; i < 1000; ++i) names.push_back(absl::StrCat("n", i));
  names.push_back("sync.acme");
  EXPECT_FALSE(With({}, names).ok());
}

TEST(OpenAuthenticator, TakesWhoeverCallsForTheOperator) {
  OpenAuthenticator open;
  const auto caller = open.Authenticate({{"Bearer nonsense"}, {}});
  ASSERT_TRUE(caller.ok());
  EXPECT_TRUE(MayPlay(*caller, v1::CALLER_ROLE_ADMIN));
  EXPECT_FALSE(MayPlay(*caller, v1::CALLER_ROLE_TOKENS));
}

}  // namespace
}  // namespace hirewire::auth
