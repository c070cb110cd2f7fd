#include "auth/vault/sealed_records.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/vault/vault.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "hirewire/internal/v1/connection.pb.h"
#include "hirewire/internal/v1/token.pb.h"
#include "hirewire/internal/v1/transfer.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::AuthorizationRecord;
using internal::v1::ConnectionRecord;
using internal::v1::ImportKeyRecord;
using internal::v1::OAuthAppRecord;
using internal::v1::TokenRecord;

struct SealedKind {
  absl::string_view name;
  // False where the value is no such record, or the record of another key.
  bool (*read)(const store::Record& record, SealedRow& row);
  std::string (*with_data_key)(absl::string_view value,
                               absl::string_view data_key);
};

template <typename Message>
bool Parse(absl::string_view value, Message& message) {
  return message.ParseFromArray(value.data(), static_cast<int>(value.size()));
}

// The messages have a field of the same name, which is all that is touched.
template <typename Message>
std::string PutDataKey(absl::string_view value, absl::string_view data_key) {
  Message message;
  Parse(value, message);
  message.set_sealed_data_key(std::string(data_key));
  return message.SerializeAsString();
}

bool ReadConnection(const store::Record& record, SealedRow& row) {
  ConnectionRecord message;
  if (!Parse(record.value, message)) return false;
  row.owner = {message.tenant(), message.id()};
  row.data_key = message.sealed_data_key();
  return record.key == absl::StrCat(message.tenant(), "/", message.id());
}

bool ReadToken(const store::Record& record, SealedRow& row) {
  TokenRecord message;
  if (!Parse(record.value, message)) return false;
  row.owner = {message.tenant(), message.connection()};
  row.data_key = message.sealed_data_key();
  if (message.has_lease()) {
    row.lease = absl::Milliseconds(message.lease().duration());
  }
  return record.key ==
         absl::StrCat(message.tenant(), "/", message.connection());
}

bool ReadOAuthApp(const store::Record& record, SealedRow& row) {
  OAuthAppRecord message;
  if (!Parse(record.value, message)) return false;
  const std::string name =
      absl::StrCat(message.vendor(), "/", message.environment());
  row.owner = {message.tenant(), absl::StrCat("oauth_app/", name)};
  row.data_key = message.sealed_data_key();
  return record.key == absl::StrCat(message.tenant(), "/", name);
}

bool ReadAuthorization(const store::Record& record, SealedRow& row) {
  AuthorizationRecord message;
  if (!Parse(record.value, message)) return false;
  // Its key is the digest of a secret; the seal is bound to that.
  row.owner = {message.tenant(), absl::StrCat("authorization/", record.key)};
  row.data_key = message.sealed_data_key();
  return true;
}

bool ReadImportKey(const store::Record& record, SealedRow& row) {
  ImportKeyRecord message;
  if (!Parse(record.value, message)) return false;
  row.owner = {message.tenant(), "import_key"};
  row.data_key = message.sealed_data_key();
  return record.key == absl::StrCat(message.tenant(), "/");
}

constexpr SealedKind kKinds[] = {
    {"connection", ReadConnection, PutDataKey<ConnectionRecord>},
    {"token", ReadToken, PutDataKey<TokenRecord>},
    {"oauth_app", ReadOAuthApp, PutDataKey<OAuthAppRecord>},
    {"authorization", ReadAuthorization, PutDataKey<AuthorizationRecord>},
    {"import_key", ReadImportKey, PutDataKey<ImportKeyRecord>},
};

const SealedKind& KindNamed(absl::string_view name) {
  for (const SealedKind& kind : kKinds) {
    if (kind.name == name) return kind;
  }
  return kKinds[0];  // names come from this table
}

}  // namespace

std::vector<absl::string_view> SealedKinds() {
  std::vector<absl::string_view> names;
  for (const SealedKind& kind : kKinds) names.push_back(kind.name);
  return names;
}

absl::StatusOr<SealedRow> ReadSealedRow(absl::string_view kind,
                                        const store::Record& record) {
  const SealedKind& found = KindNamed(kind);
  SealedRow row;
  row.kind = found.name;
  row.key = record.key;
  row.version = record.version;
  if (found.read(record, row)) return row;
  return absl::DataLossError(absl::StrCat("the stored ", kind, " of key ",
                                          record.key, " is unreadable"));
}

std::string WithDataKey(absl::string_view kind, absl::string_view value,
                        absl::string_view data_key) {
  return KindNamed(kind).with_data_key(value, data_key);
}

bool SealedWalk::done() const { return kind_ == std::size(kKinds); }

absl::StatusOr<std::vector<SealedRow>> SealedWalk::Next(int limit) {
  std::vector<SealedRow> rows;
  if (done()) return rows;
  const absl::string_view kind = kKinds[kind_].name;
  std::vector<store::Record> records;
  HW_RETURN_IF_ERROR(store_->Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(records, reader.List(kind, "", after_, limit));
    return absl::OkStatus();
  }));
  for (const store::Record& record : records) {
    absl::StatusOr<SealedRow> row = ReadSealedRow(kind, record);
    if (!row.ok()) {
      ++unreadable_;
    } else if (!row->data_key.empty()) {
      rows.push_back(*std::move(row));
    }
  }
  if (static_cast<int>(records.size()) < limit) {
    ++kind_;
    after_.clear();
  } else {
    after_ = records.back().key;
  }
  return rows;
}

}  // namespace hirewire::auth
