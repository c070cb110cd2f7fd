#include "auth/vault/vault.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "base/crypto/key.h"
#include "base/crypto/keyring.h"
#include "base/crypto/wipe.h"
#include "base/crypto/xchacha20_poly1305.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

// What is sealed where: each part with its length, so that no two places read
// the same ("a" + "bc" and "ab" + "c").
std::string Place(absl::string_view purpose, const Owner& owner,
                  absl::string_view field) {
  std::string place;
  for (const absl::string_view part :
       {purpose, absl::string_view(owner.tenant),
        absl::string_view(owner.connection), field}) {
    absl::StrAppend(&place, part.size(), ":", part);
  }
  return place;
}

std::string DataKeyPlace(const Owner& owner) {
  return Place("hirewire.vault.data_key.v1", owner, "");
}

std::string FieldPlace(const Owner& owner, absl::string_view field) {
  return Place("hirewire.vault.field.v1", owner, field);
}

absl::Status Broken(const Owner& owner, absl::string_view data_key,
                    absl::string_view why) {
  const auto key_id = crypto::SealedKeyId(data_key);
  return Error(v1::ERROR_REASON_SEAL_BROKEN)
      .With("connection", owner.connection)
      .With("key_id", key_id.ok() ? absl::string_view(*key_id) : "unknown")
      .Message(absl::StrCat("the credentials of connection ", owner.connection,
                            " cannot be opened: ", why));
}

}  // namespace

SealedCredentials Vault::Seal(const Owner& owner,
                              const SecretFields& fields) const {
  const crypto::Key data_key = crypto::Key::Generate();
  const crypto::XChaCha20Poly1305 aead(data_key);
  SealedCredentials sealed;
  sealed.data_key = master_.Seal(data_key.bytes(), DataKeyPlace(owner));
  for (const auto& [name, secret] : fields) {
    sealed.fields[name] =
        aead.Seal(RevealSecret(secret), FieldPlace(owner, name));
  }
  return sealed;
}

absl::StatusOr<SecretFields> Vault::Open(
    const Owner& owner, const SealedCredentials& sealed) const {
  auto key_bytes = master_.Open(sealed.data_key, DataKeyPlace(owner));
  if (!key_bytes.ok()) {
    return Broken(owner, sealed.data_key, key_bytes.status().message());
  }
  const crypto::WipeOnExit wipe(*key_bytes);
  const auto data_key = crypto::Key::FromBytes(*key_bytes);
  if (!data_key.ok())
    return Broken(owner, sealed.data_key, "the data key is damaged");
  const crypto::XChaCha20Poly1305 aead(*data_key);
  SecretFields fields;
  for (const auto& [name, bytes] : sealed.fields) {
    auto plain = aead.Open(bytes, FieldPlace(owner, name));
    if (!plain.ok()) {
      return Broken(
          owner, sealed.data_key,
          absl::StrCat("field ", name, ": ", plain.status().message()));
    }
    fields.emplace(name, Secret(*std::move(plain)));
  }
  return fields;
}

absl::StatusOr<std::string> Vault::ResealDataKey(
    const Owner& owner, absl::string_view data_key) const {
  auto key_bytes = master_.Open(data_key, DataKeyPlace(owner));
  if (!key_bytes.ok()) {
    return Broken(owner, data_key, key_bytes.status().message());
  }
  const crypto::WipeOnExit wipe(*key_bytes);
  return master_.Seal(*key_bytes, DataKeyPlace(owner));
}

}  // namespace hirewire::auth
