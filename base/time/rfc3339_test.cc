#include "base/time/rfc3339.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/random/seeded_random.h"
#include "gtest/gtest.h"

namespace hirewire {
namespace {

TEST(ParseRfc3339, ReadsEveryFormTheGrammarAllows) {
  EXPECT_EQ(ParseRfc3339("1970-01-01T00:00:00Z"), (Timestamp{0, 0}));
  EXPECT_EQ(ParseRfc3339("1970-01-01t00:00:00z"), (Timestamp{0, 0}));
  EXPECT_EQ(ParseRfc3339("2024-02-29T23:59:59.25+02:00"),
            (Timestamp{1709243999, 250000000}));
  EXPECT_EQ(ParseRfc3339("2024-02-29T23:59:59-00:00"),
            (Timestamp{1709251199, 0}));
  EXPECT_EQ(ParseRfc3339("1969-12-31T23:59:59.000000001Z"), (Timestamp{-1, 1}));
  EXPECT_EQ(ParseRfc3339("2026-01-01T05:45:00+05:45"),
            (Timestamp{1767225600, 0}));
  EXPECT_EQ(ParseRfc3339("0001-01-01T00:00:00Z"), (Timestamp{-62135596800, 0}));
  EXPECT_EQ(ParseRfc3339("9999-12-31T23:59:59.999999999Z"),
            (Timestamp{253402300799, 999999999}));
}

TEST(ParseRfc3339, RefusesWhatDoesNotExist) {
  for (const char* text :
       {"2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-04-31T00:00:00Z",
        "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z",
        "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z",
        "0000-01-01T00:00:00Z", "2024-01-01T00:00:00+24:00",
        "2024-01-01T00:00:00+00:60", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01"}) {
    EXPECT_EQ(ParseRfc3339(text), std::nullopt) << text;
  }
}

TEST(ParseRfc3339, RefusesWhatIsNotTheGrammar) {
  for (const char* text : {"",
                           "2024",
                           "2024-01-01",
                           "2024-01-01T00:00:00",
                           "2024-01-01 00:00:00Z",
                           "2024-01-01T00:00:00.Z",
                           "2024-01-01T00:00:00.1234567890Z",
                           "2024-01-01T00:00:00Z ",
                           " 2024-01-01T00:00:00Z",
                           "2024-01-01T00:00:00+0000",
                           "2024-01-01T00:00:00+00",
                           "2024-1-01T00:00:00ZZ",
                           "2024/01/01T00:00:00Z",
                           "-024-01-01T00:00:00Z",
                           "2024-01-01T00:00:00.1",
                           "2024-01-01T00:00:00.1+",
                           "+2024-01-01T00:00Z",
                           "2024-01-01T0a:00:00Z",
                           "2024-01-01T00:00:00\xc3\xa9",
                           "20240101T000000Z0000"}) {
    EXPECT_EQ(ParseRfc3339(text), std::nullopt) << text;
  }
}

TEST(ParseRfc3339, NeverReadsPastItsEnd) {
  const std::string whole = "2024-02-29T23:59:59.123456789+02:00";
  for (size_t length = 0; length < whole.size(); ++length) {
    // A heap copy of the exact size: a sanitizer sees a read behind it.
    const std::string copy(whole.data(), length);
    EXPECT_EQ(ParseRfc3339(absl::string_view(copy)), std::nullopt) << copy;
  }
}

TEST(ParseRfc3339, AgreesWithAbseilOnRandomInstants) {
  SeededRandom random(11);
  for (int i = 0; i < 20000; ++i) {
    const Timestamp time{
        static_cast<int64_t>(random.Next() % 315537897600) - 62135596800,
        static_cast<int32_t>(random.Next() % 1000000000)};
    const std::string text = absl::FormatTime(
        absl::RFC3339_full,
        absl::FromUnixSeconds(time.seconds) + absl::Nanoseconds(time.nanos),
        absl::FixedTimeZone(0));
    // Abseil leaves the leading zeros of a year out.
    const std::string padded =
        std::string(text.find('-') < 4 ? 4 - text.find('-') : 0, '0') + text;
    ASSERT_EQ(ParseRfc3339(padded), time) << padded;
    ASSERT_EQ(ParseRfc3339(FormatRfc3339(time)), time) << text;
  }
}

TEST(FormatRfc3339, WritesAsFewDigitsAsAreExact) {
  EXPECT_EQ(FormatRfc3339({1709243999, 0}), "2024-02-29T21:59:59Z");
  EXPECT_EQ(FormatRfc3339({1709243999, 250000000}), "2024-02-29T21:59:59.250Z");
  EXPECT_EQ(FormatRfc3339({1709243999, 1000}), "2024-02-29T21:59:59.000001Z");
  EXPECT_EQ(FormatRfc3339({-1, 1}), "1969-12-31T23:59:59.000000001Z");
}

TEST(FormatRfc3339, StaysInTheRangeOfYears) {
  EXPECT_EQ(FormatRfc3339({INT64_MAX, 0}), "9999-12-31T23:59:59Z");
  EXPECT_EQ(FormatRfc3339({INT64_MIN, -5}), "0001-01-01T00:00:00Z");
}

TEST(ParseDate, ReadsDaysThatExist) {
  EXPECT_EQ(ParseDate("2024-02-29"), (Date{2024, 2, 29}));
  EXPECT_EQ(FormatDate({24, 2, 9}), "0024-02-09");
  for (const char* text : {"", "2023-02-29", "2024-2-29", "2024-02-290",
                           "2024-02-29T", "0000-01-01", "2024_02_29"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace hirewire
