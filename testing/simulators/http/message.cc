#include "testing/simulators/http/message.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace hirewire::sim {
namespace {

// The value of a hex digit, or -1.
int HexValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char lower = absl::ascii_tolower(static_cast<unsigned char>(digit));
  if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
  return -1;
}

std::optional<absl::string_view> Find(
    const std::vector<std::pair<std::string, std::string>>& pairs,
    absl::string_view name, bool ignore_case) {
  for (const auto& [key, value] : pairs) {
    const bool same =
        ignore_case ? absl::EqualsIgnoreCase(key, name) : key == name;
    if (same) return absl::string_view(value);
  }
  return std::nullopt;
}

}  // namespace

std::string PercentDecode(absl::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded.push_back(' ');
      continue;
    }
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = HexValue(text[i + 1]);
      const int low = HexValue(text[i + 2]);
      if (high >= 0 && low >= 0) {
        decoded.push_back(static_cast<char>(high * 16 + low));
        i += 2;
        continue;
      }
    }
    decoded.push_back(text[i]);
  }
  return decoded;
}

std::string PercentEncode(absl::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || absl::StrContains("-._~", c)) {
      encoded.push_back(c);
      continue;
    }
    encoded.push_back('%');
    encoded.push_back(kHex[byte >> 4]);
    encoded.push_back(kHex[byte & 15]);
  }
  return encoded;
}

Parameters ParseParameters(absl::string_view text) {
  Parameters parameters;
  for (const absl::string_view part :
       absl::StrSplit(text, '&', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(part, absl::MaxSplits('=', 1));
    parameters.emplace_back(PercentDecode(pair.first, true),
                            PercentDecode(pair.second, true));
  }
  return parameters;
}

std::optional<absl::string_view> Request::Header(absl::string_view name) const {
  return Find(headers, name, /*ignore_case=*/true);
}

std::optional<absl::string_view> Request::Parameter(
    absl::string_view name) const {
  return Find(query, name, /*ignore_case=*/false);
}

Reply Reply::Json(int status, std::string body) {
  Reply reply;
  reply.status = status;
  reply.body = std::make_shared<const std::string>(std::move(body));
  return reply;
}

Reply Reply::Empty(int status) {
  Reply reply;
  reply.status = status;
  return reply;
}

Reply&& Reply::With(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

}  // namespace hirewire::sim
