// The tokens of authorization code connections, as far as moving and switching
// connections touches them: the records of kind "token" that auth/token renews.
//
//   HW_ASSIGN_OR_RETURN(auto grant, ReadGrant(reader, vault, {"", "acme"}));
#ifndef HIREWIRE_AUTH_TRANSFER_GRANTS_H_
#define HIREWIRE_AUTH_TRANSFER_GRANTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/store/store.h"

namespace hirewire::auth {

// What a customer granted: the pair of tokens, and when it began and ends.
struct Grant {
  Secret access_token;
  // Empty where the vendor gave none.
  Secret refresh_token;
  // InfinitePast: not known.
  absl::Time issue_time = absl::InfinitePast();
  absl::Time expire_time = absl::InfinitePast();
  absl::Time grant_time = absl::InfinitePast();
  std::vector<std::string> scopes;
  // Why the refresh token is of no more use; empty while it may be.
  std::string dead_reason;
};

// nullopt where the connection has none. UNAVAILABLE: it is being renewed now:
// ask again. SEAL_BROKEN, DATA_LOSS.
absl::StatusOr<std::optional<Grant>> ReadGrant(store::Reader& reader,
                                               const Vault& vault,
                                               const Owner& owner);

// For a connection that has none yet.
absl::Status AddGrant(store::Transaction& t, const Vault& vault,
                      const Owner& owner, const Grant& grant);

// The grant was given to another server, which renews it from now on: a refresh
// token that is used in two places is soon good in neither. Does nothing where
// there is none.
absl::Status SuspendGrant(store::Transaction& t, const Owner& owner);

// The reverse, when the connection is switched on again here.
absl::Status ResumeGrant(store::Transaction& t, const Owner& owner);

// Forgets it. Does nothing where there is none.
absl::Status ForgetGrant(store::Transaction& t, const Owner& owner);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TRANSFER_GRANTS_H_
