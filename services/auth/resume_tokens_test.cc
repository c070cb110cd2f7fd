#include "services/auth/resume_tokens.h"

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth_service {
namespace {

class ResumeTokens : public testing::Test {
 protected:
  v1::ErrorReason ReasonOfOpen(const std::string& tenant,
                               const std::string& token) {
    return ReasonOf(OpenResume(*keys_, tenant, token).status());
  }

  const std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
};

TEST_F(ResumeTokens, OpenToTheNumberThatWasSealed) {
  for (const int64_t number : {int64_t{0}, int64_t{7}, INT64_MAX}) {
    const auto opened =
        OpenResume(*keys_, "acme", SealResume(*keys_, "acme", number));
    ASSERT_TRUE(opened.ok()) << opened.status();
    EXPECT_EQ(*opened, number);
  }
}

TEST_F(ResumeTokens, TheEmptyOneIsTheBeginning) {
  EXPECT_EQ(OpenResume(*keys_, "acme", "").value(), std::nullopt);
}

TEST_F(ResumeTokens, AnotherTenantsIsRefused) {
  const std::string token = SealResume(*keys_, "acme", 7);
  EXPECT_EQ(ReasonOfOpen("globex", token), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  EXPECT_EQ(ReasonOfOpen("", token), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(ResumeTokens, ForgedOnesAreRefused) {
  const std::string token = SealResume(*keys_, "", 7);
  std::string changed = token;
  changed[changed.size() / 2] ^= 1;
  for (const std::string& forged :
       {std::string("7"), std::string("!!"), std::string(1 << 20, 'A'),
        token.substr(1), absl::StrCat(token, "AAAA"), changed}) {
    EXPECT_EQ(ReasonOfOpen("", forged), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  }
  EXPECT_EQ(
      DetailsOf(OpenResume(*keys_, "", "7").status())->metadata.at("field"),
      "resume_token");
}

TEST_F(ResumeTokens, OnesOfOtherKeysAreRefused) {
  const auto others = crypto::Keyring::Ephemeral();
  EXPECT_EQ(ReasonOfOpen("", SealResume(*others, "", 7)),
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

}  // namespace
}  // namespace hirewire::auth_service
