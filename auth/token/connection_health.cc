#include "auth/token/connection_health.h"

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/connection_table.h"
#include "auth/connection/event_log.h"
#include "auth/vault/vault.h"
#include "base/status/error.h"
#include "base/store/store.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

absl::Status SetState(store::Transaction& t, const Owner& owner,
                      const std::function<bool(const Connection&)>& applies,
                      ConnectionState state, absl::string_view reason,
                      absl::Time now) {
  auto found = FindConnection(t, owner.tenant, owner.connection);
  if (ReasonOf(found.status()) == v1::ERROR_REASON_CONNECTION_NOT_FOUND) {
    return absl::OkStatus();
  }
  if (!found.ok()) return found.status();
  Connection& connection = found->connection;
  const bool same =
      connection.state == state && connection.state_reason == reason;
  if (same || connection.state == ConnectionState::kDisabled ||
      !applies(connection)) {
    return absl::OkStatus();
  }
  connection.state = state;
  connection.state_reason = std::string(reason);
  return ChangeConnection(t, *found, ConnectionEventKind::kStateChanged, now);
}

}  // namespace

absl::Status NoteRenewed(store::Transaction& t, const Owner& owner,
                         absl::Time now) {
  const auto was_degraded = [](const Connection& connection) {
    return connection.state == ConnectionState::kDegraded &&
           connection.state_reason !=
               ReasonName(v1::ERROR_REASON_SCOPE_MISSING);
  };
  return SetState(t, owner, was_degraded, ConnectionState::kActive, "", now);
}

absl::Status NoteDegraded(store::Transaction& t, const Owner& owner,
                          v1::ErrorReason reason, absl::Time now) {
  const auto worked = [](const Connection& connection) {
    return connection.state == ConnectionState::kActive ||
           connection.state == ConnectionState::kPending;
  };
  return SetState(t, owner, worked, ConnectionState::kDegraded,
                  ReasonName(reason), now);
}

absl::Status NoteLost(store::Transaction& t, const Owner& owner,
                      v1::ErrorReason reason, absl::Time now) {
  return SetState(
      t, owner, [](const Connection&) { return true; },
      ConnectionState::kNeedsReauthorization, ReasonName(reason), now);
}

}  // namespace hirewire::auth
