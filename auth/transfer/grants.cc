#include "auth/transfer/grants.h"

#include <google/protobuf/timestamp.pb.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::TokenRecord;

constexpr absl::string_view kKind = "token";
constexpr char kAccessToken[] = "access_token";
constexpr char kRefreshToken[] = "refresh_token";

std::string Key(const Owner& owner) {
  return absl::StrCat(owner.tenant, "/", owner.connection);
}

// Exported, and so switched off: the reason that its renewal finds.
std::string Suspended() {
  return std::string(ReasonName(v1::ERROR_REASON_CONNECTION_DISABLED));
}

absl::StatusOr<TokenRecord> Parse(const Owner& owner,
                                  const store::Record& stored) {
  TokenRecord record;
  if (record.ParseFromString(stored.value) && record.tenant() == owner.tenant &&
      record.connection() == owner.connection) {
    return record;
  }
  return absl::DataLossError(absl::StrCat("the stored tokens of connection ",
                                          owner.connection, " are unreadable"));
}

absl::Time TimeOf(bool is_set, const google::protobuf::Timestamp& time) {
  return is_set ? ToTime(time) : absl::InfinitePast();
}

void SetTime(absl::Time time,
             google::protobuf::Timestamp* (TokenRecord::*set)(),
             TokenRecord& record) {
  if (time != absl::InfinitePast()) *(record.*set)() = ToProto(time);
}

// Writes the record where `change` says that it changed it.
absl::Status Change(store::Transaction& t, const Owner& owner,
                    const std::function<bool(TokenRecord&)>& change) {
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                      t.Get(kKind, Key(owner)));
  if (!stored) return absl::OkStatus();
  HW_ASSIGN_OR_RETURN(TokenRecord record, Parse(owner, *stored));
  if (!change(record)) return absl::OkStatus();
  return t.Put(kKind, Key(owner), record.SerializeAsString(), stored->version)
      .status();
}

}  // namespace

absl::StatusOr<std::optional<Grant>> ReadGrant(store::Reader& reader,
                                               const Vault& vault,
                                               const Owner& owner) {
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                      reader.Get(kKind, Key(owner)));
  if (!stored) return std::nullopt;
  HW_ASSIGN_OR_RETURN(const TokenRecord record, Parse(owner, *stored));
  if (record.has_lease()) {
    return absl::UnavailableError(absl::StrCat(
        "the tokens of connection ", owner.connection, " are being renewed"));
  }
  SealedCredentials sealed;
  sealed.data_key = record.sealed_data_key();
  sealed.fields = {record.sealed_fields().begin(),
                   record.sealed_fields().end()};
  HW_ASSIGN_OR_RETURN(SecretFields fields, vault.Open(owner, sealed));
  Grant grant;
  grant.access_token = std::move(fields[kAccessToken]);
  grant.refresh_token = std::move(fields[kRefreshToken]);
  grant.issue_time = TimeOf(record.has_issue_time(), record.issue_time());
  grant.expire_time = TimeOf(record.has_expire_time(), record.expire_time());
  grant.grant_time = TimeOf(record.has_grant_time(), record.grant_time());
  grant.scopes = {record.scopes().begin(), record.scopes().end()};
  grant.dead_reason = record.dead_reason();
  if (grant.dead_reason == Suspended()) grant.dead_reason.clear();
  return grant;
}

absl::Status AddGrant(store::Transaction& t, const Vault& vault,
                      const Owner& owner, const Grant& grant) {
  SecretFields fields;
  fields.emplace(kAccessToken, grant.access_token);
  if (!grant.refresh_token.empty()) {
    fields.emplace(kRefreshToken, grant.refresh_token);
  }
  const SealedCredentials sealed = vault.Seal(owner, fields);
  TokenRecord record;
  record.set_tenant(owner.tenant);
  record.set_connection(owner.connection);
  // A leftover of a connection that is gone is not in the way, and whoever
  // remembers its tokens sees that these are others.
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                      t.Get(kKind, Key(owner)));
  TokenRecord old;
  if (stored) old.ParseFromString(stored->value);
  record.set_generation(old.generation() + 1);
  record.set_sealed_data_key(sealed.data_key);
  record.mutable_sealed_fields()->insert(sealed.fields.begin(),
                                         sealed.fields.end());
  SetTime(grant.issue_time, &TokenRecord::mutable_issue_time, record);
  SetTime(grant.expire_time, &TokenRecord::mutable_expire_time, record);
  SetTime(grant.grant_time, &TokenRecord::mutable_grant_time, record);
  record.mutable_scopes()->Assign(grant.scopes.begin(), grant.scopes.end());
  record.set_dead_reason(grant.dead_reason);
  return t
      .Put(kKind, Key(owner), record.SerializeAsString(), store::kAnyVersion)
      .status();
}

absl::Status SuspendGrant(store::Transaction& t, const Owner& owner) {
  return Change(t, owner, [](TokenRecord& record) {
    if (!record.dead_reason().empty()) return false;
    record.set_dead_reason(Suspended());
    return true;
  });
}

absl::Status ResumeGrant(store::Transaction& t, const Owner& owner) {
  return Change(t, owner, [](TokenRecord& record) {
    if (record.dead_reason() != Suspended()) return false;
    record.clear_dead_reason();
    return true;
  });
}

absl::Status ForgetGrant(store::Transaction& t, const Owner& owner) {
  const absl::Status gone = t.Delete(kKind, Key(owner), store::kAnyVersion);
  return absl::IsNotFound(gone) ? absl::OkStatus() : gone;
}

}  // namespace hirewire::auth
