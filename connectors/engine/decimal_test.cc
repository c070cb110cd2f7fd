#include "connectors/engine/decimal.h"

#include <string>

#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

void Expect(const std::string& text, int64_t units, int32_t nanos) {
  const auto parsed = ParseDecimal(text);
  ASSERT_TRUE(parsed) << text;
  EXPECT_EQ(parsed->units, units) << text;
  EXPECT_EQ(parsed->nanos, nanos) << text;
}

TEST(ParseDecimal, ReadsWhatVendorsWrite) {
  Expect("0", 0, 0);
  Expect("65000", 65000, 0);
  Expect("65000.50", 65000, 500000000);
  Expect(" 3 ", 3, 0);
  Expect("-3", -3, 0);
  Expect("-0.5", 0, -500000000);
  Expect("-12.000000001", -12, -1);
  Expect("0.999999999", 0, 999999999);
  Expect("1.100000000000000", 1, 100000000);
  Expect("1,250,000.75", 1250000, 750000000);
  Expect("999999999999999999", 999999999999999999, 0);
  Expect("007", 7, 0);
}

TEST(ParseDecimal, RefusesEverythingElse) {
  for (const char* text : {"",
                           " ",
                           "-",
                           ".",
                           ".5",
                           "5.",
                           "1.2.3",
                           "--1",
                           "+1",
                           "1e3",
                           "0x10",
                           "1 000",
                           "1_000",
                           "$5",
                           "5 EUR",
                           "12,34",
                           "1234,567",
                           ",123",
                           "1,",
                           "1,2,3",
                           "1,000,00",
                           "1.0000000001",
                           "1000000000000000000",
                           "nan",
                           "inf",
                           "\xd9\xa3",
                           "1,250.000,5"}) {
    EXPECT_FALSE(ParseDecimal(text)) << text;
  }
}

}  // namespace
}  // namespace hirewire::engine
