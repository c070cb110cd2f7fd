#include "connectors/engine/convert.h"

#include <string>
#include <utility>

#include "base/json/parser.h"
#include "gtest/gtest.h"
#include "hirewire/v1/money.pb.h"

namespace hirewire::engine {
namespace {

using connector::v1::Format;
using connector::v1::FORMAT_EPOCH_MILLIS;
using connector::v1::FORMAT_EPOCH_SECONDS;
using connector::v1::FORMAT_UNSPECIFIED;

// A JSON value and what it lives in.
class Json {
 public:
  explicit Json(const std::string& text) {
    auto document = parser_.Parse(text);
    EXPECT_TRUE(document.ok()) << text;
    document_ = *std::move(document);
  }
  expr::Value value() const { return document_.root(); }

 private:
  json::Parser parser_;
  json::Document document_;
};

// RFC 3339, or the trouble's number.
std::string Time(const std::string& json, Format format) {
  Timestamp time;
  const Trouble trouble = ToTimestamp(Json(json).value(), format, time);
  return trouble == kFine ? FormatRfc3339(time)
                          : v1::RecordIssueReason_Name(trouble).substr(20);
}

TEST(Convert, TimesAsText) {
  const auto time = [](const char* json) {
    return Time(json, FORMAT_UNSPECIFIED);
  };
  EXPECT_EQ(time(R"("2026-01-02T03:04:05Z")"), "2026-01-02T03:04:05Z");
  EXPECT_EQ(time(R"("2026-01-02T03:04:05.123+02:00")"),
            "2026-01-02T01:04:05.123Z");
  EXPECT_EQ(time(R"("2026-01-02")"), "2026-01-02T00:00:00Z");
  EXPECT_EQ(time(R"("2024-02-29")"), "2024-02-29T00:00:00Z");
  for (const char* bad : {"\"\"", "\"2026-02-29\"", "\"2026-13-01\"",
                          "\"02/01/2026\"", "\"yesterday\"", "\"2026\"",
                          "\"2026-01-02T25:00:00Z\"", "\"1767323045\""}) {
    EXPECT_EQ(time(bad), "FORMAT_INVALID") << bad;
  }
  for (const char* bad : {"1767323045", "true", "{}", "[]"}) {
    EXPECT_EQ(time(bad), "TYPE_MISMATCH") << bad;
  }
}

TEST(Convert, TimesAsNumbers) {
  EXPECT_EQ(Time("1767323045123", FORMAT_EPOCH_MILLIS),
            "2026-01-02T03:04:05.123Z");
  EXPECT_EQ(Time("\"1767323045123\"", FORMAT_EPOCH_MILLIS),
            "2026-01-02T03:04:05.123Z");
  EXPECT_EQ(Time("1.767323045123e12", FORMAT_EPOCH_MILLIS),
            "2026-01-02T03:04:05.123Z");
  EXPECT_EQ(Time("0", FORMAT_EPOCH_MILLIS), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Time("-1", FORMAT_EPOCH_MILLIS), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(Time("-86400", FORMAT_EPOCH_SECONDS), "1969-12-31T00:00:00Z");
  for (const char* far :
       {"253402300800000", "-62135596800001", "9223372036854775807",
        "-9223372036854775808", "18446744073709551615", "1e300",
        "\"99999999999999999999\"", "99999999999999999999999999"}) {
    EXPECT_EQ(Time(far, FORMAT_EPOCH_MILLIS), "OUT_OF_RANGE") << far;
  }
  EXPECT_EQ(Time("253402300799999", FORMAT_EPOCH_MILLIS),
            "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(Time("\"2026-01-02\"", FORMAT_EPOCH_MILLIS), "FORMAT_INVALID");
  EXPECT_EQ(Time("1.5", FORMAT_EPOCH_MILLIS), "TYPE_MISMATCH");
  EXPECT_EQ(Time("{}", FORMAT_EPOCH_MILLIS), "TYPE_MISMATCH");
}

// What a text field with an epoch format becomes.
TEST(Convert, ATextFieldTakesTheDateOfAMoment) {
  Rule rule;
  rule.number = 1;  // Money.currency_code: any string will do.
  rule.format = FORMAT_EPOCH_MILLIS;
  WireWriter out;
  EXPECT_EQ(WriteScalar(rule, Json("1767323045123").value(), out), kFine);
  v1::Money text;
  ASSERT_TRUE(text.ParseFromString(out.Take()));
  EXPECT_EQ(text.currency_code(), "2026-01-02");
  EXPECT_EQ(WriteScalar(rule, Json("\"soon\"").value(), out), kFormatInvalid);
  EXPECT_EQ(out.size(), 0u);
}

TEST(Convert, AmountsOfMoney) {
  const auto amount = [](const char* json) {
    WireWriter out;
    EXPECT_EQ(WriteMoneyAmount(Json(json).value(), out), kFine) << json;
    v1::Money money;
    EXPECT_TRUE(money.ParseFromString(out.Take()));
    return std::pair(money.units(), money.nanos());
  };
  EXPECT_EQ(amount("\"65,000.50\""), std::pair(int64_t{65000}, 500000000));
  EXPECT_EQ(amount("-0.1"), std::pair(int64_t{0}, -100000000));
  EXPECT_EQ(amount("0"), std::pair(int64_t{0}, 0));
  WireWriter out;
  EXPECT_EQ(WriteMoneyAmount(Json("\"lots\"").value(), out), kFormatInvalid);
  EXPECT_EQ(WriteMoneyAmount(Json("{}").value(), out), kTypeMismatch);
  EXPECT_EQ(out.size(), 0u);
}

TEST(Convert, DoublesAreFinite) {
  Rule rule;
  rule.number = 3;
  rule.target = Target::kDouble;
  rule.presence = true;
  for (const char* good :
       {"1", "0", "-2.5", "\"3.25\"", "18446744073709551615"}) {
    WireWriter out;
    EXPECT_EQ(WriteScalar(rule, Json(good).value(), out), kFine) << good;
    EXPECT_GT(out.size(), 0u);
  }
  for (const char* bad : {"\"inf\"", "\"nan\"", "\"\"", "\"1,5\"", "true"}) {
    WireWriter out;
    EXPECT_EQ(WriteScalar(rule, Json(bad).value(), out), kTypeMismatch) << bad;
    EXPECT_EQ(out.size(), 0u);
  }
}

TEST(Convert, TextOfScalarsAndNothingElse) {
  EXPECT_EQ(ToText(Json("\"a\"").value()), "a");
  EXPECT_EQ(ToText(Json("18446744073709551615").value()),
            "18446744073709551615");
  EXPECT_EQ(ToText(Json("-7").value()), "-7");
  EXPECT_EQ(ToText(Json("0.5").value()), "0.5");
  for (const char* none : {"null", "true", "[]", "{}", "[\"a\"]"}) {
    EXPECT_EQ(ToText(Json(none).value()), std::nullopt) << none;
  }
}

TEST(Convert, IntegersOfWhatIsOne) {
  EXPECT_EQ(ToInteger(Json("9223372036854775807").value()),
            9223372036854775807);
  EXPECT_EQ(ToInteger(Json("\"-5\"").value()), -5);
  EXPECT_EQ(ToInteger(Json("2e3").value()), 2000);
  for (const char* none : {"9223372036854775808", "0.5", "1e16", "\"5 apples\"",
                           "\"\"", "true", "null", "[5]"}) {
    EXPECT_EQ(ToInteger(Json(none).value()), std::nullopt) << none;
  }
}

}  // namespace
}  // namespace hirewire::engine
