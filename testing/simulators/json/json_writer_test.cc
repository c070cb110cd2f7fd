#include "testing/simulators/json/json_writer.h"

#include <gtest/gtest.h>

#include <string>

namespace hirewire::sim {
namespace {

TEST(JsonWriter, PutsCommasBetweenValuesOnly) {
  std::string text;
  JsonWriter writer(&text);
  writer.BeginArray();
  writer.BeginObject().EndObject();
  writer.BeginObject().Key("a").Int(1).Key("b").BeginArray().EndArray();
  writer.Key("c").Null().EndObject();
  writer.Bool(true).EndArray();
  EXPECT_EQ(text, R"([{},{"a":1,"b":[],"c":null},true])");
}

TEST(JsonWriter, EscapesWhatJsonForbids) {
  std::string text;
  JsonWriter(&text).String(absl::string_view("a\"\\\n\t\x01\0z", 8));
  EXPECT_EQ(text, "\"a\\\"\\\\\\n\\t\\u0001\\u0000z\"");
}

TEST(JsonWriter, LeavesUtf8AsItIs) {
  std::string text;
  JsonWriter(&text).String("שלום 👩🏽‍🚀");
  EXPECT_EQ(text, "\"שלום 👩🏽‍🚀\"");
}

TEST(JsonWriter, SpellsMarkupSafelyWhereAsked) {
  std::string text;
  JsonWriter(&text, Escaping::kHtmlSafe).String("<p>a & b</p>");
  EXPECT_EQ(text, R"("\u003cp\u003ea \u0026 b\u003c/p\u003e")");
}

TEST(JsonWriter, WritesAbsentTextAsNull) {
  std::string text;
  JsonWriter writer(&text);
  writer.BeginArray().OptionalString(std::nullopt).OptionalString("x");
  writer.EndArray();
  EXPECT_EQ(text, R"([null,"x"])");
}

}  // namespace
}  // namespace hirewire::sim
