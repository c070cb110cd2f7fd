#include "auth/connection/event_log.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection.h"
#include "auth/connection/record.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/connection.pb.h"
#include "hirewire/internal/v1/connection_event.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::ConnectionEventLog;
using internal::v1::ConnectionEventRecord;

constexpr absl::string_view kLogKind = "connection_event_log";
constexpr absl::string_view kEventKind = "connection_event";
constexpr int64_t kMostKept = 1000;

std::string Prefix(absl::string_view tenant) {
  return absl::StrCat(tenant, "/");
}

// Sorts as its number does.
std::string Key(absl::string_view tenant, int64_t number) {
  return absl::StrCat(Prefix(tenant), absl::StrFormat("%019d", number));
}

struct FoundLog {
  ConnectionEventLog log;
  int64_t version = store::kAbsent;
};

absl::StatusOr<FoundLog> FindLog(store::Reader& reader,
                                 absl::string_view tenant) {
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                      reader.Get(kLogKind, Prefix(tenant)));
  FoundLog found;
  if (!stored) {
    found.log.set_next(1);
    found.log.set_oldest(1);
    return found;
  }
  found.version = stored->version;
  if (!found.log.ParseFromString(stored->value)) {
    return absl::DataLossError("the log of connections is unreadable");
  }
  return found;
}

ConnectionEventRecord ToRecord(const ConnectionEvent& event) {
  ConnectionEventRecord record;
  record.set_kind(static_cast<int>(event.kind));
  // Without its credentials: the log outlives them.
  *record.mutable_connection() = ToRecord(event.connection, {});
  record.set_previous_state(
      static_cast<internal::v1::StoredConnectionState>(event.previous_state));
  *record.mutable_time() = ToProto(event.time);
  return record;
}

absl::StatusOr<ConnectionEvent> FromStored(const store::Record& stored,
                                           int64_t number) {
  ConnectionEventRecord record;
  if (!record.ParseFromString(stored.value) ||
      Key(record.connection().tenant(), number) != stored.key) {
    return absl::DataLossError("the log of connections is unreadable");
  }
  return ConnectionEvent{
      .number = number,
      .kind = static_cast<ConnectionEventKind>(record.kind()),
      .connection = FromRecord(record.connection(), 0),
      .previous_state = static_cast<ConnectionState>(record.previous_state()),
      .time = ToTime(record.time()),
  };
}

}  // namespace

absl::Status AppendEvent(store::Transaction& t, const ConnectionEvent& event) {
  const std::string& tenant = event.connection.tenant;
  HW_ASSIGN_OR_RETURN(FoundLog found, FindLog(t, tenant));
  const int64_t number = found.log.next();
  HW_RETURN_IF_ERROR(t.Put(kEventKind, Key(tenant, number),
                           ToRecord(event).SerializeAsString(), store::kAbsent)
                         .status());
  for (; number - found.log.oldest() >= kMostKept;
       found.log.set_oldest(found.log.oldest() + 1)) {
    HW_RETURN_IF_ERROR(t.Delete(kEventKind, Key(tenant, found.log.oldest()),
                                store::kAnyVersion));
  }
  found.log.set_next(number + 1);
  return t
      .Put(kLogKind, Prefix(tenant), found.log.SerializeAsString(),
           found.version)
      .status();
}

absl::StatusOr<ConnectionEventPage> ReadEvents(store::Reader& reader,
                                               absl::string_view tenant,
                                               int64_t after, int limit) {
  HW_ASSIGN_OR_RETURN(const FoundLog found, FindLog(reader, tenant));
  ConnectionEventPage page;
  page.last = found.log.next() - 1;
  // A number that was never given is of another store.
  page.gap = after + 1 < found.log.oldest() || after > page.last;
  if (page.gap) return page;
  HW_ASSIGN_OR_RETURN(
      const std::vector<store::Record> stored,
      reader.List(kEventKind, Prefix(tenant), Key(tenant, after), limit));
  int64_t number = after;
  for (const store::Record& one : stored) {
    HW_ASSIGN_OR_RETURN(ConnectionEvent event, FromStored(one, ++number));
    page.events.push_back(std::move(event));
  }
  return page;
}

}  // namespace hirewire::auth
