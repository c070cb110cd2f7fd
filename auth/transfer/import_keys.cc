#include "auth/transfer/import_keys.h"

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/key.h"
#include "base/crypto/sealed_box.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "hirewire/internal/v1/transfer.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::ImportKeyRecord;

constexpr absl::string_view kKind = "import_key";
constexpr char kPrivateKey[] = "private_key";

// No connection has an underscore in its id.
Owner OwnerOf(absl::string_view tenant) {
  return {std::string(tenant), "import_key"};
}

absl::Status Broken() {
  return Error(v1::ERROR_REASON_SEAL_BROKEN)
      .Message("the stored import key cannot be used: it was changed");
}

absl::StatusOr<crypto::BoxKeys> Open(const Vault& vault,
                                     absl::string_view tenant,
                                     const std::string& stored) {
  ImportKeyRecord record;
  if (!record.ParseFromString(stored)) return Broken();
  SealedCredentials sealed;
  sealed.data_key = record.sealed_data_key();
  sealed.fields = {record.sealed_fields().begin(),
                   record.sealed_fields().end()};
  HW_ASSIGN_OR_RETURN(const SecretFields fields,
                      vault.Open(OwnerOf(tenant), sealed));
  const auto found = fields.find(kPrivateKey);
  if (found == fields.end()) return Broken();
  const auto key = crypto::Key::FromBytes(RevealSecret(found->second));
  if (!key.ok() || crypto::PublicKeyOf(*key) != record.public_key()) {
    return Broken();
  }
  return crypto::BoxKeys{record.public_key(), *key};
}

std::string Seal(const Vault& vault, absl::string_view tenant,
                 const crypto::BoxKeys& keys) {
  const SealedCredentials sealed = vault.Seal(
      OwnerOf(tenant),
      {{kPrivateKey, Secret(std::string(keys.private_key.bytes()))}});
  ImportKeyRecord record;
  record.set_tenant(std::string(tenant));
  record.set_public_key(keys.public_key);
  record.set_sealed_data_key(sealed.data_key);
  record.mutable_sealed_fields()->insert(sealed.fields.begin(),
                                         sealed.fields.end());
  return record.SerializeAsString();
}

}  // namespace

absl::StatusOr<crypto::BoxKeys> ImportKeysOf(store::Store& store,
                                             const Vault& vault,
                                             absl::string_view tenant) {
  const std::string key = absl::StrCat(tenant, "/");
  std::string value;
  HW_RETURN_IF_ERROR(store.Transact([&](store::Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                        t.Get(kKind, key));
    if (stored) {
      value = stored->value;
      return absl::OkStatus();
    }
    value = Seal(vault, tenant, crypto::BoxKeys::Generate());
    return t.Put(kKind, key, value, store::kAbsent).status();
  }));
  return Open(vault, tenant, value);
}

}  // namespace hirewire::auth
