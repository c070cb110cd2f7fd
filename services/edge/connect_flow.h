// What happens to a key that a customer pastes: it is checked, tried at the
// vendor, and only then kept.
//
//   ConnectFlow flow(backend);
//   HW_CO_ASSIGN_OR_RETURN(Outcome outcome,
//                          co_await flow.Submit(session, submission));
#ifndef HIREWIRE_SERVICES_EDGE_CONNECT_FLOW_H_
#define HIREWIRE_SERVICES_EDGE_CONNECT_FLOW_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/session/connect_sessions.h"
#include "base/async/async.h"
#include "base/async/shards.h"
#include "base/time/clock.h"
#include "connectors/api/account.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/connector.pb.h"
#include "services/edge/authorizer.h"

namespace hirewire::edge {

// What the page works with. All of it outlives the edge.
struct Backend {
  auth::ConnectSessions& sessions;
  auth::ConnectionRegistry& registry;
  const connectors::Directory& directory;
  // One for each shard, used on that shard only.
  std::vector<connectors::Accounts*> accounts;
  const Shards& shards;
  Clock& clock;
  // nullptr: nobody can sign in at vendors.
  Authorizer* authorizer = nullptr;
  // Whether sessions may name their vendors' addresses. For development only.
  bool allow_loopback_vendors = false;
};

class ConnectFlow {
 public:
  explicit ConnectFlow(const Backend& backend) : backend_(backend) {}

  // The connectors that the session may pick.
  std::vector<v1::Connector> Choices(const auth::ConnectSession& session) const;

  // ARGUMENT_INVALID where the session is for other vendors. VENDOR_UNKNOWN.
  absl::Status CheckPick(const auth::ConnectSession& session,
                         const std::string& vendor) const;

  struct Submission {
    std::string vendor;
    std::string environment;
    std::map<std::string, std::string> settings;
    auth::Credentials credentials;
    // Whether a credential that lacks a permission will do.
    bool accept_missing_permission = false;
  };
  struct Outcome {
    // Whether the connection is made. If not, a permission is missing.
    bool connected = false;
    std::vector<std::string> missing_permissions = {};
  };
  // However often it is sent, at once or later, there is one connection; a
  // session that is completed stays as it is. ARGUMENT_INVALID names the field;
  // VENDOR_UNKNOWN; CONNECTION_EXISTS; what a probe fails with. Failures are
  // noted at the session.
  Async<Outcome> Submit(auth::ConnectSession session, Submission submission);

  // Ends an authorization, tries what it gave, and completes the session.
  Async<Outcome> Authorized(auth::ConnectSession session,
                            Authorizer::Answer answer);

 private:
  Async<Outcome> TrySubmission(const auth::ConnectSession& session,
                               const Submission& submission);
  Async<Outcome> TryAuthorized(const auth::ConnectSession& session,
                               Authorizer::Answer answer);
  absl::StatusOr<auth::Connection> ShapeOf(const auth::ConnectSession& session,
                                           const Submission& submission) const;
  absl::Status Keep(const auth::ConnectSession& session,
                    const auth::Connection& shape,
                    const Submission& submission);
  absl::Status Replace(const auth::ConnectSession& session,
                       const auth::Credentials& credentials);
  void NoteProbe(const auth::Connection& connection,
                 const std::vector<std::string>& missing);
  bool IsCompleted(const auth::ConnectSession& session) const;
  Async<Outcome> Noted(auth::ConnectSession session, Async<Outcome> work);

  const Backend backend_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_CONNECT_FLOW_H_
