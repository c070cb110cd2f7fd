// From a connection's id to the account that serves it, for the services that
// call vendors, and back: what a vendor's answer says of the credential is
// noted at the connection.
//
//   HW_CO_ASSIGN_OR_RETURN(OpenAccount open, opener.Open(call, id));
//   co_return opener.Noted(open, co_await open.account->List(...));
#ifndef HIREWIRE_SERVICES_ACCOUNTS_ACCOUNT_OPENER_H_
#define HIREWIRE_SERVICES_ACCOUNTS_ACCOUNT_OPENER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "base/async/shards.h"
#include "connectors/api/account.h"
#include "services/rpc/call.h"

namespace hirewire::accounts {

struct OpenAccount {
  auth::Connection connection;
  std::shared_ptr<connectors::Account> account;
};

// Thread-safe, as long as Open is called on the connection's own shard: each
// shard has accounts of its own, so nothing of one account is ever shared.
class AccountOpener {
 public:
  // `accounts` holds one for each shard, in order. All outlive it.
  AccountOpener(auth::ConnectionRegistry& registry, const Shards& shards,
                std::vector<connectors::Accounts*> accounts);

  // A connection of the caller's tenant. On the shard of `id`. Names connection
  // and vendor in `call`, for the log. CONNECTION_NOT_FOUND,
  // CONNECTION_DISABLED, SEAL_BROKEN, and what Accounts::For fails with.
  absl::StatusOr<OpenAccount> Open(rpc::Call& call, absl::string_view id) const;

  // On the shard of `connection`: an account with credentials that are not
  // kept, to Check them. CONNECTION_DISABLED, and what Accounts::Trial fails
  // with.
  absl::StatusOr<std::shared_ptr<connectors::Account>> Trial(
      const auth::Connection& connection,
      const auth::Credentials& credentials) const;

  // `result` as it is, named after its connection where it failed. What it says
  // of the credential becomes the connection's state.
  template <typename T>
  absl::StatusOr<T> Noted(const OpenAccount& open, absl::StatusOr<T> result) {
    absl::Status named = Note(open, result.status());
    if (!named.ok()) return named;
    return result;
  }

 private:
  absl::Status Note(const OpenAccount& open, absl::Status status);

  auth::ConnectionRegistry& registry_;
  const Shards& shards_;
  const std::vector<connectors::Accounts*> accounts_;
};

}  // namespace hirewire::accounts

#endif  // HIREWIRE_SERVICES_ACCOUNTS_ACCOUNT_OPENER_H_
