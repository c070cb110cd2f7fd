// Seals the credentials of connections: envelope encryption.
//
// Each connection has a data key of its own, sealed by the master key; the data
// key seals each field. What is sealed is bound to its tenant, connection and
// field: moved to another row or field, it does not open. A new master key
// needs only the data keys sealed again.
//
//   Vault vault(keyring);
//   SealedCredentials sealed = vault.Seal({tenant, id}, {{"api_key", key}});
//   HW_ASSIGN_OR_RETURN(SecretFields fields, vault.Open({tenant, id}, sealed));
#ifndef HIREWIRE_AUTH_VAULT_VAULT_H_
#define HIREWIRE_AUTH_VAULT_VAULT_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/secret/secret.h"
#include "base/crypto/aead.h"

namespace hirewire::auth {

// Whose credentials they are.
struct Owner {
  std::string tenant;
  std::string connection;
};

// Credentials by field name, e.g. "client_secret".
using SecretFields = std::map<std::string, Secret>;

// Safe to store; it says nothing beyond the names and lengths of fields.
struct SealedCredentials {
  // The data key, sealed by the master key.
  std::string data_key;
  // By field name, sealed by the data key.
  std::map<std::string, std::string> fields;
};

// Thread-safe.
class Vault {
 public:
  // `master` outlives the vault.
  explicit Vault(const crypto::Aead& master) : master_(master) {}

  // Under a fresh data key.
  SealedCredentials Seal(const Owner& owner, const SecretFields& fields) const;

  // SEAL_BROKEN, with the id of the master key and the connection: the master
  // key is missing or another one, or the data was changed or moved.
  absl::StatusOr<SecretFields> Open(const Owner& owner,
                                    const SealedCredentials& sealed) const;

  // `data_key` of what Seal gave, sealed again by the master key that is
  // primary now; the fields stay as they are. SEAL_BROKEN, as Open.
  absl::StatusOr<std::string> ResealDataKey(const Owner& owner,
                                            absl::string_view data_key) const;

 private:
  const crypto::Aead& master_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_VAULT_VAULT_H_
