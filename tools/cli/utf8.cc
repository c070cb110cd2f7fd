#include "tools/cli/utf8.h"

namespace hirewire::cli {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsScalar(char32_t point) {
  return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

}  // namespace

char32_t TakeCodePoint(absl::string_view& text) {
  const auto first = static_cast<unsigned char>(text[0]);
  size_t length = 1;
  char32_t point = first;
  char32_t least = 0;
  if (first >= 0xF0 && first < 0xF8) {
    length = 4, point = first & 0x07, least = 0x10000;
  } else if (first >= 0xE0) {
    length = 3, point = first & 0x0F, least = 0x800;
  } else if (first >= 0xC0) {
    length = 2, point = first & 0x1F, least = 0x80;
  } else if (first >= 0x80) {
    text.remove_prefix(1);
    return kReplacement;
  }
  for (size_t i = 1; i < length; ++i) {
    if (i >= text.size() || (text[i] & 0xC0) != 0x80) {
      text.remove_prefix(1);
      return kReplacement;
    }
    point = (point << 6) | (text[i] & 0x3F);
  }
  const bool good = first < 0xF8 && point >= least && IsScalar(point);
  text.remove_prefix(good ? length : 1);
  return good ? point : kReplacement;
}

void AppendCodePoint(char32_t point, std::string& text) {
  const auto tail = [&](int shift) {
    text.push_back(static_cast<char>(0x80 | ((point >> shift) & 0x3F)));
  };
  if (point < 0x80) {
    text.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    text.push_back(static_cast<char>(0xC0 | (point >> 6)));
    tail(0);
  } else if (point < 0x10000) {
    text.push_back(static_cast<char>(0xE0 | (point >> 12)));
    tail(6);
    tail(0);
  } else {
    text.push_back(static_cast<char>(0xF0 | (point >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace hirewire::cli
