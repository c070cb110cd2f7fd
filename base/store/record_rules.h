// What every Store asks of keys, values and expectations, in one place so that
// all say the same. Inside of the stores.
#ifndef HIREWIRE_BASE_STORE_RECORD_RULES_H_
#define HIREWIRE_BASE_STORE_RECORD_RULES_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::store {

// INVALID_ARGUMENT where the record cannot be written: see store.h.
absl::Status CheckRecord(absl::string_view key, absl::string_view value);

// INVALID_ARGUMENT where a list of at most `limit` is none.
absl::Status CheckLimit(int limit);

// Whether a record of the version `found` (kAbsent: there is none) is what the
// writer expected. ALREADY_EXISTS, ABORTED: as Transaction::Put.
absl::Status CheckExpected(int64_t found, int64_t expected);

// The least key that starts with `prefix` and is greater than `after`, if there
// is one: where a list begins.
std::string FirstListed(absl::string_view prefix, absl::string_view after);

// The least string that is greater than every key that starts with `prefix`:
// where a list ends, itself not included.
std::string EndOfPrefix(absl::string_view prefix);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_RECORD_RULES_H_
