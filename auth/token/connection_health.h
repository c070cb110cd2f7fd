// What renewing a token says of its connection, noted in the transaction that
// notes the token.
#ifndef HIREWIRE_AUTH_TOKEN_CONNECTION_HEALTH_H_
#define HIREWIRE_AUTH_TOKEN_CONNECTION_HEALTH_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/vault/vault.h"
#include "base/store/store.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {

// Each does nothing to a connection that is gone or disabled, or whose state
// says so already: there is one event for one change.

// The pair was renewed: what kept it from being so is over.
absl::Status NoteRenewed(store::Transaction& t, const Owner& owner,
                         absl::Time now);

// It could not be renewed this time; the old token still lives.
absl::Status NoteDegraded(store::Transaction& t, const Owner& owner,
                          v1::ErrorReason reason, absl::Time now);

// It cannot be renewed any more.
absl::Status NoteLost(store::Transaction& t, const Owner& owner,
                      v1::ErrorReason reason, absl::Time now);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CONNECTION_HEALTH_H_
