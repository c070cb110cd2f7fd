#include "auth/session/session_table.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "auth/session/session_record.h"
#include "base/crypto/digest.h"
#include "base/status/macros.h"
#include "hirewire/internal/v1/connect_session.pb.h"

namespace hirewire::auth {
namespace {

constexpr absl::string_view kKind = "connect_session";
constexpr absl::string_view kLinkKind = "connect_session_link";
constexpr absl::string_view kBrowserKind = "connect_session_browser";
constexpr absl::string_view kEndKind = "connect_session_end";
constexpr absl::string_view kOpenKind = "connect_session_open";
constexpr absl::Duration kKeptCompleted = absl::Hours(24);

// Ids have no slash, so a key belongs to one tenant and id only.
std::string KeyOf(absl::string_view tenant, absl::string_view id) {
  return absl::StrCat(tenant, "/", id);
}
std::string KeyOf(const ConnectSession& session) {
  return KeyOf(session.tenant, session.id);
}

// Sorts as time does.
std::string Sortable(absl::Time time) {
  return absl::StrCat(absl::Hex(static_cast<uint64_t>(absl::ToUnixMillis(time)),
                                absl::kZeroPad16));
}

std::string EndKeyOf(const ConnectSession& session) {
  return absl::StrCat(Sortable(KeptUntil(session)), KeyOf(session));
}

constexpr size_t kTimeDigits = 16;

absl::Time TimeIn(absl::string_view sortable) {
  uint64_t millis = 0;
  return absl::SimpleHexAtoi(sortable.substr(0, kTimeDigits), &millis)
             ? absl::FromUnixMillis(static_cast<int64_t>(millis))
             : absl::InfinitePast();
}

// Names of callers may be anything: a digest is of one length.
std::string OpenPrefix(absl::string_view tenant, absl::string_view caller) {
  return crypto::Fingerprint(
      absl::StrCat(tenant.size(), ":", tenant, ":", caller));
}

std::string OpenKeyOf(const ConnectSession& session) {
  return absl::StrCat(OpenPrefix(session.tenant, session.caller),
                      Sortable(session.expire_time), session.id);
}

bool IsOpen(const ConnectSession& session) {
  return session.state != ConnectSessionState::kCompleted;
}

absl::StatusOr<std::optional<StoredSession>> FindByKey(store::Reader& reader,
                                                       absl::string_view key) {
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                      reader.Get(kKind, key));
  if (!stored) return std::nullopt;
  internal::v1::ConnectSessionRecord record;
  if (!record.ParseFromString(stored->value) ||
      KeyOf(record.tenant(), record.id()) != key ||
      !internal::v1::StoredConnectSessionState_IsValid(record.state())) {
    return absl::DataLossError("a stored connect session is unreadable");
  }
  return FromRecord(record);
}

absl::StatusOr<std::optional<StoredSession>> FindByDigest(
    store::Reader& reader, absl::string_view kind, absl::string_view digest) {
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> found,
                      reader.Get(kind, digest));
  if (!found) return std::nullopt;
  return FindByKey(reader, found->value);
}

absl::Status PutRow(store::Transaction& t, absl::string_view kind,
                    absl::string_view key, absl::string_view value) {
  return t.Put(kind, key, value, store::kAnyVersion).status();
}

// What is not there needs no deleting.
absl::Status Drop(store::Transaction& t, absl::string_view kind,
                  absl::string_view key) {
  const absl::Status deleted = t.Delete(kind, key, store::kAnyVersion);
  return absl::IsNotFound(deleted) ? absl::OkStatus() : deleted;
}

absl::Status PutAll(store::Transaction& t, const StoredSession& stored) {
  const ConnectSession& session = stored.session;
  const std::string key = KeyOf(session);
  HW_RETURN_IF_ERROR(
      PutRow(t, kKind, key, ToRecord(stored).SerializeAsString()));
  HW_RETURN_IF_ERROR(PutRow(t, kLinkKind, stored.link_digest, key));
  if (!stored.browser_digest.empty()) {
    HW_RETURN_IF_ERROR(PutRow(t, kBrowserKind, stored.browser_digest, key));
  }
  if (IsOpen(session)) {
    HW_RETURN_IF_ERROR(PutRow(t, kOpenKind, OpenKeyOf(session), ""));
  }
  return PutRow(t, kEndKind, EndKeyOf(session), key);
}

absl::Status DropAll(store::Transaction& t, const StoredSession& stored) {
  const ConnectSession& session = stored.session;
  HW_RETURN_IF_ERROR(Drop(t, kKind, KeyOf(session)));
  HW_RETURN_IF_ERROR(Drop(t, kLinkKind, stored.link_digest));
  if (!stored.browser_digest.empty()) {
    HW_RETURN_IF_ERROR(Drop(t, kBrowserKind, stored.browser_digest));
  }
  HW_RETURN_IF_ERROR(Drop(t, kOpenKind, OpenKeyOf(session)));
  return Drop(t, kEndKind, EndKeyOf(session));
}

}  // namespace

absl::StatusOr<std::optional<StoredSession>> FindById(store::Reader& reader,
                                                      absl::string_view tenant,
                                                      absl::string_view id) {
  return FindByKey(reader, KeyOf(tenant, id));
}

absl::StatusOr<std::optional<StoredSession>> FindByLink(
    store::Reader& reader, absl::string_view digest) {
  return FindByDigest(reader, kLinkKind, digest);
}

absl::StatusOr<std::optional<StoredSession>> FindByBrowser(
    store::Reader& reader, absl::string_view digest) {
  return FindByDigest(reader, kBrowserKind, digest);
}

absl::Status AddSession(store::Transaction& t, const StoredSession& added) {
  return PutAll(t, added);
}

absl::Status ChangeSession(store::Transaction& t, const StoredSession& before,
                           const StoredSession& after) {
  HW_RETURN_IF_ERROR(DropAll(t, before));
  return PutAll(t, after);
}

absl::StatusOr<OpenSessions> CountOpen(store::Reader& reader,
                                       absl::string_view tenant,
                                       absl::string_view caller, absl::Time now,
                                       int limit) {
  const std::string prefix = OpenPrefix(tenant, caller);
  // What ended sorts before what did not.
  const std::string ended =
      absl::StrCat(prefix, Sortable(now + absl::Milliseconds(1)));
  HW_ASSIGN_OR_RETURN(const std::vector<store::Record> rows,
                      reader.List(kOpenKind, prefix, ended, limit));
  OpenSessions open;
  open.count = static_cast<int>(rows.size());
  if (!rows.empty()) {
    open.first_end =
        TimeIn(absl::string_view(rows[0].key).substr(prefix.size()));
  }
  return open;
}

absl::Status Sweep(store::Transaction& t, absl::Time now, int limit) {
  HW_ASSIGN_OR_RETURN(const std::vector<store::Record> rows,
                      t.List(kEndKind, "", "", limit));
  for (const store::Record& row : rows) {
    if (TimeIn(row.key) > now) break;
    HW_ASSIGN_OR_RETURN(const std::optional<StoredSession> stored,
                        FindByKey(t, row.value));
    if (stored) HW_RETURN_IF_ERROR(DropAll(t, *stored));
    HW_RETURN_IF_ERROR(Drop(t, kEndKind, row.key));
  }
  return absl::OkStatus();
}

absl::Time KeptUntil(const ConnectSession& session) {
  if (IsOpen(session)) return session.expire_time;
  return std::max(session.expire_time, session.complete_time + kKeptCompleted);
}

}  // namespace hirewire::auth
