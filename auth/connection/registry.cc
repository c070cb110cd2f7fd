#include "auth/connection/registry.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/record.h"
#include "auth/connection/validate.h"
#include "auth/vault/vault.h"
#include "base/random/random.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "hirewire/internal/v1/connection.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

using internal::v1::ConnectionRecord;

constexpr absl::string_view kKind = "connection";
constexpr int kMaxPage = 1000;

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

// The store's own failures have no reason yet.
absl::Status WithReason(const absl::Status& status) {
  if (status.ok() || ReasonOf(status) != v1::ERROR_REASON_UNSPECIFIED) {
    return status;
  }
  return Error(v1::ERROR_REASON_INTERNAL)
      .Message(absl::StrCat("the store of connections failed: ",
                            absl::StatusCodeToString(status.code()), ": ",
                            status.message()));
}

// A row that was swapped with another one, or that a newer program wrote in
// words that this one does not know, is not passed off as this connection.
absl::StatusOr<ConnectionRecord> Decode(const store::Record& stored) {
  ConnectionRecord record;
  if (!record.ParseFromString(stored.value) ||
      Key(record.tenant(), record.id()) != stored.key ||
      !internal::v1::StoredAuthKind_IsValid(record.auth_kind()) ||
      !internal::v1::StoredConnectionState_IsValid(record.state())) {
    return absl::DataLossError("a stored connection is unreadable");
  }
  return record;
}

struct Found {
  ConnectionRecord record;
  int64_t version = 0;
};

absl::StatusOr<Found> Find(store::Reader& reader, absl::string_view tenant,
                           absl::string_view id) {
  // No such id was ever given out, and it might hold a slash.
  if (!IsConnectionId(id)) return NotFound(id);
  HW_ASSIGN_OR_RETURN(const std::optional<store::Record> stored,
                      reader.Get(kKind, Key(tenant, id)));
  if (!stored) return NotFound(id);
  HW_ASSIGN_OR_RETURN(ConnectionRecord record, Decode(*stored));
  return Found{std::move(record), stored->version};
}

std::string NewId(Random& random) {
  static constexpr absl::string_view kDigits =
      "abcdefghijklmnopqrstuvwxyz234567";
  std::string id = "conn-";
  for (int half = 0; half < 2; ++half) {
    uint64_t bits = random.Next();
    for (int i = 0; i < 10; ++i, bits >>= 5) id += kDigits[bits % 32];
  }
  return id;
}

Connection FromRequest(absl::string_view tenant, const NewConnection& request) {
  Connection connection;
  connection.id = request.id;
  connection.tenant = std::string(tenant);
  connection.vendor = request.vendor;
  connection.display_name = request.display_name;
  connection.environment = request.environment;
  connection.base_url = request.base_url;
  connection.token_url = request.token_url;
  connection.labels = request.labels;
  connection.settings = request.settings;
  connection.auth_kind = KindOf(request.credentials);
  return connection;
}

}  // namespace

ConnectionRegistry::ConnectionRegistry(store::Store& store, const Vault& vault,
                                       const Clock& clock, Random& random)
    : store_(store), vault_(vault), clock_(clock), random_(random) {}

absl::StatusOr<Connection> ConnectionRegistry::Create(
    absl::string_view tenant, const NewConnection& request) {
  HW_RETURN_IF_ERROR(Validate(request));
  Connection connection = FromRequest(tenant, request);
  if (connection.id.empty()) connection.id = NewId(random_);
  connection.create_time = connection.update_time = clock_.Now();
  const std::string value =
      ToRecord(connection, vault_.Seal({connection.tenant, connection.id},
                                       ToFields(request.credentials)))
          .SerializeAsString();
  const absl::Status written =
      store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(
            connection.generation,
            t.Put(kKind, Key(tenant, connection.id), value, store::kAbsent));
        return absl::OkStatus();
      });
  if (absl::IsAlreadyExists(written)) {
    return Error(v1::ERROR_REASON_CONNECTION_EXISTS)
        .With("connection", connection.id)
        .Message(absl::StrCat("connection ", connection.id, " exists already"));
  }
  HW_RETURN_IF_ERROR(WithReason(written));
  return connection;
}

absl::StatusOr<Connection> ConnectionRegistry::Get(absl::string_view tenant,
                                                   absl::string_view id) const {
  Connection connection;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(const Found found, Find(reader, tenant, id));
        connection = FromRecord(found.record, found.version);
        return absl::OkStatus();
      })));
  return connection;
}

absl::StatusOr<ConnectionPage> ConnectionRegistry::List(
    absl::string_view tenant, absl::string_view after, int limit) const {
  limit = std::clamp(limit, 1, kMaxPage);
  ConnectionPage page;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Read([&](store::Reader& reader) -> absl::Status {
        // One more than asked for tells whether there is a next page.
        HW_ASSIGN_OR_RETURN(
            auto stored,
            reader.List(kKind, Prefix(tenant), Key(tenant, after), limit + 1));
        const bool more = stored.size() > static_cast<size_t>(limit);
        if (more) stored.pop_back();
        for (const store::Record& one : stored) {
          HW_ASSIGN_OR_RETURN(const ConnectionRecord record, Decode(one));
          page.connections.push_back(FromRecord(record, one.version));
        }
        if (more) page.next = page.connections.back().id;
        return absl::OkStatus();
      })));
  return page;
}

absl::Status ConnectionRegistry::Delete(absl::string_view tenant,
                                        absl::string_view id) {
  if (!IsConnectionId(id)) return NotFound(id);
  const absl::Status status = store_.Transact([&](store::Transaction& t) {
    return t.Delete(kKind, Key(tenant, id), store::kAnyVersion);
  });
  if (absl::IsNotFound(status)) return NotFound(id);
  return WithReason(status);
}

absl::StatusOr<Connection> ConnectionRegistry::SetState(
    absl::string_view tenant, absl::string_view id, ConnectionState state,
    absl::string_view reason) {
  Connection connection;
  const absl::Time now = clock_.Now();
  HW_RETURN_IF_ERROR(
      WithReason(store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(const Found found, Find(t, tenant, id));
        connection = FromRecord(found.record, found.version);
        if (connection.state == state && connection.state_reason == reason) {
          return absl::OkStatus();
        }
        connection.state = state;
        connection.state_reason = std::string(reason);
        connection.update_time = now;
        HW_ASSIGN_OR_RETURN(connection.generation,
                            t.Put(kKind, Key(tenant, id),
                                  ToRecord(connection, SealedFrom(found.record))
                                      .SerializeAsString(),
                                  found.version));
        return absl::OkStatus();
      })));
  return connection;
}

absl::StatusOr<Credentials> ConnectionRegistry::OpenCredentials(
    const Connection& connection) const {
  Found found;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(found,
                            Find(reader, connection.tenant, connection.id));
        return absl::OkStatus();
      })));
  HW_ASSIGN_OR_RETURN(SecretFields fields,
                      vault_.Open({connection.tenant, connection.id},
                                  SealedFrom(found.record)));
  return FromFields(static_cast<AuthKind>(found.record.auth_kind()),
                    std::move(fields));
}

}  // namespace hirewire::auth
