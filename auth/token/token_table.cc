#include "auth/token/token_table.h"

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
#include "base/store/failure.h"
#include "base/store/store.h"
#include "base/time/timestamps.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::TokenRecord;

constexpr absl::string_view kKind = "token";
constexpr char kAccessField[] = "access_token";
constexpr char kRefreshField[] = "refresh_token";

std::string Key(const Owner& owner) {
  return absl::StrCat(owner.tenant, "/", owner.connection);
}

TokenRecord ToRecord(const StoredTokens& tokens, const Vault& vault) {
  TokenRecord record;
  record.set_tenant(tokens.owner.tenant);
  record.set_connection(tokens.owner.connection);
  record.set_generation(tokens.generation);
  const SealedCredentials sealed =
      vault.Seal(tokens.owner, {{kAccessField, tokens.pair.access_token},
                                {kRefreshField, tokens.pair.refresh_token}});
  record.set_sealed_data_key(sealed.data_key);
  record.mutable_sealed_fields()->insert(sealed.fields.begin(),
                                         sealed.fields.end());
  *record.mutable_issue_time() = ToProto(tokens.pair.issued);
  *record.mutable_expire_time() = ToProto(tokens.pair.expires);
  *record.mutable_grant_time() = ToProto(tokens.granted);
  if (!tokens.lease_holder.empty()) {
    record.mutable_lease()->set_holder(tokens.lease_holder);
    record.mutable_lease()->set_duration(
        absl::ToInt64Milliseconds(tokens.lease_duration));
  }
  record.set_dead_reason(tokens.dead_reason);
  record.set_lost_attempts(tokens.lost_attempts);
  record.mutable_scopes()->Assign(tokens.pair.scopes.begin(),
                                  tokens.pair.scopes.end());
  return record;
}

absl::StatusOr<TokenRecord> Decode(const store::Record& stored) {
  TokenRecord record;
  if (!record.ParseFromString(stored.value) ||
      Key({record.tenant(), record.connection()}) != stored.key) {
    return absl::DataLossError("a stored token is unreadable");
  }
  return record;
}

// All but the tokens themselves.
StoredTokens FromRecord(const TokenRecord& record, int64_t version) {
  StoredTokens tokens;
  tokens.owner = {record.tenant(), record.connection()};
  tokens.pair.issued = ToTime(record.issue_time());
  tokens.pair.expires = ToTime(record.expire_time());
  tokens.pair.scopes = {record.scopes().begin(), record.scopes().end()};
  tokens.generation = record.generation();
  tokens.granted = ToTime(record.grant_time());
  tokens.lease_holder = record.lease().holder();
  tokens.lease_duration = absl::Milliseconds(record.lease().duration());
  tokens.dead_reason = record.dead_reason();
  tokens.lost_attempts = record.lost_attempts();
  tokens.version = version;
  return tokens;
}

absl::Status OpenPair(const TokenRecord& record, const Vault& vault,
                      StoredTokens& tokens) {
  SealedCredentials sealed;
  sealed.data_key = record.sealed_data_key();
  sealed.fields = {record.sealed_fields().begin(),
                   record.sealed_fields().end()};
  HW_ASSIGN_OR_RETURN(SecretFields fields, vault.Open(tokens.owner, sealed));
  tokens.pair.access_token = std::move(fields[kAccessField]);
  tokens.pair.refresh_token = std::move(fields[kRefreshField]);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<store::Record>> Find(store::Store& store,
                                                  const Owner& owner) {
  std::optional<store::Record> stored;
  HW_RETURN_IF_ERROR(
      store::Explained(store.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(stored, reader.Get(kKind, Key(owner)));
        return absl::OkStatus();
      })));
  return stored;
}

}  // namespace

absl::StatusOr<std::optional<StoredTokens>> TokenTable::Load(
    const Owner& owner) const {
  HW_ASSIGN_OR_RETURN(const auto stored, Find(store_, owner));
  if (!stored) return std::optional<StoredTokens>();
  HW_ASSIGN_OR_RETURN(const TokenRecord record, Decode(*stored));
  StoredTokens tokens = FromRecord(record, stored->version);
  HW_RETURN_IF_ERROR(OpenPair(record, vault_, tokens));
  return std::optional<StoredTokens>(std::move(tokens));
}

absl::StatusOr<std::optional<StoredTokens>> TokenTable::Peek(
    const Owner& owner) const {
  HW_ASSIGN_OR_RETURN(const auto stored, Find(store_, owner));
  if (!stored) return std::optional<StoredTokens>();
  HW_ASSIGN_OR_RETURN(const TokenRecord record, Decode(*stored));
  return std::optional<StoredTokens>(FromRecord(record, stored->version));
}

absl::StatusOr<bool> TokenTable::Replace(
    StoredTokens& tokens,
    const std::function<absl::Status(store::Transaction&)>& also) const {
  const std::string value = ToRecord(tokens, vault_).SerializeAsString();
  int64_t version = 0;
  const absl::Status written =
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(
            version, t.Put(kKind, Key(tokens.owner), value, tokens.version));
        return also == nullptr ? absl::OkStatus() : also(t);
      });
  // Of the row, not of the store: another version was found.
  if (absl::IsAborted(written) &&
      ReasonOf(written) == v1::ERROR_REASON_UNSPECIFIED) {
    return false;
  }
  HW_RETURN_IF_ERROR(store::Explained(written));
  tokens.version = version;
  return true;
}

absl::Status TokenTable::PutGrant(store::Transaction& t, const Owner& owner,
                                  const TokenPair& pair) const {
  StoredTokens tokens;
  tokens.owner = owner;
  tokens.pair = pair;
  tokens.granted = pair.issued;
  HW_ASSIGN_OR_RETURN(const auto stored, t.Get(kKind, Key(owner)));
  if (stored) {
    // What it holds need not be readable: the key that sealed it may be lost,
    // and connecting again is how that is mended.
    TokenRecord old;
    old.ParseFromString(stored->value);
    tokens.generation = old.generation();
  }
  ++tokens.generation;
  return t
      .Put(kKind, Key(owner), ToRecord(tokens, vault_).SerializeAsString(),
           stored ? stored->version : store::kAbsent)
      .status();
}

}  // namespace hirewire::auth
