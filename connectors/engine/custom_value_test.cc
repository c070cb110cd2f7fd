#include "connectors/engine/custom_value.h"

#include <string>

#include "base/json/parser.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/custom_field.pb.h"

namespace hirewire::engine {
namespace {

using connector::v1::Kind;
using testing::ElementsAre;

v1::CustomValue Write(Kind::Type type, const std::string& json) {
  json::Parser parser;
  const auto document = parser.Parse(json);
  EXPECT_TRUE(document.ok()) << json;
  WireWriter out;
  WriteCustomValue(type, document->root(), out);
  v1::CustomValue value;
  EXPECT_TRUE(value.ParseFromString(out.Take())) << json;
  return value;
}

TEST(CustomValue, WithoutAWordTheJsonTypeDecides) {
  const auto write = [](const char* json) {
    return Write(Kind::TYPE_UNSPECIFIED, json);
  };
  EXPECT_EQ(write("\"\"").kind_case(), v1::CustomValue::kStringValue);
  EXPECT_EQ(write("\"a\"").string_value(), "a");
  EXPECT_EQ(write("0").kind_case(), v1::CustomValue::kIntValue);
  EXPECT_EQ(write("-9223372036854775808").int_value(), INT64_MIN);
  EXPECT_EQ(write("1.5").double_value(), 1.5);
  EXPECT_EQ(write("false").kind_case(), v1::CustomValue::kBoolValue);
  EXPECT_THAT(write(R"(["a", 1])").strings_value().values(),
              ElementsAre("a", "1"));
  EXPECT_EQ(write("[]").kind_case(), v1::CustomValue::kStringsValue);
  EXPECT_EQ(write(R"(["a", {"b": 1}])").json_value(), R"(["a",{"b":1}])");
  EXPECT_EQ(write(R"({"b": [1]})").json_value(), R"({"b":[1]})");
}

TEST(CustomValue, EachWordHasItsType) {
  EXPECT_EQ(Write(Kind::TYPE_STRING, "12").string_value(), "12");
  EXPECT_EQ(Write(Kind::TYPE_INTEGER, "\"12\"").int_value(), 12);
  EXPECT_EQ(Write(Kind::TYPE_NUMBER, "12").int_value(), 12);
  EXPECT_EQ(Write(Kind::TYPE_NUMBER, "1.25").double_value(), 1.25);
  EXPECT_TRUE(Write(Kind::TYPE_BOOL, "true").bool_value());
  EXPECT_EQ(Write(Kind::TYPE_TIMESTAMP, "\"2026-01-02T03:04:05Z\"")
                .timestamp_value()
                .seconds(),
            1767323045);
  EXPECT_EQ(
      Write(Kind::TYPE_EPOCH_MILLIS, "1767323045123").timestamp_value().nanos(),
      123000000);
  EXPECT_EQ(Write(Kind::TYPE_DATE, "\"2026-01-02\"").date_value(),
            "2026-01-02");
  EXPECT_THAT(Write(Kind::TYPE_STRINGS, R"(["x"])").strings_value().values(),
              ElementsAre("x"));
  EXPECT_EQ(Write(Kind::TYPE_URL, "\"https://a\"").url_value(), "https://a");
  EXPECT_EQ(Write(Kind::TYPE_JSON, R"({"a": 1})").json_value(), R"({"a":1})");
}

TEST(CustomValue, MoneyInEveryShape) {
  const v1::Money money =
      Write(Kind::TYPE_MONEY, R"({"amount": "12.50", "unit": "EUR"})")
          .money_value();
  EXPECT_EQ(money.units(), 12);
  EXPECT_EQ(money.nanos(), 500000000);
  EXPECT_EQ(money.currency_code(), "EUR");
  EXPECT_EQ(Write(Kind::TYPE_MONEY, R"({"value": 3, "currency": "USD"})")
                .money_value()
                .currency_code(),
            "USD");
  EXPECT_EQ(Write(Kind::TYPE_MONEY, R"({"value": 3, "currencyCode": "SEK"})")
                .money_value()
                .currency_code(),
            "SEK");
  const v1::MoneyRange pay =
      Write(Kind::TYPE_MONEY_RANGE,
            R"({"minValue": 1, "maxValue": 2.5, "currencyCode": "CHF"})")
          .money_range_value();
  EXPECT_EQ(pay.min().units(), 1);
  EXPECT_EQ(pay.max().nanos(), 500000000);
  EXPECT_EQ(pay.max().currency_code(), "CHF");
  EXPECT_EQ(Write(Kind::TYPE_MONEY, "7").money_value().units(), 7);
  const v1::MoneyRange range =
      Write(Kind::TYPE_MONEY_RANGE,
            R"({"min_value": 1, "max_value": "2", "unit": "EUR"})")
          .money_range_value();
  EXPECT_EQ(range.min().units(), 1);
  EXPECT_EQ(range.max().currency_code(), "EUR");
  EXPECT_FALSE(Write(Kind::TYPE_MONEY_RANGE, R"({"max": 2, "min": null})")
                   .money_range_value()
                   .has_min());
}

TEST(CustomValue, UsersByObjectOrId) {
  const v1::UserReference user =
      Write(Kind::TYPE_USER, R"({"user_id": 9, "name": "Ada", "email": null})")
          .user_value();
  EXPECT_EQ(user.user_id(), "9");
  EXPECT_EQ(user.full_name(), "Ada");
  EXPECT_EQ(user.email(), "");
  EXPECT_EQ(Write(Kind::TYPE_USER, "9").user_value().user_id(), "9");
}

TEST(CustomValue, WhatDoesNotFitItsTypeIsKeptAsJson) {
  const struct {
    Kind::Type type;
    const char* json;
  } kRows[] = {
      {Kind::TYPE_STRING, R"({"a":1})"},
      {Kind::TYPE_INTEGER, R"("a few")"},
      {Kind::TYPE_INTEGER, "1.5"},
      {Kind::TYPE_NUMBER, R"("1")"},
      {Kind::TYPE_NUMBER, "18446744073709551615"},
      {Kind::TYPE_UNSPECIFIED, "18446744073709551615"},
      {Kind::TYPE_BOOL, R"("true")"},
      {Kind::TYPE_TIMESTAMP, R"("soon")"},
      {Kind::TYPE_EPOCH_MILLIS, "1e+300"},
      {Kind::TYPE_DATE, R"("2026-02-30")"},
      {Kind::TYPE_DATE, "20260203"},
      {Kind::TYPE_STRINGS, R"("x")"},
      {Kind::TYPE_STRINGS, R"(["x",null])"},
      {Kind::TYPE_MONEY, R"({"unit":"EUR"})"},
      {Kind::TYPE_MONEY, R"({"amount":"much","unit":"EUR"})"},
      {Kind::TYPE_MONEY_RANGE, R"({"unit":"EUR"})"},
      {Kind::TYPE_MONEY_RANGE, R"({"min_value":1,"max_value":"x"})"},
      {Kind::TYPE_MONEY_RANGE, "[1,2]"},
      {Kind::TYPE_USER, R"({"name":"Ada"})"},
      {Kind::TYPE_URL, "true"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Write(row.type, row.json).json_value(), row.json)
        << Kind::Type_Name(row.type);
  }
}

TEST(CustomValue, WhatWasBegunAndGivenUpLeavesNothing) {
  const v1::CustomValue value =
      Write(Kind::TYPE_STRINGS, R"(["one", "two", {}])");
  EXPECT_EQ(value.kind_case(), v1::CustomValue::kJsonValue);
  EXPECT_EQ(value.json_value(), R"(["one","two",{}])");
}

}  // namespace
}  // namespace hirewire::engine
