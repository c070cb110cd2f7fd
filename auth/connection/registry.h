// The connections of a server, kept in a Store with their credentials sealed by
// a Vault.
//
//   ConnectionRegistry registry(store, vault, clock, random);
//   NewConnection request;
//   request.vendor = "lever";
//   request.credentials = ApiKeyCredentials{Secret(key)};
//   HW_ASSIGN_OR_RETURN(Connection made, registry.Create("", request));
//   HW_ASSIGN_OR_RETURN(Credentials c, registry.OpenCredentials(made));
//
// Every method names the tenant; a connection of another tenant does not exist.
#ifndef HIREWIRE_AUTH_CONNECTION_REGISTRY_H_
#define HIREWIRE_AUTH_CONNECTION_REGISTRY_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/change_bell.h"
#include "auth/connection/connection.h"
#include "auth/connection/connection_table.h"
#include "auth/connection/credentials.h"
#include "auth/connection/event_log.h"
#include "auth/vault/vault.h"
#include "base/random/random.h"
#include "base/store/store.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// What a caller says about a connection to be made. The fields mean what those
// of Connection mean.
struct NewConnection {
  // Empty: an id is made up, "conn-" and 20 letters and digits.
  std::string id;
  std::string vendor;
  std::string display_name;
  std::string environment;
  std::string base_url;
  std::string token_url;
  std::map<std::string, std::string> labels;
  std::map<std::string, std::string> settings;
  Credentials credentials;
};

// What a caller may change of a connection. nullopt: leave it.
struct ConnectionChange {
  std::optional<std::string> display_name;
  std::optional<std::map<std::string, std::string>> labels;
  // Switched on again, a connection is kPending.
  std::optional<bool> disabled;
};

// Further writes of the same transaction. What it fails with, all of it fails
// with.
using AlsoWrite = std::function<absl::Status(store::Transaction&)>;

struct ConnectionPage {
  std::vector<Connection> connections;
  // Give this as `after` for the next page; empty on the last one.
  std::string next;
};

// Thread-safe. Blocks like its Store. What the constructor takes outlives it.
// Every method may also fail as the Store does (base/store/failure.h).
class ConnectionRegistry {
 public:
  ConnectionRegistry(store::Store& store, const Vault& vault,
                     const Clock& clock, Random& random);

  // ARGUMENT_INVALID names the field that is wrong. CONNECTION_EXISTS.
  // Whether the vendor exists and may be reached at base_url is for the caller
  // to check.
  // `also` may be null.
  absl::StatusOr<Connection> Create(absl::string_view tenant,
                                    const NewConnection& request,
                                    const AlsoWrite& also = nullptr);

  // Whether Create would take this, or ReplaceCredentials that, without doing
  // it. ARGUMENT_INVALID.
  static absl::Status Check(const NewConnection& request);
  static absl::Status Check(const Credentials& credentials);

  // An id that Create would make.
  std::string NewId();

  // CONNECTION_NOT_FOUND.
  absl::StatusOr<Connection> Get(absl::string_view tenant,
                                 absl::string_view id) const;

  // By id, up to `limit` (1 to 1000) connections with ids greater than `after`.
  absl::StatusOr<ConnectionPage> List(absl::string_view tenant,
                                      absl::string_view after, int limit) const;

  // CONNECTION_NOT_FOUND. The sealed credentials are gone with it.
  absl::Status Delete(absl::string_view tenant, absl::string_view id);

  // Sets the state and its reason, as the vendor's answers tell.
  // CONNECTION_NOT_FOUND. Writes nothing, and keeps the generation, where both
  // are so already or the connection is kDisabled, which only Update ends.
  absl::StatusOr<Connection> SetState(absl::string_view tenant,
                                      absl::string_view id,
                                      ConnectionState state,
                                      absl::string_view reason);

  // Writes nothing where all of it is so already; then `also`, which may be
  // null, is not called either. ARGUMENT_INVALID, CONNECTION_NOT_FOUND.
  absl::StatusOr<Connection> Update(absl::string_view tenant,
                                    absl::string_view id,
                                    const ConnectionChange& change,
                                    const AlsoWrite& also = nullptr);

  // Another credential in the place of the one it has; the connection is
  // kPending then, unless it is kDisabled. `also` may be null.
  // ARGUMENT_INVALID, CONNECTION_NOT_FOUND.
  absl::StatusOr<Connection> ReplaceCredentials(absl::string_view tenant,
                                                absl::string_view id,
                                                const Credentials& credentials,
                                                const AlsoWrite& also);

  // The same, where the answer was given to the credential that `seen` had: a
  // connection that has another one meanwhile stays as it is.
  absl::StatusOr<Connection> SetState(const Connection& seen,
                                      ConnectionState state,
                                      absl::string_view reason);

  // What a probe learned of permissions. CONNECTION_NOT_FOUND.
  absl::StatusOr<Connection> SetScopes(absl::string_view tenant,
                                       absl::string_view id,
                                       std::vector<std::string> granted,
                                       std::vector<std::string> missing);

  // The vendor took the credential at `time`. Writes only where what is known
  // is more than a minute older.
  void NoteSuccess(const Connection& connection, absl::Time time);
  // The same, now.
  void NoteSuccess(const Connection& connection);

  // What happened to the tenant's connections: up to `limit` events with
  // numbers above `after`, written by this process or another.
  absl::StatusOr<ConnectionEventPage> Events(absl::string_view tenant,
                                             int64_t after, int limit) const;

  // Calls `changed` after each change that is made through this registry, with
  // the tenant whose connection it was, on whichever thread made it. It must
  // not block, nor subscribe. Ends when the subscription goes: it is not being
  // called then.
  ChangeBell::Subscription Subscribe(ChangeBell::Listener changed) const {
    return bell_.Subscribe(std::move(changed));
  }

  // The credentials of this connection, as they are now. Decrypts: keep them as
  // long as the connection's generation stays the same. CONNECTION_NOT_FOUND.
  // SEAL_BROKEN: they cannot be opened, with the key's id.
  absl::StatusOr<Credentials> OpenCredentials(
      const Connection& connection) const;

 private:
  absl::StatusOr<Connection> Change(
      absl::string_view tenant, absl::string_view id, ConnectionEventKind kind,
      const std::function<bool(FoundConnection&)>& change,
      const AlsoWrite& also);

  store::Store& store_;
  const Vault& vault_;
  const Clock& clock_;
  Random& random_;
  mutable ChangeBell bell_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_REGISTRY_H_
