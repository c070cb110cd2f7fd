#include "auth/oauth/authorization_table.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/digest.h"
#include "base/crypto/key.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/failure.h"
#include "base/store/store.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::AuthorizationRecord;

constexpr absl::string_view kKind = "authorization";
constexpr char kVerifierField[] = "code_verifier";
// Of the tenant's digest, in hex, before the dot of a state.
constexpr size_t kTenantDigits = 16;
constexpr size_t kMostStateBytes = 200;

std::string HexDigest(absl::string_view text) {
  return absl::BytesToHexString(crypto::Fingerprint(text));
}

std::string TenantTag(absl::string_view tenant) {
  return HexDigest(absl::StrCat("authorization tenant ", tenant))
      .substr(0, kTenantDigits);
}

// nullopt: it is no state that was ever given.
std::optional<std::string> KeyOf(absl::string_view state) {
  if (state.size() > kMostStateBytes || state.size() <= kTenantDigits + 1 ||
      state[kTenantDigits] != '.') {
    return std::nullopt;
  }
  return absl::StrCat(state.substr(0, kTenantDigits), "/", HexDigest(state));
}

Owner OwnerOf(const AuthorizationRecord& record, absl::string_view key) {
  return {record.tenant(), absl::StrCat(kKind, "/", key)};
}

absl::Status Unknown() {
  return Error(v1::ERROR_REASON_AUTHORIZATION_UNKNOWN)
      .Message(
          "no authorization is under way with this state: it is missing, "
          "used, too old or another's. Begin again");
}

absl::StatusOr<AuthorizationRecord> Read(store::Reader& reader,
                                         absl::string_view key,
                                         absl::Time now) {
  HW_ASSIGN_OR_RETURN(const auto stored, reader.Get(kKind, key));
  if (!stored) return Unknown();
  AuthorizationRecord record;
  if (!record.ParseFromString(stored->value)) {
    return absl::DataLossError("a stored authorization is unreadable");
  }
  if (now >= ToTime(record.expire_time())) return Unknown();
  return record;
}

absl::StatusOr<PendingAuthorization> Open(AuthorizationRecord record,
                                          absl::string_view key,
                                          const Vault& vault) {
  PendingAuthorization pending;
  if (!record.sealed_data_key().empty()) {
    SealedCredentials sealed;
    sealed.data_key = record.sealed_data_key();
    sealed.fields = {record.sealed_fields().begin(),
                     record.sealed_fields().end()};
    HW_ASSIGN_OR_RETURN(SecretFields fields,
                        vault.Open(OwnerOf(record, key), sealed));
    pending.code_verifier = std::move(fields[kVerifierField]);
  }
  pending.record = std::move(record);
  return pending;
}

// Forgets what has expired under `prefix`; how many are left.
absl::StatusOr<int> Sweep(store::Transaction& t, const std::string& prefix,
                          absl::Time now) {
  HW_ASSIGN_OR_RETURN(
      const std::vector<store::Record> all,
      t.List(kKind, prefix, "", AuthorizationTable::kMostPending));
  int left = 0;
  for (const store::Record& one : all) {
    AuthorizationRecord record;
    if (record.ParseFromString(one.value) &&
        now < ToTime(record.expire_time())) {
      ++left;
      continue;
    }
    HW_RETURN_IF_ERROR(t.Delete(kKind, one.key, one.version));
  }
  return left;
}

}  // namespace

std::string AuthorizationTable::NewState(absl::string_view tenant) {
  return absl::StrCat(
      TenantTag(tenant), ".",
      absl::WebSafeBase64Escape(crypto::Key::Generate().bytes()));
}

absl::Status AuthorizationTable::Put(absl::string_view state,
                                     const PendingAuthorization& pending,
                                     absl::Time now) {
  const std::string key = *KeyOf(state);
  AuthorizationRecord record = pending.record;
  if (!pending.code_verifier.empty()) {
    const SealedCredentials sealed = vault_.Seal(
        OwnerOf(record, key), {{kVerifierField, pending.code_verifier}});
    record.set_sealed_data_key(sealed.data_key);
    record.mutable_sealed_fields()->insert(sealed.fields.begin(),
                                           sealed.fields.end());
  }
  return store::Explained(
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(
            const int left,
            Sweep(t, absl::StrCat(TenantTag(record.tenant()), "/"), now));
        if (left >= kMostPending) {
          return Error(v1::ERROR_REASON_TOO_MANY_OPEN)
              .With("limit", absl::StrCat(kMostPending))
              .RetryAfter(absl::Minutes(1))
              .Message(absl::StrCat("more than ", kMostPending,
                                    " authorizations are under way"));
        }
        return t.Put(kKind, key, record.SerializeAsString(), store::kAbsent)
            .status();
      }));
}

absl::StatusOr<PendingAuthorization> AuthorizationTable::Find(
    absl::string_view state, absl::Time now) const {
  const std::optional<std::string> key = KeyOf(state);
  if (!key) return Unknown();
  AuthorizationRecord record;
  HW_RETURN_IF_ERROR(
      store::Explained(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(record, Read(reader, *key, now));
        return absl::OkStatus();
      })));
  return Open(std::move(record), *key, vault_);
}

absl::StatusOr<PendingAuthorization> AuthorizationTable::Take(
    absl::string_view state, absl::Time now,
    const std::function<bool(const PendingAuthorization&)>& fits) {
  const std::optional<std::string> key = KeyOf(state);
  if (!key) return Unknown();
  PendingAuthorization taken;
  HW_RETURN_IF_ERROR(store::Explained(
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(AuthorizationRecord record, Read(t, *key, now));
        HW_ASSIGN_OR_RETURN(taken, Open(std::move(record), *key, vault_));
        if (!fits(taken)) return Unknown();
        return t.Delete(kKind, *key, store::kAnyVersion);
      })));
  return taken;
}

}  // namespace hirewire::auth
