#include "base/json/write.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::json {
namespace {

std::string Rewritten(const char* body) { return Write(Parse(body)->root()); }

TEST(Write, IsCompactAndKeepsTheOrder) {
  EXPECT_EQ(Rewritten(R"( { "z" : [ 1 , true , false , null ] , "a" : { } } )"),
            R"({"z":[1,true,false,null],"a":{}})");
}

TEST(Write, KeepsIntegersExact) {
  EXPECT_EQ(Rewritten("[9007199254740993,-9223372036854775808,"
                      "18446744073709551615]"),
            "[9007199254740993,-9223372036854775808,18446744073709551615]");
}

TEST(Write, GivesDoublesTheirShortestForm) {
  EXPECT_EQ(Rewritten("[0.10000000000000001, 1.50, 1e300, -2.5]"),
            "[0.1,1.5,1e+300,-2.5]");
  std::string out;
  AppendNumber(std::numeric_limits<double>::infinity(), out);
  EXPECT_EQ(out, "null");
}

TEST(Write, EscapesWhatMustBeAndNothingElse) {
  EXPECT_EQ(Rewritten(R"("\"\\\/\b\f\n\r\t\u0001\u001f\u007fé\ud83d\ude00")"),
            "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001\\u001f\x7fé😀\"");
}

TEST(Write, KeepsNulBytesAndKeysThatNeedEscapes) {
  EXPECT_EQ(Rewritten(R"({"a\"\u0000": "\u0000"})"),
            R"({"a\"\u0000":"\u0000"})");
}

}  // namespace
}  // namespace hirewire::json
