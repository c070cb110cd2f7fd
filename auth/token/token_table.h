// The token pairs of authorization code connections, as the store keeps them,
// and the leases on renewing them.
//
// One row for each connection. A lease is part of the row and the row's version
// is its fencing token: whoever writes last with the version it read wins, and
// nobody writes over what it has not seen.
//
//   HW_ASSIGN_OR_RETURN(std::optional<StoredTokens> now, table.Load(owner));
//   now->lease_holder = me;
//   HW_ASSIGN_OR_RETURN(bool mine, table.Replace(*now, nullptr));
#ifndef HIREWIRE_AUTH_TOKEN_TOKEN_TABLE_H_
#define HIREWIRE_AUTH_TOKEN_TOKEN_TABLE_H_

#include <cstdint>
#include <functional>
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

struct TokenPair {
  Secret access_token;
  // Empty where the vendor gave none: nothing can be renewed then.
  Secret refresh_token;
  // When it was asked for, and when the access token ends.
  absl::Time issued;
  absl::Time expires;
  // What the vendor says was granted; empty where it says nothing.
  std::vector<std::string> scopes;
};

struct StoredTokens {
  Owner owner;
  TokenPair pair;
  // Grows by one with each pair, and with each new grant.
  int64_t generation = 0;
  // When the customer agreed.
  absl::Time granted;
  // Who is renewing the pair, empty for nobody; and after how long without a
  // sign of life anybody else may.
  std::string lease_holder;
  absl::Duration lease_duration;
  // An ErrorReason's name, for which the pair cannot be renewed any more.
  std::string dead_reason;
  // Attempts at renewing this pair that nobody knows the end of.
  int lost_attempts = 0;
  // Of the row, as it was read or written.
  int64_t version = 0;
};

// Thread-safe. Blocks like its Store. What the constructor takes outlives it.
class TokenTable {
 public:
  TokenTable(store::Store& store, const Vault& vault)
      : store_(store), vault_(vault) {}

  // nullopt: the connection has no tokens. SEAL_BROKEN.
  absl::StatusOr<std::optional<StoredTokens>> Load(const Owner& owner) const;

  // The same without the tokens themselves: needs no key.
  absl::StatusOr<std::optional<StoredTokens>> Peek(const Owner& owner) const;

  // Writes `tokens` where the row is still as it was read, with `also` in the
  // same transaction (may be null), and sets its new version. False where it is
  // another one, or gone: nothing is written then, nor is `also` called.
  absl::StatusOr<bool> Replace(
      StoredTokens& tokens,
      const std::function<absl::Status(store::Transaction&)>& also) const;

  // The tokens of a new grant, within a transaction: whatever the row held,
  // this comes after it.
  absl::Status PutGrant(store::Transaction& t, const Owner& owner,
                        const TokenPair& pair) const;

 private:
  store::Store& store_;
  const Vault& vault_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_TOKEN_TABLE_H_
