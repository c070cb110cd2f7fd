#include "tools/cli/text_width.h"

#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "tools/cli/utf8.h"

namespace hirewire::cli {
namespace {

TEST(TextWidth, CountsColumnsAndNotBytes) {
  EXPECT_EQ(WidthOf(""), 0u);
  EXPECT_EQ(WidthOf("Zoe"), 3u);
  EXPECT_EQ(WidthOf("Zo\xC3\xAB"), 3u);                // ë
  EXPECT_EQ(WidthOf("Zoe\xCC\x88"), 3u);               // e and a diaeresis
  EXPECT_EQ(WidthOf("\xE5\xB0\x8F\xE6\x9E\x97"), 4u);  // 小林
  EXPECT_EQ(WidthOf("\xEA\xB9\x80"), 2u);              // 김
  EXPECT_EQ(WidthOf("\xD7\xA9\xD7\xA8\xD7\x94"), 3u);  // שרה
  EXPECT_EQ(WidthOf("\xF0\x9F\x9A\x80"), 2u);          // a rocket
}

TEST(TextWidth, AnEmojiMadeOfSeveralIsOnePicture) {
  // Thumbs up with a skin tone.
  EXPECT_EQ(WidthOf("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD"), 2u);
  // Woman, joiner, laptop.
  EXPECT_EQ(WidthOf("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB"), 2u);
  // The flag of Germany, and two flags.
  const std::string flag = "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA";
  EXPECT_EQ(WidthOf(flag), 2u);
  EXPECT_EQ(WidthOf(flag + flag), 4u);
}

TEST(TextWidth, PadsWhatIsShort) { EXPECT_EQ(Fit("ab", 4), "ab  "); }

TEST(TextWidth, CutsBetweenCharactersToExactlyTheWidth) {
  EXPECT_EQ(Fit("abcdef", 4), "abc\xE2\x80\xA6");
  EXPECT_EQ(Fit("abcd", 4), "abcd");
  EXPECT_EQ(Fit("ab", 0), "");
  EXPECT_EQ(Fit("ab", 1), "\xE2\x80\xA6");
  // A wide character that would stick out leaves a blank.
  EXPECT_EQ(Fit("\xE5\xB0\x8F\xE6\x9E\x97", 3), "\xE5\xB0\x8F\xE2\x80\xA6");
  EXPECT_EQ(Fit("\xE5\xB0\x8F\xE6\x9E\x97", 2), "\xE2\x80\xA6 ");
}

TEST(TextWidth, EveryCutHasTheWidthThatWasAskedFor) {
  const std::string text = Printable(
      "a\xE5\xB0\x8F\xD7\xA9\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92"
      "\xBB\xCC\x88z");
  for (size_t width = 1; width < 12; ++width) {
    EXPECT_EQ(WidthOf(Fit(text, width)), width);
  }
}

TEST(TextWidth, OneLineStaysOneLine) {
  EXPECT_EQ(Printable("a\nb\tc\x1B[31m"), "a b c [31m");
  EXPECT_EQ(Printable("a\xE2\x80\xAE"
                      "b"),
            "ab");  // a right-to-left override
  EXPECT_EQ(Printable("a\xFF"), "a\xEF\xBF\xBD");
}

TEST(TextWidth, RightToLeftTextIsEnclosedAlsoWhenCut) {
  const std::string name = "\xD7\xA9\xD7\xA8\xD7\x94";
  const std::string enclosed = Printable(name);
  EXPECT_EQ(enclosed, "\xE2\x81\xA8" + name + "\xE2\x81\xA9");
  EXPECT_EQ(WidthOf(enclosed), 3u);
  EXPECT_TRUE(absl::StrContains(Fit(enclosed, 2), "\xE2\x81\xA9"));
}

TEST(Utf8, GoesThereAndBack) {
  const std::string text = "a\xC3\xAB\xE5\xB0\x8F\xF0\x9F\x9A\x80";
  std::string back;
  absl::string_view rest = text;
  while (!rest.empty()) AppendCodePoint(TakeCodePoint(rest), back);
  EXPECT_EQ(back, text);
}

TEST(Utf8, TakesWhatIsNoneByteByByte) {
  for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xE5\xB0", "\x80", "\xFE", "\xF8\x88\x80\x80\x80"}) {
    absl::string_view rest = bad;
    EXPECT_EQ(TakeCodePoint(rest), char32_t{0xFFFD}) << bad;
    EXPECT_EQ(rest.size(), absl::string_view(bad).size() - 1);
  }
}

}  // namespace
}  // namespace hirewire::cli
