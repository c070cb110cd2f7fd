#include "services/accounts/account_opener.h"

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::accounts {

namespace {

// Whether an answer of the vendor says that the credential is good again, or
// for the first time. What makes a connection DEGRADED, an answer does not
// refute: CheckConnection clears a missing permission, a renewal a token that
// could not be renewed.
bool WasUnproven(auth::ConnectionState state) {
  return state == auth::ConnectionState::kPending ||
         state == auth::ConnectionState::kNeedsReauthorization;
}

// Whoever switched it off relies on that nothing is sent.
absl::Status CheckEnabled(const auth::Connection& connection) {
  if (connection.state != auth::ConnectionState::kDisabled) {
    return absl::OkStatus();
  }
  return Error(v1::ERROR_REASON_CONNECTION_DISABLED)
      .With("connection", connection.id)
      .With("vendor", connection.vendor)
      .Message(absl::StrCat("connection ", connection.id,
                            " is switched off: UpdateConnection switches it "
                            "on again"));
}

// Whether a failure says that the credential is good no more, so that only its
// owner can help. A missing permission does not: the vendor knew who asked.
bool SaysItIsLost(v1::ErrorReason reason) {
  return reason == v1::ERROR_REASON_CREDENTIALS_REJECTED ||
         reason == v1::ERROR_REASON_REAUTHORIZATION_REQUIRED ||
         reason == v1::ERROR_REASON_REFRESH_LOST;
}

}  // namespace

AccountOpener::AccountOpener(auth::ConnectionRegistry& registry,
                             const Shards& shards,
                             std::vector<connectors::Accounts*> accounts)
    : registry_(registry), shards_(shards), accounts_(std::move(accounts)) {}

absl::StatusOr<OpenAccount> AccountOpener::Open(rpc::Call& call,
                                                absl::string_view id) const {
  OpenAccount open;
  HW_ASSIGN_OR_RETURN(open.connection, registry_.Get(call.caller.tenant, id));
  call.connection = open.connection.id;
  call.vendor = open.connection.vendor;
  HW_RETURN_IF_ERROR(CheckEnabled(open.connection));
  HW_ASSIGN_OR_RETURN(open.account,
                      accounts_[shards_.IndexOf(id)]->For(open.connection));
  return open;
}

absl::StatusOr<std::shared_ptr<connectors::Account>> AccountOpener::Trial(
    const auth::Connection& connection,
    const auth::Credentials& credentials) const {
  HW_RETURN_IF_ERROR(CheckEnabled(connection));
  return accounts_[shards_.IndexOf(connection.id)]->Trial(connection,
                                                          credentials);
}

// A store that fails here must not spoil the caller's answer: the next call
// notes it.
absl::Status AccountOpener::Note(const OpenAccount& open, absl::Status status) {
  const auth::Connection& connection = open.connection;
  if (status.ok()) {
    registry_.NoteSuccess(connection);
    if (WasUnproven(connection.state)) {
      registry_.SetState(connection, auth::ConnectionState::kActive, "")
          .IgnoreError();
    }
    return status;
  }
  const v1::ErrorReason reason = ReasonOf(status);
  // Once: the first reason stays, whatever the calls after it end with.
  if (SaysItIsLost(reason) &&
      connection.state != auth::ConnectionState::kNeedsReauthorization) {
    registry_
        .SetState(connection, auth::ConnectionState::kNeedsReauthorization,
                  ReasonName(reason))
        .IgnoreError();
  }
  return Annotate(Annotate(std::move(status), "vendor", connection.vendor),
                  "connection", connection.id);
}

}  // namespace hirewire::accounts
