#include "base/expr/html_reference.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace hirewire::expr {
namespace {

// The names of U+00A0 to U+00FF, in their order.
constexpr absl::string_view kLatin1[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar",
    "sect",   "uml",    "copy",   "ordf",   "laquo",  "not",    "shy",
    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",
    "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",
    "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
    "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute",
    "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",
    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",
    "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute",
    "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute",
    "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

struct Name {
  absl::string_view name;
  uint32_t code_point;
};

constexpr Name kNames[] = {
    {"Dagger", 8225}, {"OElig", 338},   {"Prime", 8243},  {"Scaron", 352},
    {"Yuml", 376},    {"amp", 38},      {"apos", 39},     {"asymp", 8776},
    {"bdquo", 8222},  {"bull", 8226},   {"check", 10003}, {"circ", 710},
    {"dagger", 8224}, {"darr", 8595},   {"emsp", 8195},   {"ensp", 8194},
    {"euro", 8364},   {"fnof", 402},    {"ge", 8805},     {"gt", 62},
    {"harr", 8596},   {"hearts", 9829}, {"hellip", 8230}, {"infin", 8734},
    {"larr", 8592},   {"ldquo", 8220},  {"le", 8804},     {"lrm", 8206},
    {"lsaquo", 8249}, {"lsquo", 8216},  {"lt", 60},       {"mdash", 8212},
    {"minus", 8722},  {"ndash", 8211},  {"ne", 8800},     {"oelig", 339},
    {"permil", 8240}, {"prime", 8242},  {"quot", 34},     {"rarr", 8594},
    {"rdquo", 8221},  {"rlm", 8207},    {"rsaquo", 8250}, {"rsquo", 8217},
    {"sbquo", 8218},  {"scaron", 353},  {"thinsp", 8201}, {"tilde", 732},
    {"trade", 8482},  {"uarr", 8593},   {"zwj", 8205},    {"zwnj", 8204},
};

// What Windows-1252 has at 128 to 159, where Unicode has control characters
// that nobody means.
constexpr uint32_t kWindows1252[] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

// The longest reference that is worth reading: "&#x0010FFFF;".
constexpr size_t kLongest = 16;

constexpr uint32_t kReplacement = 0xFFFD;
constexpr uint32_t kNoBreakSpace = 0xA0;

std::string Utf8(uint32_t code_point) {
  std::string text;
  if (code_point < 0x80) {
    text.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    text.push_back(static_cast<char>(0xC0 | code_point >> 6));
    text.push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  } else if (code_point < 0x10000) {
    text.push_back(static_cast<char>(0xE0 | code_point >> 12));
    text.push_back(static_cast<char>(0x80 | (code_point >> 6 & 0x3F)));
    text.push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  } else {
    text.push_back(static_cast<char>(0xF0 | code_point >> 18));
    text.push_back(static_cast<char>(0x80 | (code_point >> 12 & 0x3F)));
    text.push_back(static_cast<char>(0x80 | (code_point >> 6 & 0x3F)));
    text.push_back(static_cast<char>(0x80 | (code_point & 0x3F)));
  }
  return text;
}

// The code point that "#233" or "#xE9" stands for; 0 where it is no number.
uint32_t Numbered(absl::string_view body) {
  const bool hex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
  const absl::string_view digits = body.substr(hex ? 2 : 1);
  uint32_t number;
  // A first digit keeps out signs, spaces and a second "0x".
  if (digits.empty() ||
      !absl::ascii_isxdigit(static_cast<unsigned char>(digits[0])) ||
      digits.find_first_of("xX") != absl::string_view::npos) {
    return 0;
  }
  if (hex ? !absl::SimpleHexAtoi(digits, &number)
          : !absl::SimpleAtoi(digits, &number)) {
    return 0;
  }
  if (number >= 128 && number < 160) return kWindows1252[number - 128];
  const bool character = number != 0 && number <= 0x10FFFF &&
                         !(number >= 0xD800 && number <= 0xDFFF);
  return character ? number : kReplacement;
}

uint32_t Named(absl::string_view name) {
  for (size_t i = 0; i < sizeof(kLatin1) / sizeof(kLatin1[0]); ++i) {
    if (kLatin1[i] == name) return static_cast<uint32_t>(kNoBreakSpace + i);
  }
  for (const Name& known : kNames) {
    if (known.name == name) return known.code_point;
  }
  return 0;
}

}  // namespace

HtmlReference ReadHtmlReference(absl::string_view input) {
  const size_t end = input.substr(0, kLongest).find(';');
  if (end == absl::string_view::npos || end < 2) return {"&", 1};
  const absl::string_view body = input.substr(1, end - 1);
  const uint32_t code_point = body[0] == '#' ? Numbered(body) : Named(body);
  if (code_point == 0) return {"&", 1};
  if (code_point == kNoBreakSpace) return {" ", end + 1};
  return {Utf8(code_point), end + 1};
}

}  // namespace hirewire::expr
