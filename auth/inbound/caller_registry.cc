#include "auth/inbound/caller_registry.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "auth/connection/connection_table.h"
#include "auth/inbound/api_key.h"
#include "auth/inbound/caller_record.h"
#include "auth/secret/reveal.h"
#include "base/crypto/digest.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/internal/v1/caller.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::CallerRecord;

constexpr absl::string_view kKind = "caller";
// Values are keys of callers. A key's look-up is under its digest.
constexpr absl::string_view kByKey = "caller_key";
constexpr absl::string_view kByCertificate = "caller_certificate";
// That there was a first caller; one record.
constexpr absl::string_view kBegun = "caller_begun";
constexpr absl::string_view kFirstId = "admin";

absl::Status Exists(absl::string_view id, absl::string_view what) {
  return Error(v1::ERROR_REASON_CALLER_EXISTS)
      .With("caller", id)
      .Message(absl::StrCat("there is a caller ", what, " already"));
}

// What is no id at all is not repeated: it may be anything.
absl::Status NotFound(absl::string_view id) {
  if (!IsConnectionId(id)) {
    return Error(v1::ERROR_REASON_CALLER_NOT_FOUND)
        .Message("there is no caller of this id");
  }
  return Error(v1::ERROR_REASON_CALLER_NOT_FOUND)
      .With("caller", id)
      .Message(absl::StrCat("there is no caller ", id));
}

// A record that must not be there yet.
absl::Status PutNew(store::Transaction& t, absl::string_view kind,
                    absl::string_view key, absl::string_view value,
                    const absl::Status& taken) {
  const absl::Status put = t.Put(kind, key, value, store::kAbsent).status();
  return absl::IsAlreadyExists(put) ? taken : put;
}

absl::Status Remove(store::Transaction& t, absl::string_view kind,
                    absl::string_view key) {
  const absl::Status removed = t.Delete(kind, key, store::kAnyVersion);
  return absl::IsNotFound(removed) ? absl::OkStatus() : removed;
}

absl::Status Add(store::Transaction& t, const CallerRecord& record) {
  const std::string key = CallerKey(record.tenant(), record.id());
  HW_RETURN_IF_ERROR(PutNew(t, kKind, key, record.SerializeAsString(),
                            Exists(record.id(), record.id())));
  if (!record.key_digest().empty()) {
    HW_RETURN_IF_ERROR(PutNew(t, kByKey, record.key_digest(), key,
                              Exists(record.id(), "with this key")));
  }
  if (!record.certificate_name().empty()) {
    HW_RETURN_IF_ERROR(
        PutNew(t, kByCertificate, record.certificate_name(), key,
               Exists(record.id(), "with this certificate_name")));
  }
  return t.Put(kBegun, kFirstId, "", store::kAnyVersion).status();
}

absl::StatusOr<bool> IsNewIn(store::Reader& reader) {
  HW_ASSIGN_OR_RETURN(const auto begun, reader.Get(kBegun, kFirstId));
  return !begun.has_value();
}

// Whether `record` is what the look-up of `kind` under `key` may lead to: a
// look-up that was swapped with another opens nothing.
bool Fits(const CallerRecord& record, absl::string_view kind,
          absl::string_view key) {
  return kind == kByKey ? crypto::ConstantTimeEqual(record.key_digest(), key)
                        : record.certificate_name() == key;
}

absl::StatusOr<std::optional<KnownCaller>> LookUp(store::Reader& reader,
                                                  absl::string_view kind,
                                                  absl::string_view key) {
  HW_ASSIGN_OR_RETURN(const auto name, reader.Get(kind, key));
  if (!name) return std::nullopt;
  HW_ASSIGN_OR_RETURN(const auto stored, reader.Get(kKind, name->value));
  if (!stored) return std::nullopt;
  HW_ASSIGN_OR_RETURN(const CallerRecord record, ParseRecord(*stored));
  if (!Fits(record, kind, key)) return std::nullopt;
  return FromRecord(record);
}

}  // namespace

absl::StatusOr<MadeCaller> CallerRegistry::Create(const NewCaller& request) {
  const absl::Time now = clock_.Now();
  HW_RETURN_IF_ERROR(Validate(request, now));
  MadeCaller made;
  CallerRecord record = RecordOf(request, now);
  if (request.certificate_name.empty()) {
    made.api_key = NewApiKey();
    record.set_key_digest(DigestOfApiKey(RevealSecret(made.api_key)));
  }
  HW_RETURN_IF_ERROR(
      store_.Transact([&](store::Transaction& t) { return Add(t, record); }));
  made.known = FromRecord(record);
  return made;
}

absl::StatusOr<CallerPage> CallerRegistry::List(
    const std::optional<std::string>& tenant,
    const std::optional<CallerName>& after, int limit) const {
  const std::string prefix = tenant ? CallerPrefix(*tenant) : "";
  const std::string from = after ? CallerKey(after->tenant, after->id) : "";
  CallerPage page;
  HW_RETURN_IF_ERROR(store_.Read([&](store::Reader& reader) -> absl::Status {
    page = {};
    HW_ASSIGN_OR_RETURN(const auto stored,
                        reader.List(kKind, prefix, from, limit + 1));
    for (const store::Record& one : stored) {
      HW_ASSIGN_OR_RETURN(const CallerRecord record, ParseRecord(one));
      page.callers.push_back(FromRecord(record));
    }
    return absl::OkStatus();
  }));
  if (page.callers.size() > static_cast<size_t>(limit)) {
    page.callers.pop_back();
    const Caller& last = page.callers.back().caller;
    page.next = {last.tenant, last.id};
  }
  return page;
}

absl::Status CallerRegistry::Delete(absl::string_view tenant,
                                    absl::string_view id) {
  // Such a tenant or id was never given out, and might hold a NUL.
  if (!IsConnectionId(id) || (!tenant.empty() && !IsConnectionId(tenant))) {
    return NotFound(id);
  }
  const std::string key = CallerKey(tenant, id);
  HW_RETURN_IF_ERROR(
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(const auto stored, t.Get(kKind, key));
        if (!stored) return NotFound(id);
        CallerRecord record;
        // An unreadable one, too, can be forgotten.
        if (record.ParseFromString(stored->value)) {
          if (!record.key_digest().empty()) {
            HW_RETURN_IF_ERROR(Remove(t, kByKey, record.key_digest()));
          }
          if (!record.certificate_name().empty()) {
            HW_RETURN_IF_ERROR(
                Remove(t, kByCertificate, record.certificate_name()));
          }
        }
        return t.Delete(kKind, key, stored->version);
      }));
  cache_.Forget();
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Caller>> CallerRegistry::Find(
    absl::string_view kind, absl::string_view key) {
  const absl::Time now = clock_.Now();
  const std::string cached = absl::StrCat(kind, "/", key);
  std::optional<KnownCaller> known = cache_.Find(cached, now);
  if (!known) {
    const int64_t since = cache_.changes();
    HW_RETURN_IF_ERROR(store_.Read([&](store::Reader& reader) -> absl::Status {
      HW_ASSIGN_OR_RETURN(known, LookUp(reader, kind, key));
      return absl::OkStatus();
    }));
    if (!known) return std::nullopt;
    cache_.Keep(cached, *known, since, now);
  }
  if (known->expire_time <= now) return std::nullopt;
  return known->caller;
}

absl::StatusOr<std::optional<Caller>> CallerRegistry::FindByKey(
    absl::string_view key) {
  if (!IsApiKey(key)) return std::nullopt;
  return Find(kByKey, DigestOfApiKey(key));
}

absl::StatusOr<std::optional<Caller>> CallerRegistry::FindByCertificate(
    absl::string_view name) {
  if (name.empty()) return std::nullopt;
  return Find(kByCertificate, name);
}

absl::StatusOr<bool> CallerRegistry::IsNew() const {
  bool is_new = false;
  HW_RETURN_IF_ERROR(store_.Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(is_new, IsNewIn(reader));
    return absl::OkStatus();
  }));
  return is_new;
}

absl::StatusOr<bool> CallerRegistry::AddFirst(absl::string_view key) {
  CallerRecord record =
      RecordOf({.id = std::string(kFirstId), .roles = {v1::CALLER_ROLE_ADMIN}},
               clock_.Now());
  record.set_key_digest(DigestOfApiKey(key));
  bool added = false;
  HW_RETURN_IF_ERROR(
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(added, IsNewIn(t));
        return added ? Add(t, record) : absl::OkStatus();
      }));
  return added;
}

}  // namespace hirewire::auth
