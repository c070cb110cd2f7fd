#include "auth/connection/connection_table.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/event_log.h"
#include "auth/connection/record.h"
#include "auth/vault/vault.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/connection.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::ConnectionRecord;
using internal::v1::ConnectionUseRecord;

constexpr absl::string_view kKind = "connection";
constexpr absl::string_view kUseKind = "connection_use";
// auth/token/token_table.h.
constexpr absl::string_view kTokenKind = "token";

// Ids have no slash, so a key belongs to one tenant and id only.
std::string Prefix(absl::string_view tenant) {
  return absl::StrCat(tenant, "/");
}
std::string Key(absl::string_view tenant, absl::string_view id) {
  return absl::StrCat(Prefix(tenant), id);
}

// What is no id at all is not repeated: it may be anything.
absl::Status NotFound(absl::string_view id) {
  if (!IsConnectionId(id)) {
    return Error(v1::ERROR_REASON_CONNECTION_NOT_FOUND)
        .Message("there is no connection of this id");
  }
  return Error(v1::ERROR_REASON_CONNECTION_NOT_FOUND)
      .With("connection", id)
      .Message(absl::StrCat("there is no connection ", id));
}

// A row that was swapped with another one, or that a newer program wrote in
// words that this one does not know, is not passed off as this connection.
absl::StatusOr<FoundConnection> Decode(store::Reader& reader,
                                       const store::Record& stored) {
  ConnectionRecord record;
  if (!record.ParseFromString(stored.value) ||
      Key(record.tenant(), record.id()) != stored.key ||
      !internal::v1::StoredAuthKind_IsValid(record.auth_kind()) ||
      !internal::v1::StoredConnectionState_IsValid(record.state())) {
    return absl::DataLossError("a stored connection is unreadable");
  }
  FoundConnection found;
  found.connection = FromRecord(record, stored.version);
  found.sealed = SealedFrom(record);
  found.previous_state = found.connection.state;
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> use,
                      reader.Get(kUseKind, stored.key));
  ConnectionUseRecord used;
  if (use && used.ParseFromString(use->value)) {
    found.connection.last_success_time = ToTime(used.last_success_time());
  }
  return found;
}

absl::Status PutEvent(store::Transaction& t, const FoundConnection& found,
                      ConnectionEventKind kind, absl::Time now) {
  return AppendEvent(t, {.kind = kind,
                         .connection = found.connection,
                         .previous_state = found.previous_state,
                         .time = now});
}

absl::Status Put(store::Transaction& t, FoundConnection& found,
                 int64_t expected) {
  HW_ASSIGN_OR_RETURN(
      found.connection.generation,
      t.Put(kKind, Key(found.connection.tenant, found.connection.id),
            ToRecord(found.connection, found.sealed).SerializeAsString(),
            expected));
  return absl::OkStatus();
}

}  // namespace

bool IsConnectionId(absl::string_view id) {
  constexpr size_t kMostBytes = 63;
  if (id.empty() || id.size() > kMostBytes || !absl::ascii_islower(id[0])) {
    return false;
  }
  for (const char c : id) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '-') {
      return false;
    }
  }
  return true;
}

absl::StatusOr<FoundConnection> FindConnection(store::Reader& reader,
                                               absl::string_view tenant,
                                               absl::string_view id) {
  // No such id was ever given out, and it might hold a slash.
  if (!IsConnectionId(id)) return NotFound(id);
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                      reader.Get(kKind, Key(tenant, id)));
  if (!stored) return NotFound(id);
  return Decode(reader, *stored);
}

absl::StatusOr<std::vector<FoundConnection>> ListConnections(
    store::Reader& reader, absl::string_view tenant, absl::string_view after,
    int limit) {
  HW_ASSIGN_OR_RETURN(
      const std::vector<store::Record> stored,
      reader.List(kKind, Prefix(tenant), Key(tenant, after), limit));
  std::vector<FoundConnection> found;
  for (const store::Record& one : stored) {
    HW_ASSIGN_OR_RETURN(FoundConnection decoded, Decode(reader, one));
    found.push_back(std::move(decoded));
  }
  return found;
}

absl::StatusOr<std::vector<ConnectionName>> ListAllConnections(
    store::Reader& reader, const ConnectionName& after, int limit) {
  const std::string key =
      after.id.empty() ? std::string() : Key(after.tenant, after.id);
  HW_ASSIGN_OR_RETURN(const std::vector<store::Record> stored,
                      reader.List(kKind, "", key, limit));
  std::vector<ConnectionName> names;
  for (const store::Record& one : stored) {
    const size_t slash = one.key.rfind('/');
    if (slash == std::string::npos) {
      return absl::DataLossError("a stored connection is unreadable");
    }
    names.push_back({one.key.substr(0, slash), one.key.substr(slash + 1)});
  }
  return names;
}

absl::Status AddConnection(store::Transaction& t, FoundConnection& added,
                           absl::Time now) {
  Connection& connection = added.connection;
  connection.create_time = connection.update_time = now;
  const absl::Status put = Put(t, added, store::kAbsent);
  if (absl::IsAlreadyExists(put)) {
    return Error(v1::ERROR_REASON_CONNECTION_EXISTS)
        .With("connection", connection.id)
        .Message(absl::StrCat("connection ", connection.id, " exists already"));
  }
  HW_RETURN_IF_ERROR(put);
  added.previous_state = connection.state;
  return PutEvent(t, added, ConnectionEventKind::kCreated, now);
}

absl::Status ChangeConnection(store::Transaction& t, FoundConnection& changed,
                              ConnectionEventKind kind, absl::Time now) {
  changed.connection.update_time = now;
  HW_RETURN_IF_ERROR(Put(t, changed, changed.connection.generation));
  return PutEvent(t, changed, kind, now);
}

absl::Status RemoveConnection(store::Transaction& t, absl::string_view tenant,
                              absl::string_view id, absl::Time now) {
  HW_ASSIGN_OR_RETURN(const FoundConnection found,
                      FindConnection(t, tenant, id));
  HW_RETURN_IF_ERROR(
      t.Delete(kKind, Key(tenant, id), found.connection.generation));
  // With all that is kept under its name: a connection that is made with the
  // same id later must not find it.
  for (const absl::string_view kind : {kUseKind, kTokenKind}) {
    const absl::Status deleted =
        t.Delete(kind, Key(tenant, id), store::kAnyVersion);
    if (!absl::IsNotFound(deleted)) HW_RETURN_IF_ERROR(deleted);
  }
  return PutEvent(t, found, ConnectionEventKind::kDeleted, now);
}

absl::Status PutLastSuccess(store::Transaction& t, absl::string_view tenant,
                            absl::string_view id, absl::Time time) {
  ConnectionUseRecord used;
  *used.mutable_last_success_time() = ToProto(time);
  return t
      .Put(kUseKind, Key(tenant, id), used.SerializeAsString(),
           store::kAnyVersion)
      .status();
}

}  // namespace hirewire::auth
