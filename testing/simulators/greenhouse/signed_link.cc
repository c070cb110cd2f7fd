#include "testing/simulators/greenhouse/signed_link.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace hirewire::sim {
namespace {

std::string Signature(int64_t id, int64_t expires) {
  return Checksum(absl::StrCat("attachment ", id, " ", expires));
}

}  // namespace

std::string Checksum(absl::string_view text) {
  // FNV-1a over 64 bits, then mixed.
  uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
  return absl::StrCat(absl::Hex(hash ^ (hash >> 31), absl::kZeroPad16));
}

std::string SignedPath(int64_t id, absl::string_view file_name,
                       absl::Time expires) {
  const int64_t seconds = absl::ToUnixSeconds(expires);
  return absl::StrCat("/attachments/", id, "/", PercentEncode(file_name),
                      "?expires=", seconds,
                      "&signature=", Signature(id, seconds));
}

std::optional<int64_t> VerifyLink(const Request& request, absl::Time now) {
  const std::vector<std::string> parts = absl::StrSplit(request.path, '/');
  const auto expires = request.Parameter("expires");
  const auto signature = request.Parameter("signature");
  int64_t id = 0;
  int64_t seconds = 0;
  if (parts.size() < 4 || !absl::SimpleAtoi(parts[2], &id)) return {};
  if (!expires.has_value() || !absl::SimpleAtoi(*expires, &seconds)) return {};
  if (signature != Signature(id, seconds)) return {};
  if (absl::FromUnixSeconds(seconds) <= now) return {};
  return id;
}

}  // namespace hirewire::sim
