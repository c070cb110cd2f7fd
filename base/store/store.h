// Small durable records: connections, sealed credentials, leases.
//
// A record is a value under (kind, key), with a version. Everything happens in
// transactions, which are serializable: their effect is as if each ran alone.
//
//   HW_RETURN_IF_ERROR(store.Transact([&](Transaction& t) -> absl::Status {
//     HW_ASSIGN_OR_RETURN(auto old, t.Get("connection", id));
//     return t.Put("connection", id, value, old ? old->version : kAbsent)
//         .status();
//   }));
//
// The interface is narrow on purpose: it can be kept word for word by SQLite
// and by PostgreSQL, and store_contract_test.h runs on every implementation.
// Calls block for a local write (see docs/decisions/0003-synchronous-store.md).
#ifndef HIREWIRE_BASE_STORE_STORE_H_
#define HIREWIRE_BASE_STORE_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::store {

struct Record {
  std::string key;
  std::string value;
  // Grows with every write, and is never given twice in one store, not even
  // after the record was deleted and made again: it can fence off late writers.
  int64_t version = 0;
};

// What a write expects to find: a version, or one of these.
inline constexpr int64_t kAnyVersion = -1;
inline constexpr int64_t kAbsent = 0;

// What can be written, for any implementation (PostgreSQL's index takes no
// longer keys). Beyond these: INVALID_ARGUMENT.
inline constexpr size_t kMaxKeyBytes = 1024;
inline constexpr size_t kMaxValueBytes = size_t{64} << 20;

// What can be read. Kinds are short names from our own code; keys and values
// are arbitrary bytes, keys not empty. Keys sort as unsigned bytes.
class Reader {
 public:
  virtual ~Reader() = default;

  // nullopt where there is no such record.
  virtual absl::StatusOr<std::optional<Record>> Get(absl::string_view kind,
                                                    absl::string_view key) = 0;

  // Up to `limit` records whose key starts with `prefix` and is greater than
  // `after`, in order of their keys. Fewer than `limit` means no more follow.
  virtual absl::StatusOr<std::vector<Record>> List(absl::string_view kind,
                                                   absl::string_view prefix,
                                                   absl::string_view after,
                                                   int limit) = 0;
};

class Transaction : public Reader {
 public:
  // Writes the record and returns its new version.
  // ALREADY_EXISTS: kAbsent was expected, and there is one.
  // ABORTED: a version was expected, and there is another or none.
  // In both cases nothing changed and the transaction may go on.
  virtual absl::StatusOr<int64_t> Put(absl::string_view kind,
                                      absl::string_view key,
                                      absl::string_view value,
                                      int64_t expected) = 0;

  // NOT_FOUND: there is none and kAnyVersion was given. ABORTED: as with Put.
  virtual absl::Status Delete(absl::string_view kind, absl::string_view key,
                              int64_t expected) = 0;
};

// Thread-safe. Transactions do not nest.
// Fails with UNAVAILABLE (locked by others for too long; unreachable),
// RESOURCE_EXHAUSTED (disk full), DATA_LOSS (corrupt) or INTERNAL.
class Store {
 public:
  virtual ~Store() = default;

  // Runs `body` and commits if it returns OK: what it wrote is then durable,
  // also against loss of power. Otherwise nothing is written and the body's
  // status is returned. The body may be run again after a conflict with another
  // writer, so it must have no effect besides the transaction.
  virtual absl::Status Transact(
      const std::function<absl::Status(Transaction&)>& body) = 0;

  // Runs `body` on one consistent snapshot. Never waits for writers.
  virtual absl::Status Read(
      const std::function<absl::Status(Reader&)>& body) = 0;
};

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_STORE_H_
