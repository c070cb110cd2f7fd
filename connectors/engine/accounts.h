// The accounts of one shard: opened on first use, kept while their connection
// and its manifest stay as they are. Calls under way keep the account that they
// began with.
#ifndef HIREWIRE_CONNECTORS_ENGINE_ACCOUNTS_H_
#define HIREWIRE_CONNECTORS_ENGINE_ACCOUNTS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/token/credential_source.h"
#include "auth/token/credential_sources.h"
#include "auth/token/grant_recipe.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/time/clock.h"
#include "connectors/api/account.h"
#include "connectors/engine/manifests.h"
#include "connectors/engine/page_tokens.h"
#include "connectors/engine/schema_drift.h"
#include "connectors/traffic/limiter.h"
#include "connectors/traffic/observer.h"

namespace hirewire::engine {

// All required but what says otherwise; all outlive the accounts. `transport`
// is the shard's own, the rest is shared but for what says otherwise.
struct AccountsParts {
  const Manifests* manifests = nullptr;
  // The shard's own, too.
  auth::CredentialSources* sources = nullptr;
  const PageTokens* page_tokens = nullptr;
  http::Transport* transport = nullptr;
  Clock* clock = nullptr;
  Random* random = nullptr;
  traffic::Observer* observer = nullptr;
  // Optional: counts how answers differ from the manifests.
  SchemaDrift* drift = nullptr;
  // Whether connections may name loopback URLs (simulators, replay servers).
  bool allow_loopback = false;
};

class VendorAccounts : public connectors::Accounts {
 public:
  VendorAccounts(const AccountsParts& parts, const Executor& executor)
      : parts_(parts), executor_(executor) {}

  absl::StatusOr<std::shared_ptr<connectors::Account>> For(
      const auth::Connection& connection) override;
  absl::StatusOr<std::shared_ptr<connectors::Account>> Trial(
      const auth::Connection& connection,
      const auth::Credentials& credentials) override;

 private:
  struct Slot {
    int64_t generation = 0;
    ManifestPtr manifest;
    std::shared_ptr<connectors::Account> account;
    // Outlives the account: what it learned of the vendor's budget stays true
    // when only the connection's record or the mapping changed.
    std::shared_ptr<traffic::Limiter> limiter;
  };

  // What makes the credentials known: of the connection, or to be tried.
  using SourceMaker =
      std::function<absl::StatusOr<std::shared_ptr<auth::CredentialSource>>(
          const auth::GrantRecipe&)>;

  absl::StatusOr<std::shared_ptr<connectors::Account>> Open(
      const auth::Connection& connection, ManifestPtr manifest, Slot& slot,
      const SourceMaker& make_source);

  const AccountsParts parts_;
  const Executor executor_;
  std::map<std::string, Slot> slots_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_ACCOUNTS_H_
