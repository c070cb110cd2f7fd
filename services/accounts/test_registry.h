// A registry of connections in memory, for tests of services.
//
//   TestRegistry connections;
//   connections.Add("acme-1", "acme");
//   AuthService service(connections.registry(), ...);
#ifndef HIREWIRE_SERVICES_ACCOUNTS_TEST_REGISTRY_H_
#define HIREWIRE_SERVICES_ACCOUNTS_TEST_REGISTRY_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/random/seeded_random.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/system_clock.h"

namespace hirewire::accounts {

class TestRegistry {
 public:
  auth::ConnectionRegistry& registry() { return registry_; }
  const crypto::Keyring& keyring() const { return *keyring_; }
  Clock& clock() { return clock_; }
  store::Store& store() { return *store_; }
  const auth::Vault& vault() const { return vault_; }

  // A connection with an API key.
  auth::Connection Add(const std::string& id, const std::string& vendor,
                       const std::string& tenant = "") {
    auth::NewConnection request;
    request.id = id;
    request.vendor = vendor;
    request.credentials = auth::ApiKeyCredentials{auth::Secret("test-key")};
    return registry_.Create(tenant, request).value();
  }

  auth::ConnectionState StateOf(const std::string& id) {
    return registry_.Get("", id).value().state;
  }

 private:
  SystemClock clock_;
  SeededRandom random_{1};
  const std::unique_ptr<store::SqliteStore> store_ =
      store::SqliteStore::InMemory();
  const std::unique_ptr<crypto::Keyring> keyring_ =
      crypto::Keyring::Ephemeral();
  const auth::Vault vault_{*keyring_};
  auth::ConnectionRegistry registry_{*store_, vault_, clock_, random_};
};

}  // namespace hirewire::accounts

#endif  // HIREWIRE_SERVICES_ACCOUNTS_TEST_REGISTRY_H_
