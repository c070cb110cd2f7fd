#include "auth/inbound/caller_record.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "auth/connection/connection_table.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"

namespace hirewire::auth {
namespace {

using internal::v1::CallerRecord;

constexpr size_t kLongestName = 255;

absl::Status Invalid(absl::string_view field, absl::string_view rule) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(absl::StrCat(field, " ", rule));
}

bool CanBeGiven(v1::CallerRole role) {
  switch (role) {
    case v1::CALLER_ROLE_READ:
    case v1::CALLER_ROLE_WRITE:
    case v1::CALLER_ROLE_PROXY:
    case v1::CALLER_ROLE_ADMIN:
      return true;
    default:
      return false;
  }
}

absl::Status CheckRoles(const std::set<v1::CallerRole>& roles) {
  if (roles.empty()) return Invalid("roles", "is empty: name at least one");
  for (const v1::CallerRole role : roles) {
    if (!CanBeGiven(role)) {
      return Invalid("roles", "may hold READ, WRITE, PROXY and ADMIN only");
    }
  }
  return absl::OkStatus();
}

bool IsPrintable(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isprint(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace

std::string CallerPrefix(absl::string_view tenant) {
  return absl::StrCat(tenant, absl::string_view("\0", 1));
}

std::string CallerKey(absl::string_view tenant, absl::string_view id) {
  return absl::StrCat(CallerPrefix(tenant), id);
}

CallerRecord RecordOf(const NewCaller& request, absl::Time now) {
  CallerRecord record;
  record.set_id(request.id);
  record.set_tenant(request.tenant);
  for (const v1::CallerRole role : request.roles) record.add_roles(role);
  record.set_certificate_name(request.certificate_name);
  *record.mutable_create_time() = ToProto(now);
  if (request.expire_time != absl::InfiniteFuture()) {
    *record.mutable_expire_time() = ToProto(request.expire_time);
  }
  return record;
}

absl::StatusOr<CallerRecord> ParseRecord(const store::Record& stored) {
  CallerRecord record;
  if (!record.ParseFromString(stored.value) ||
      CallerKey(record.tenant(), record.id()) != stored.key) {
    return absl::DataLossError("a stored caller is unreadable");
  }
  return record;
}

KnownCaller FromRecord(const CallerRecord& record) {
  KnownCaller known;
  known.caller.id = record.id();
  known.caller.tenant = record.tenant();
  for (const int32_t role : record.roles()) {
    // A role of a newer program is none here.
    if (CanBeGiven(static_cast<v1::CallerRole>(role))) {
      known.caller.roles.insert(static_cast<v1::CallerRole>(role));
    }
  }
  known.certificate_name = record.certificate_name();
  known.has_key = !record.key_digest().empty();
  known.create_time = ToTime(record.create_time());
  if (record.has_expire_time()) {
    known.expire_time = ToTime(record.expire_time());
  }
  return known;
}

absl::Status Validate(const NewCaller& request, absl::Time now) {
  if (!IsConnectionId(request.id)) {
    return Invalid("caller_id",
                   "must be 1 to 63 of a-z, 0-9 and -, beginning with a "
                   "letter");
  }
  if (!request.tenant.empty() && !IsConnectionId(request.tenant)) {
    return Invalid("tenant",
                   "must be empty, or 1 to 63 of a-z, 0-9 and -, beginning "
                   "with a letter");
  }
  HW_RETURN_IF_ERROR(CheckRoles(request.roles));
  if (request.certificate_name.size() > kLongestName ||
      !IsPrintable(request.certificate_name)) {
    return Invalid("certificate_name",
                   absl::StrCat("must be printable ASCII of at most ",
                                kLongestName, " characters"));
  }
  if (request.expire_time <= now) {
    return Invalid("expire_time", "is not in the future");
  }
  return absl::OkStatus();
}

}  // namespace hirewire::auth
