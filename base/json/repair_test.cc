#include "base/json/repair.h"

#include <string>

#include "gtest/gtest.h"

namespace hirewire::json {
namespace {

TEST(RepairValues, KeepsSoundValuesByteByByte) {
  for (const char* body :
       {R"({"a": [1, -0, 1.50, 1e3, -1E-3, 18446744073709551615]})",
        R"(["\ud83d\ude00", "\\ud800", "\"123456789012345678901234567890"])",
        R"("123456789012345678901234567890")", "", "null"}) {
    EXPECT_EQ(RepairValues(body), body);
  }
}

TEST(RepairValues, KeepsWhatIsNoNumberForTheParserToRefuse) {
  for (const char* body : {"[01]", "[-]", "[1.]", "[1e]", "[1.5.5]", "[1-2]",
                           "[--1]", "[0123456789012345678901234567890]",
                           "\"\\u12", "\"\\", "\"abc", "\"\\ud800\\", "-"}) {
    const std::string repaired = RepairValues(body);
    if (std::string(body) == "\"\\ud800\\") {
      EXPECT_EQ(repaired, "\"\\ufffd\\");
    } else {
      EXPECT_EQ(repaired, body);
    }
  }
}

TEST(RepairValues, QuotesNumbersThatNothingHolds) {
  EXPECT_EQ(RepairValues("[18446744073709551616,-9223372036854775809,1e999]"),
            R"(["18446744073709551616","-9223372036854775809","1e999"])");
}

TEST(RepairValues, ReplacesLoneSurrogates) {
  EXPECT_EQ(RepairValues(R"(["\uD800x","\udfff","\uD800\uD800\uDC00"])"),
            R"(["\ufffdx","\ufffd","\ufffd\uD800\uDC00"])");
}

}  // namespace
}  // namespace hirewire::json
