#include "auth/connection/registry.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/connection_table.h"
#include "auth/connection/credentials.h"
#include "auth/connection/record.h"
#include "auth/connection/validate.h"
#include "auth/vault/vault.h"
#include "base/random/random.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/failure.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr int kMaxPage = 1000;
constexpr absl::Duration kSuccessGrain = absl::Minutes(1);

Connection FromRequest(absl::string_view tenant, const NewConnection& request) {
  Connection connection;
  connection.id = request.id;
  connection.tenant = std::string(tenant);
  connection.vendor = request.vendor;
  connection.display_name = request.display_name;
  connection.environment = request.environment;
  connection.base_url = request.base_url;
  connection.token_url = request.token_url;
  connection.labels = request.labels;
  connection.settings = request.settings;
  connection.auth_kind = KindOf(request.credentials);
  return connection;
}

void SetStateOf(Connection& connection, ConnectionState state,
                absl::string_view reason) {
  connection.state = state;
  connection.state_reason = std::string(reason);
}

// Whether it changed anything.
bool Apply(const ConnectionChange& change, Connection& connection) {
  bool changed = false;
  if (change.display_name && *change.display_name != connection.display_name) {
    connection.display_name = *change.display_name;
    changed = true;
  }
  if (change.labels && *change.labels != connection.labels) {
    connection.labels = *change.labels;
    changed = true;
  }
  const bool is_disabled = connection.state == ConnectionState::kDisabled;
  if (change.disabled && *change.disabled != is_disabled) {
    SetStateOf(
        connection,
        is_disabled ? ConnectionState::kPending : ConnectionState::kDisabled,
        "");
    changed = true;
  }
  return changed;
}

// Whether that changed anything. Only the caller ends what the caller began.
bool SetStateByAnswer(Connection& connection, ConnectionState state,
                      absl::string_view reason) {
  if (connection.state == ConnectionState::kDisabled ||
      (connection.state == state && connection.state_reason == reason)) {
    return false;
  }
  SetStateOf(connection, state, reason);
  return true;
}

}  // namespace

ConnectionRegistry::ConnectionRegistry(store::Store& store, const Vault& vault,
                                       const Clock& clock, Random& random)
    : store_(store), vault_(vault), clock_(clock), random_(random) {}

absl::Status ConnectionRegistry::Check(const NewConnection& request) {
  return Validate(request);
}

absl::Status ConnectionRegistry::Check(const Credentials& credentials) {
  return ValidateCredentials(credentials);
}

std::string ConnectionRegistry::NewId() {
  static constexpr absl::string_view kDigits =
      "abcdefghijklmnopqrstuvwxyz234567";
  std::string id = "conn-";
  for (int half = 0; half < 2; ++half) {
    uint64_t bits = random_.Next();
    for (int i = 0; i < 10; ++i, bits >>= 5) id += kDigits[bits % 32];
  }
  return id;
}

absl::StatusOr<Connection> ConnectionRegistry::Create(
    absl::string_view tenant, const NewConnection& request,
    const AlsoWrite& also) {
  HW_RETURN_IF_ERROR(Validate(request));
  FoundConnection added;
  added.connection = FromRequest(tenant, request);
  Connection& connection = added.connection;
  if (connection.id.empty()) connection.id = NewId();
  added.sealed = vault_.Seal({connection.tenant, connection.id},
                             ToFields(request.credentials));
  HW_RETURN_IF_ERROR(store::Explained(
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_RETURN_IF_ERROR(AddConnection(t, added, clock_.Now()));
        return also == nullptr ? absl::OkStatus() : also(t);
      })));
  bell_.Ring(tenant);
  return connection;
}

absl::StatusOr<Connection> ConnectionRegistry::Get(absl::string_view tenant,
                                                   absl::string_view id) const {
  FoundConnection found;
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(found, FindConnection(reader, tenant, id));
        return absl::OkStatus();
      })));
  return std::move(found.connection);
}

absl::StatusOr<ConnectionPage> ConnectionRegistry::List(
    absl::string_view tenant, absl::string_view after, int limit) const {
  limit = std::clamp(limit, 1, kMaxPage);
  std::vector<FoundConnection> found;
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Read([&](store::Reader& reader) -> absl::Status {
        // One more than asked for tells whether there is a next page.
        HW_ASSIGN_OR_RETURN(found,
                            ListConnections(reader, tenant, after, limit + 1));
        return absl::OkStatus();
      })));
  ConnectionPage page;
  const bool more = found.size() > static_cast<size_t>(limit);
  if (more) found.pop_back();
  for (FoundConnection& one : found) {
    page.connections.push_back(std::move(one.connection));
  }
  if (more) page.next = page.connections.back().id;
  return page;
}

absl::Status ConnectionRegistry::Delete(absl::string_view tenant,
                                        absl::string_view id) {
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Transact([&](store::Transaction& t) {
        return RemoveConnection(t, tenant, id, clock_.Now());
      })));
  bell_.Ring(tenant);
  return absl::OkStatus();
}

// `change` says whether there is anything to write.
absl::StatusOr<Connection> ConnectionRegistry::Change(
    absl::string_view tenant, absl::string_view id, ConnectionEventKind kind,
    const std::function<bool(FoundConnection&)>& change,
    const AlsoWrite& also) {
  FoundConnection found;
  const absl::Time now = clock_.Now();
  bool changed = false;
  HW_RETURN_IF_ERROR(store::Explained(
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(found, FindConnection(t, tenant, id));
        changed = change(found);
        if (!changed) return absl::OkStatus();
        HW_RETURN_IF_ERROR(ChangeConnection(t, found, kind, now));
        return also == nullptr ? absl::OkStatus() : also(t);
      })));
  if (changed) bell_.Ring(tenant);
  return std::move(found.connection);
}

absl::StatusOr<Connection> ConnectionRegistry::SetState(
    absl::string_view tenant, absl::string_view id, ConnectionState state,
    absl::string_view reason) {
  return Change(
      tenant, id, ConnectionEventKind::kStateChanged,
      [&](FoundConnection& found) {
        return SetStateByAnswer(found.connection, state, reason);
      },
      nullptr);
}

absl::StatusOr<Connection> ConnectionRegistry::SetState(
    const Connection& seen, ConnectionState state, absl::string_view reason) {
  return Change(
      seen.tenant, seen.id, ConnectionEventKind::kStateChanged,
      [&](FoundConnection& found) {
        const Connection& now = found.connection;
        // Of the same id may also be one that was made anew.
        const bool same = now.credential_version == seen.credential_version &&
                          now.create_time == seen.create_time;
        return same && SetStateByAnswer(found.connection, state, reason);
      },
      nullptr);
}

absl::StatusOr<Connection> ConnectionRegistry::Update(
    absl::string_view tenant, absl::string_view id,
    const ConnectionChange& change, const AlsoWrite& also) {
  HW_RETURN_IF_ERROR(Validate(change));
  const auto kind = change.disabled ? ConnectionEventKind::kStateChanged
                                    : ConnectionEventKind::kUpdated;
  return Change(
      tenant, id, kind,
      [&](FoundConnection& found) { return Apply(change, found.connection); },
      also);
}

absl::StatusOr<Connection> ConnectionRegistry::ReplaceCredentials(
    absl::string_view tenant, absl::string_view id,
    const Credentials& credentials, const AlsoWrite& also) {
  HW_RETURN_IF_ERROR(ValidateCredentials(credentials));
  const SealedCredentials sealed = vault_.Seal(
      {std::string(tenant), std::string(id)}, ToFields(credentials));
  return Change(
      tenant, id, ConnectionEventKind::kCredentialChanged,
      [&](FoundConnection& found) {
        Connection& connection = found.connection;
        found.sealed = sealed;
        connection.auth_kind = KindOf(credentials);
        connection.credential_version += 1;
        connection.granted_scopes.clear();
        connection.missing_scopes.clear();
        if (connection.state != ConnectionState::kDisabled) {
          SetStateOf(connection, ConnectionState::kPending, "");
        }
        return true;
      },
      also);
}

absl::StatusOr<Connection> ConnectionRegistry::SetScopes(
    absl::string_view tenant, absl::string_view id,
    std::vector<std::string> granted, std::vector<std::string> missing) {
  return Change(
      tenant, id, ConnectionEventKind::kUpdated,
      [&](FoundConnection& found) {
        Connection& connection = found.connection;
        if (connection.granted_scopes == granted &&
            connection.missing_scopes == missing) {
          return false;
        }
        connection.granted_scopes = granted;
        connection.missing_scopes = missing;
        return true;
      },
      nullptr);
}

void ConnectionRegistry::NoteSuccess(const Connection& connection,
                                     absl::Time time) {
  if (time < connection.last_success_time + kSuccessGrain) return;
  // The next call notes it where the store fails here.
  store_
      .Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(
            const FoundConnection found,
            FindConnection(t, connection.tenant, connection.id));
        // Calls that ran at the same time all saw the older one.
        if (time < found.connection.last_success_time + kSuccessGrain) {
          return absl::OkStatus();
        }
        return PutLastSuccess(t, connection.tenant, connection.id, time);
      })
      .IgnoreError();
}

void ConnectionRegistry::NoteSuccess(const Connection& connection) {
  NoteSuccess(connection, clock_.Now());
}

absl::StatusOr<ConnectionEventPage> ConnectionRegistry::Events(
    absl::string_view tenant, int64_t after, int limit) const {
  ConnectionEventPage page;
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(page, ReadEvents(reader, tenant, after, limit));
        return absl::OkStatus();
      })));
  return page;
}

absl::StatusOr<Credentials> ConnectionRegistry::OpenCredentials(
    const Connection& connection) const {
  FoundConnection found;
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(
            found, FindConnection(reader, connection.tenant, connection.id));
        return absl::OkStatus();
      })));
  HW_ASSIGN_OR_RETURN(
      SecretFields fields,
      vault_.Open({connection.tenant, connection.id}, found.sealed));
  if (!HasTheFieldsOf(found.connection.auth_kind, fields)) {
    return Error(v1::ERROR_REASON_SEAL_BROKEN)
        .With("connection", connection.id)
        .Message(absl::StrCat("the credentials of connection ", connection.id,
                              " cannot be used: they are of another kind"));
  }
  return FromFields(found.connection.auth_kind, std::move(fields));
}

}  // namespace hirewire::auth
