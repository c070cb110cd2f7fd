#include "auth/vault/vault.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr char kCanary[] = "canary-0d9f3b";

std::unique_ptr<crypto::Keyring> Ring(absl::string_view id, char fill) {
  return std::move(crypto::Keyring::Parse(absl::StrCat(
                       id, ":", absl::Base64Escape(std::string(32, fill)))))
      .value();
}

void ExpectBroken(const absl::StatusOr<SecretFields>& opened,
                  absl::string_view key_id) {
  ASSERT_EQ(ReasonOf(opened.status()), v1::ERROR_REASON_SEAL_BROKEN)
      << opened.status();
  const auto details = DetailsOf(opened.status());
  EXPECT_EQ(details->metadata.at("key_id"), key_id);
  EXPECT_EQ(details->metadata.at("connection"), "acme");
  EXPECT_FALSE(absl::StrContains(opened.status().ToString(), kCanary));
}

class VaultTest : public testing::Test {
 protected:
  SealedCredentials Seal() {
    return vault_.Seal(owner_, {{"client_id", Secret("id")},
                                {"client_secret", Secret(kCanary)}});
  }
  const Owner owner_{"tenant", "acme"};
  const std::unique_ptr<crypto::Keyring> keys_ = Ring("main", 'k');
  const Vault vault_{*keys_};
};

TEST_F(VaultTest, OpensWhatItSealed) {
  const auto fields = vault_.Open(owner_, Seal());
  ASSERT_TRUE(fields.ok()) << fields.status();
  EXPECT_EQ(fields->size(), 2u);
  EXPECT_EQ(RevealSecret(fields->at("client_id")), "id");
  EXPECT_EQ(RevealSecret(fields->at("client_secret")), kCanary);
}

TEST_F(VaultTest, SealedBytesHoldNoSecret) {
  const SealedCredentials sealed = Seal();
  for (const auto& [name, bytes] : sealed.fields) {
    EXPECT_FALSE(absl::StrContains(bytes, kCanary)) << name;
  }
  EXPECT_EQ(crypto::SealedKeyId(sealed.data_key).value(), "main");
}

TEST_F(VaultTest, EachSealHasADataKeyOfItsOwn) {
  SealedCredentials mixed = Seal();
  mixed.data_key = Seal().data_key;
  ExpectBroken(vault_.Open(owner_, mixed), "main");
}

TEST_F(VaultTest, AnotherConnectionOrTenantCannotOpenIt) {
  const SealedCredentials sealed = Seal();
  EXPECT_EQ(ReasonOf(vault_.Open({"tenant", "other"}, sealed).status()),
            v1::ERROR_REASON_SEAL_BROKEN);
  ExpectBroken(vault_.Open({"", "acme"}, sealed), "main");
  // The same letters, divided otherwise.
  ExpectBroken(vault_.Open({"tenan", "acme"}, sealed), "main");
}

TEST_F(VaultTest, SwappedFieldsAreNoticed) {
  SealedCredentials sealed = Seal();
  std::swap(sealed.fields["client_id"], sealed.fields["client_secret"]);
  ExpectBroken(vault_.Open(owner_, sealed), "main");
}

TEST_F(VaultTest, ChangedBytesAreNoticed) {
  SealedCredentials sealed = Seal();
  sealed.fields["client_id"].back() ^= 1;
  ExpectBroken(vault_.Open(owner_, sealed), "main");
  sealed = Seal();
  sealed.data_key.back() ^= 1;
  ExpectBroken(vault_.Open(owner_, sealed), "main");
  sealed = Seal();
  sealed.fields["client_id"].clear();
  ExpectBroken(vault_.Open(owner_, sealed), "main");
  sealed.data_key.clear();
  ExpectBroken(vault_.Open(owner_, sealed), "unknown");
}

TEST_F(VaultTest, ALostMasterKeyIsNamed) {
  const SealedCredentials sealed = Seal();
  ExpectBroken(Vault(*Ring("other", 'o')).Open(owner_, sealed), "main");
  ExpectBroken(Vault(*Ring("main", 'o')).Open(owner_, sealed), "main");
}

TEST_F(VaultTest, AnOldMasterKeyStillOpens) {
  const auto rotated = crypto::Keyring::Parse(
      absl::StrCat("new:", absl::Base64Escape(std::string(32, 'n')),
                   "\nmain:", absl::Base64Escape(std::string(32, 'k'))));
  EXPECT_TRUE(Vault(**rotated).Open(owner_, Seal()).ok());
}

TEST_F(VaultTest, ADataKeyIsSealedAgainWithoutItsFields) {
  SealedCredentials sealed = Seal();
  const auto rotated = crypto::Keyring::Parse(
      absl::StrCat("new:", absl::Base64Escape(std::string(32, 'n')),
                   "\nmain:", absl::Base64Escape(std::string(32, 'k'))));
  const auto data_key = Vault(**rotated).ResealDataKey(owner_, sealed.data_key);
  ASSERT_TRUE(data_key.ok()) << data_key.status();
  EXPECT_EQ(crypto::SealedKeyId(*data_key).value(), "new");
  sealed.data_key = *data_key;
  EXPECT_TRUE(Vault(*Ring("new", 'n')).Open(owner_, sealed).ok());
}

TEST_F(VaultTest, ADataKeyOfAnotherIsNotSealedAgain) {
  const auto data_key = vault_.ResealDataKey({"", "acme"}, Seal().data_key);
  EXPECT_EQ(ReasonOf(data_key.status()), v1::ERROR_REASON_SEAL_BROKEN);
}

}  // namespace
}  // namespace hirewire::auth
