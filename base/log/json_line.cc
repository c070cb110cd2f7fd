#include "base/log/json_line.h"

#include <cmath>
#include <cstdint>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace hirewire::log {
namespace {

absl::string_view NameOf(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "unknown";
}

// The length of the UTF-8 character at the start of `text`, or 0 when there is
// none: a stray byte, an overlong form, a surrogate, or beyond U+10FFFF.
size_t CharacterLength(absl::string_view text) {
  const auto byte = [&](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto follows = [&](size_t i, unsigned low = 0x80,
                           unsigned high = 0xbf) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const unsigned low = first == 0xe0 ? 0xa0 : 0x80;
    const unsigned high = first == 0xed ? 0x9f : 0xbf;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const unsigned low = first == 0xf0 ? 0x90 : 0x80;
    const unsigned high = first == 0xf4 ? 0x8f : 0xbf;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

void AppendString(std::string& line, absl::string_view text) {
  line += '"';
  while (!text.empty()) {
    const size_t length = CharacterLength(text);
    const char c = text[0];
    if (length == 0) {
      line += "\xef\xbf\xbd";
    } else if (c == '"' || c == '\\') {
      line += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      absl::StrAppendFormat(&line, "\\u%04x", c);
    } else {
      absl::StrAppend(&line, text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  line += '"';
}

void AppendValue(std::string& line, const Field::Value& value) {
  std::visit(
      [&](const auto& v) {
        using V = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<V, std::string>) {
          AppendString(line, v);
        } else if constexpr (std::is_same_v<V, bool>) {
          line += v ? "true" : "false";
        } else if constexpr (std::is_same_v<V, double>) {
          line += std::isfinite(v) ? absl::StrFormat("%.10g", v) : "null";
        } else {
          absl::StrAppend(&line, v);
        }
      },
      value);
}

}  // namespace

std::string ToJsonLine(absl::Time time, Level level, Word event,
                       const std::vector<Field>& fields) {
  std::string line = absl::StrCat(
      R"({"time":")",
      absl::FormatTime("%E4Y-%m-%d%ET%H:%M:%E3SZ", time, absl::UTCTimeZone()),
      R"(","level":")", NameOf(level), R"(","event":)");
  AppendString(line, event.text());
  for (const Field& field : fields) {
    line += ',';
    AppendString(line, field.name());
    line += ':';
    AppendValue(line, field.value());
  }
  line += '}';
  return line;
}

}  // namespace hirewire::log
