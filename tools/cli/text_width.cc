#include "tools/cli/text_width.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/cli/utf8.h"

namespace hirewire::cli {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <size_t N>
bool IsIn(const Range (&ranges)[N], char32_t point) {
  const Range* found = std::lower_bound(
      std::begin(ranges), std::end(ranges), point,
      [](const Range& range, char32_t p) { return range.last < p; });
  return found != std::end(ranges) && found->first <= point;
}

// What stands on or joins the character before it (Unicode 15: Mn, Me, Cf, and
// the modifiers of emoji), in the blocks that names are written in.
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD},
    {0x05BF, 0x05BF},   {0x05C1, 0x05C2},   {0x05C4, 0x05C5},
    {0x05C7, 0x05C7},   {0x0610, 0x061A},   {0x061C, 0x061C},
    {0x064B, 0x065F},   {0x0670, 0x0670},   {0x06D6, 0x06DC},
    {0x06DF, 0x06E4},   {0x06E7, 0x06E8},   {0x06EA, 0x06ED},
    {0x0711, 0x0711},   {0x0730, 0x074A},   {0x0900, 0x0902},
    {0x093A, 0x093A},   {0x093C, 0x093C},   {0x0941, 0x0948},
    {0x094D, 0x094D},   {0x0951, 0x0957},   {0x0962, 0x0963},
    {0x0981, 0x0981},   {0x09BC, 0x09BC},   {0x09C1, 0x09C4},
    {0x09CD, 0x09CD},   {0x0A01, 0x0A02},   {0x0A3C, 0x0A3C},
    {0x0A41, 0x0A51},   {0x0BCD, 0x0BCD},   {0x0E31, 0x0E31},
    {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},   {0x0EB1, 0x0EB1},
    {0x0EB4, 0x0EBC},   {0x0EC8, 0x0ECE},   {0x102D, 0x1030},
    {0x1039, 0x103A},   {0x1AB0, 0x1ACE},   {0x1DC0, 0x1DFF},
    {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x2064},
    {0x2066, 0x206F},   {0x20D0, 0x20F0},   {0x302A, 0x302D},
    {0x3099, 0x309A},   {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF},   {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F},
    {0xE0100, 0xE01EF},
};

// Two columns: East Asian Wide and Fullwidth, and emoji (UAX #11).
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},
    {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},
    {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},
    {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},
    {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},
    {0x2B55, 0x2B55},   {0x2E80, 0x3029},   {0x302E, 0x303E},
    {0x3041, 0x3098},   {0x309B, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F1E6, 0x1F202}, {0x1F210, 0x1F23B}, {0x1F240, 0x1F248},
    {0x1F250, 0x1F251}, {0x1F260, 0x1F265}, {0x1F300, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F3FA}, {0x1F400, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
    {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A},
    {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC},
    {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0},
    {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
constexpr Range kRightToLeft[] = {
    {0x0590, 0x08FF},   {0xFB1D, 0xFDFF},   {0xFE70, 0xFEFE},
    {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF},
};

constexpr char32_t kZeroWidthJoiner = 0x200D;
// What begins and ends a run whose direction is its own (UAX #9).
constexpr char32_t kFirstStrongIsolate = 0x2068;
constexpr char32_t kPopIsolate = 0x2069;

bool IsRegional(char32_t point) { return point >= 0x1F1E6 && point <= 0x1F1FF; }

bool IsControl(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 ||
         point == 0x2029;
}

// Marks that turn the direction of what follows, also beyond the cell.
bool TurnsDirection(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069);
}

// Adds up code points as a terminal does.
class Ruler {
 public:
  // The columns that `point` adds to what came before.
  size_t Add(char32_t point) {
    const char32_t before = std::exchange(before_, point);
    if (IsIn(kZeroWidth, point)) return 0;
    // One picture made of several: a family, a flag.
    if (before == kZeroWidthJoiner && IsIn(kWide, point)) return 0;
    if (IsRegional(point) && IsRegional(before)) {
      before_ = 0;
      return 0;
    }
    return IsIn(kWide, point) ? 2 : 1;
  }

 private:
  char32_t before_ = 0;
};

}  // namespace

size_t WidthOf(absl::string_view utf8) {
  Ruler ruler;
  size_t width = 0;
  while (!utf8.empty()) width += ruler.Add(TakeCodePoint(utf8));
  return width;
}

std::string Printable(absl::string_view text) {
  std::string printable;
  bool right_to_left = false;
  while (!text.empty()) {
    const char32_t point = TakeCodePoint(text);
    if (TurnsDirection(point)) continue;
    right_to_left = right_to_left || IsIn(kRightToLeft, point);
    AppendCodePoint(IsControl(point) ? U' ' : point, printable);
  }
  if (!right_to_left) return printable;
  std::string enclosed;
  AppendCodePoint(kFirstStrongIsolate, enclosed);
  enclosed += printable;
  AppendCodePoint(kPopIsolate, enclosed);
  return enclosed;
}

std::string Fit(absl::string_view printable, size_t width) {
  const size_t needed = WidthOf(printable);
  if (needed <= width) {
    return absl::StrCat(printable, std::string(width - needed, ' '));
  }
  if (width == 0) return "";
  std::string cut;
  Ruler ruler;
  size_t used = 0;
  bool enclosed = false;
  while (!printable.empty()) {
    const char32_t point = TakeCodePoint(printable);
    const size_t more = ruler.Add(point);
    if (used + more > width - 1) break;
    enclosed = enclosed || point == kFirstStrongIsolate;
    used += more;
    AppendCodePoint(point, cut);
  }
  if (enclosed) AppendCodePoint(kPopIsolate, cut);
  absl::StrAppend(&cut, "\xE2\x80\xA6", std::string(width - 1 - used, ' '));
  return cut;
}

}  // namespace hirewire::cli
