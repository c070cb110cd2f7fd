#include "auth/transfer/transfer.h"

#include <algorithm>
#include <iterator>
#include <set>
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
#include "auth/connection/event_log.h"
#include "auth/connection/record.h"
#include "auth/connection/registry.h"
#include "auth/transfer/bundle.h"
#include "auth/transfer/grants.h"
#include "auth/transfer/import_keys.h"
#include "auth/vault/vault.h"
#include "base/crypto/sealed_box.h"
#include "base/crypto/wipe.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr int kPage = 500;

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

// The store's own failures have no reason yet; UNAVAILABLE is for the caller to
// try again.
absl::Status WithReason(const absl::Status& status) {
  if (status.ok() || absl::IsUnavailable(status) ||
      ReasonOf(status) != v1::ERROR_REASON_UNSPECIFIED) {
    return status;
  }
  return Error(v1::ERROR_REASON_INTERNAL)
      .Message(
          absl::StrCat("the store of connections failed: ", status.message()));
}

absl::StatusOr<std::vector<FoundConnection>> FindAll(store::Reader& reader,
                                                     absl::string_view tenant) {
  std::vector<FoundConnection> all;
  while (true) {
    const std::string after = all.empty() ? "" : all.back().connection.id;
    HW_ASSIGN_OR_RETURN(std::vector<FoundConnection> page,
                        ListConnections(reader, tenant, after, kPage));
    std::move(page.begin(), page.end(), std::back_inserter(all));
    if (page.size() < kPage) return all;
  }
}

absl::StatusOr<std::vector<FoundConnection>> Find(
    store::Reader& reader, absl::string_view tenant,
    const std::vector<std::string>& ids) {
  if (ids.empty()) return FindAll(reader, tenant);
  std::vector<FoundConnection> found;
  for (const std::string& id : std::set<std::string>(ids.begin(), ids.end())) {
    HW_ASSIGN_OR_RETURN(FoundConnection one,
                        FindConnection(reader, tenant, id));
    found.push_back(std::move(one));
  }
  return found;
}

// Whether the registry would take it.
absl::Status Check(const MovedConnection& moved) {
  const Connection& connection = moved.connection;
  if (connection.id.empty()) return Invalid("bundle", "an id is missing");
  if (!HasTheFieldsOf(connection.auth_kind, moved.credentials) ||
      (moved.grant.has_value() !=
       (connection.auth_kind == AuthKind::kAuthorizationCode))) {
    return Invalid("bundle",
                   "the credentials of a connection in the bundle are not "
                   "those of its kind");
  }
  NewConnection request;
  request.id = connection.id;
  request.vendor = connection.vendor;
  request.display_name = connection.display_name;
  request.environment = connection.environment;
  request.base_url = connection.base_url;
  request.token_url = connection.token_url;
  request.labels = connection.labels;
  request.settings = connection.settings;
  request.credentials = FromFields(connection.auth_kind, moved.credentials);
  return ConnectionRegistry::Check(request);
}

}  // namespace

absl::StatusOr<Exported> ConnectionTransfer::Export(
    absl::string_view tenant, const ExportRequest& request) {
  Exported exported;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(exported, ExportIn(t, tenant, request));
        return absl::OkStatus();
      })));
  return exported;
}

absl::StatusOr<Exported> ConnectionTransfer::ExportIn(
    store::Transaction& t, absl::string_view tenant,
    const ExportRequest& request) {
  const absl::Time now = clock_.Now();
  HW_ASSIGN_OR_RETURN(std::vector<FoundConnection> found,
                      Find(t, tenant, request.ids));
  std::vector<MovedConnection> moved;
  Exported exported;
  for (const FoundConnection& one : found) {
    const Owner owner{one.connection.tenant, one.connection.id};
    MovedConnection move;
    move.connection = one.connection;
    HW_ASSIGN_OR_RETURN(move.credentials, vault_.Open(owner, one.sealed));
    if (one.connection.auth_kind == AuthKind::kAuthorizationCode) {
      HW_ASSIGN_OR_RETURN(move.grant, ReadGrant(t, vault_, owner));
      // It was made without tokens: an empty grant says so.
      if (!move.grant) move.grant.emplace();
    }
    moved.push_back(std::move(move));
    exported.ids.push_back(one.connection.id);
  }
  std::string text = WriteBundle(moved);
  const crypto::WipeOnExit wipe(text);
  if (text.size() > kMostBundleBytes) {
    return Invalid("connection_ids",
                   "these are too many connections for one bundle: name fewer "
                   "in connection_ids");
  }
  auto box = crypto::SealBox(request.recipient_public_key, text);
  if (!box.ok()) {
    return Invalid("recipient_public_key", box.status().message());
  }
  exported.bundle = *std::move(box);
  if (request.keep_enabled) return exported;
  for (FoundConnection& one : found) {
    HW_RETURN_IF_ERROR(
        SuspendGrant(t, {one.connection.tenant, one.connection.id}));
    if (one.connection.state == ConnectionState::kDisabled) continue;
    one.connection.state = ConnectionState::kDisabled;
    one.connection.state_reason.clear();
    HW_RETURN_IF_ERROR(
        ChangeConnection(t, one, ConnectionEventKind::kStateChanged, now));
  }
  return exported;
}

absl::StatusOr<std::string> ConnectionTransfer::ImportKey(
    absl::string_view tenant) {
  const absl::StatusOr<crypto::BoxKeys> keys =
      ImportKeysOf(store_, vault_, tenant);
  if (!keys.ok()) return WithReason(keys.status());
  return keys->public_key;
}

absl::StatusOr<std::vector<MovedConnection>> ConnectionTransfer::OpenBundle(
    absl::string_view tenant, absl::string_view bundle) {
  const absl::StatusOr<crypto::BoxKeys> keys =
      ImportKeysOf(store_, vault_, tenant);
  if (!keys.ok()) return WithReason(keys.status());
  absl::StatusOr<std::string> text = crypto::OpenBox(keys->private_key, bundle);
  if (!text.ok()) {
    return Invalid("bundle", absl::StrCat("the bundle does not open: ",
                                          text.status().message(),
                                          ". It must be exported for the key "
                                          "that GetImportKey gives here"));
  }
  const crypto::WipeOnExit wipe(*text);
  HW_ASSIGN_OR_RETURN(std::vector<MovedConnection> moved, ReadBundle(*text));
  for (const MovedConnection& one : moved) HW_RETURN_IF_ERROR(Check(one));
  return moved;
}

absl::StatusOr<std::vector<Connection>> ConnectionTransfer::Import(
    absl::string_view tenant, const std::vector<MovedConnection>& moved) {
  std::vector<Connection> imported;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Transact([&](store::Transaction& t) -> absl::Status {
        imported.clear();
        for (const MovedConnection& one : moved) {
          HW_ASSIGN_OR_RETURN(Connection made, ImportOne(t, tenant, one));
          imported.push_back(std::move(made));
        }
        return absl::OkStatus();
      })));
  return imported;
}

absl::StatusOr<Connection> ConnectionTransfer::ImportOne(
    store::Transaction& t, absl::string_view tenant,
    const MovedConnection& moved) {
  const Owner owner{std::string(tenant), moved.connection.id};
  FoundConnection added;
  added.connection = moved.connection;
  added.connection.tenant = owner.tenant;
  if (added.connection.state != ConnectionState::kDisabled) {
    added.connection.state = ConnectionState::kPending;
    added.connection.state_reason.clear();
  }
  added.sealed = vault_.Seal(owner, moved.credentials);
  HW_RETURN_IF_ERROR(AddConnection(t, added, clock_.Now()));
  const bool has_tokens = moved.grant && !(moved.grant->access_token.empty() &&
                                           moved.grant->refresh_token.empty());
  if (has_tokens) HW_RETURN_IF_ERROR(AddGrant(t, vault_, owner, *moved.grant));
  return added.connection;
}

}  // namespace hirewire::auth
