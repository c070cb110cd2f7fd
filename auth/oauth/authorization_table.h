// Authorizations under way, as the store keeps them: by the digest of their
// state, each to be taken once.
#ifndef HIREWIRE_AUTH_OAUTH_AUTHORIZATION_TABLE_H_
#define HIREWIRE_AUTH_OAUTH_AUTHORIZATION_TABLE_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/store/store.h"
#include "hirewire/internal/v1/token.pb.h"

namespace hirewire::auth {

// Everything of an authorization but its state, which only its browser has.
struct PendingAuthorization {
  internal::v1::AuthorizationRecord record;
  // Empty where the vendor takes none.
  Secret code_verifier;
};

// Thread-safe. Blocks like its Store. What the constructor takes outlives it.
class AuthorizationTable {
 public:
  // Of one tenant at one time.
  static constexpr int kMostPending = 1000;

  AuthorizationTable(store::Store& store, const Vault& vault)
      : store_(store), vault_(vault) {}

  // A state that was never given before and cannot be guessed: 256 random bits.
  // It begins with a digest of the tenant's name.
  static std::string NewState(absl::string_view tenant);

  // Keeps `pending`, and forgets what has expired of the same tenant.
  // TOO_MANY_OPEN.
  absl::Status Put(absl::string_view state, const PendingAuthorization& pending,
                   absl::Time now);

  // AUTHORIZATION_UNKNOWN: there is none, it was taken, or it has expired.
  absl::StatusOr<PendingAuthorization> Find(absl::string_view state,
                                            absl::Time now) const;

  // Finds it and forgets it: nobody else gets it after that. Where `fits` says
  // no, it is AUTHORIZATION_UNKNOWN and stays.
  absl::StatusOr<PendingAuthorization> Take(
      absl::string_view state, absl::Time now,
      const std::function<bool(const PendingAuthorization&)>& fits);

 private:
  store::Store& store_;
  const Vault& vault_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_OAUTH_AUTHORIZATION_TABLE_H_
