#include "connectors/engine/decimal.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace hirewire::engine {
namespace {

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return !text.empty();
}

// The digits of "1,250,000"; empty where the groups are not of three.
std::string WithoutCommas(absl::string_view text) {
  std::string digits;
  const size_t comma = text.find(',');
  if (comma == absl::string_view::npos) return std::string(text);
  if (comma == 0 || comma > 3) return "";
  bool first = true;
  for (const absl::string_view group : absl::StrSplit(text, ',')) {
    if (!first && group.size() != 3) return "";
    digits.append(group.data(), group.size());
    first = false;
  }
  return digits;
}

// Billionths of ".50"; nullopt where they cannot say it exactly.
std::optional<int32_t> Nanos(absl::string_view digits) {
  while (!digits.empty() && digits.back() == '0') digits.remove_suffix(1);
  if (digits.size() > 9) return std::nullopt;
  std::string padded(digits);
  padded.resize(9, '0');
  int32_t nanos = 0;
  if (!absl::SimpleAtoi(padded, &nanos)) return std::nullopt;
  return nanos;
}

}  // namespace

std::optional<Decimal> ParseDecimal(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string whole = WithoutCommas(text.substr(0, point));
  const absl::string_view rest =
      point == absl::string_view::npos ? "" : text.substr(point + 1);
  if (!AllDigits(whole) || whole.size() > 18) return std::nullopt;
  if (point != absl::string_view::npos && !AllDigits(rest)) return std::nullopt;
  const auto nanos = Nanos(rest);
  Decimal amount;
  if (!nanos || !absl::SimpleAtoi(whole, &amount.units)) return std::nullopt;
  amount.nanos = *nanos;
  if (negative) amount = {-amount.units, -amount.nanos};
  return amount;
}

}  // namespace hirewire::engine
