#include "base/store/record_rules.h"

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/store/store.h"

namespace hirewire::store {

absl::Status CheckRecord(absl::string_view key, absl::string_view value) {
  if (key.empty()) return absl::InvalidArgumentError("a key is not empty");
  if (key.size() > kMaxKeyBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a key has at most ", kMaxKeyBytes, " bytes, not ", key.size()));
  }
  if (value.size() > kMaxValueBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a value has at most ", kMaxValueBytes, " bytes, not ", value.size()));
  }
  return absl::OkStatus();
}

absl::Status CheckLimit(int limit) {
  if (limit > 0) return absl::OkStatus();
  return absl::InvalidArgumentError("limit must be positive");
}

absl::Status CheckExpected(int64_t found, int64_t expected) {
  if (expected == kAnyVersion || found == expected) return absl::OkStatus();
  if (expected == kAbsent) return absl::AlreadyExistsError("record exists");
  return absl::AbortedError(absl::StrCat("expected version ", expected,
                                         " of a record, found ", found));
}

std::string FirstListed(absl::string_view prefix, absl::string_view after) {
  if (after < prefix) return std::string(prefix);
  if (after.empty()) return std::string();
  // The least string that is greater than another adds a zero byte to it.
  return absl::StrCat(after, absl::string_view("\0", 1));
}

std::string EndOfPrefix(absl::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  // No key is so long.
  if (end.empty()) return std::string(kMaxKeyBytes + 1, '\xff');
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace hirewire::store
