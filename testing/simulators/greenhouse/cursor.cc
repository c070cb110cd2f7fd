#include "testing/simulators/greenhouse/cursor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/greenhouse/signed_link.h"

namespace hirewire::sim {

std::string EncodeCursor(const Cursor& cursor) {
  const std::string plain = absl::StrJoin(
      {cursor.collection, absl::StrCat(absl::ToUnixMillis(cursor.issued)),
       absl::StrCat(cursor.before), absl::StrCat(cursor.page), cursor.query},
      "\n");
  return absl::WebSafeBase64Escape(absl::StrCat(plain, "\n", Checksum(plain)));
}

std::optional<Cursor> DecodeCursor(absl::string_view text) {
  std::string decoded;
  if (!absl::WebSafeBase64Unescape(text, &decoded)) return std::nullopt;
  const size_t end = decoded.rfind('\n');
  if (end == std::string::npos) return std::nullopt;
  const std::string plain = decoded.substr(0, end);
  if (Checksum(plain) != decoded.substr(end + 1)) return std::nullopt;
  const std::vector<std::string> parts =
      absl::StrSplit(plain, absl::MaxSplits('\n', 4));
  if (parts.size() != 5) return std::nullopt;
  Cursor cursor;
  int64_t issued = 0;
  if (!absl::SimpleAtoi(parts[1], &issued) ||
      !absl::SimpleAtoi(parts[2], &cursor.before) ||
      !absl::SimpleAtoi(parts[3], &cursor.page)) {
    return std::nullopt;
  }
  cursor.collection = parts[0];
  cursor.issued = absl::FromUnixMillis(issued);
  cursor.query = parts[4];
  return cursor;
}

}  // namespace hirewire::sim
