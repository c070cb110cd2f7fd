// The one connection that all workers call through, as each process sees it:
// the store, and what the server makes of a store.
//
//   HW_ASSIGN_OR_RETURN(auto shared, SharedConnection::Open(place));
//   HW_RETURN_IF_ERROR(shared->Begin(vendor.NewGrant()));
#ifndef HIREWIRE_TESTING_SOAK_SHARED_CONNECTION_H_
#define HIREWIRE_TESTING_SOAK_SHARED_CONNECTION_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/registry.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_table.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/random/system_random.h"
#include "base/store/store.h"
#include "base/time/system_clock.h"

namespace hirewire::soak {

inline constexpr char kTenant[] = "";
inline constexpr char kConnection[] = "soak";
inline constexpr char kVendor[] = "soak";

struct SharedPlace {
  // A file of SQLite's, or PostgreSQL's postgresql:// address.
  std::string store;
  // The file of the master keys, made where there is none.
  std::string keys;
};

class SharedConnection {
 public:
  static absl::StatusOr<std::unique_ptr<SharedConnection>> Open(
      const SharedPlace& place);

  // Makes the app and the connection.
  absl::Status Begin(const auth::TokenPair& pair);
  // The customer connected again.
  absl::Status Regrant(const auth::TokenPair& pair);

  absl::StatusOr<auth::Connection> Now() const;
  // Which pair the store holds.
  absl::StatusOr<int64_t> Generation() const;

  // How its tokens are renewed at the vendor of that address.
  static auth::AuthorizationCodeRecipe Recipe(const std::string& vendor_url);

  const auth::TokenTable& tokens() const { return tokens_; }
  const auth::OAuthApps& apps() const { return apps_; }
  SystemClock& clock() { return clock_; }
  SystemRandom& random() { return random_; }

 private:
  SharedConnection(std::unique_ptr<store::Store> store,
                   std::unique_ptr<crypto::Keyring> keys);

  SystemClock clock_;
  SystemRandom random_;
  const std::unique_ptr<store::Store> store_;
  const std::unique_ptr<crypto::Keyring> keys_;
  const auth::Vault vault_;
  auth::ConnectionRegistry registry_;
  const auth::TokenTable tokens_;
  auth::OAuthApps apps_;
};

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_SHARED_CONNECTION_H_
