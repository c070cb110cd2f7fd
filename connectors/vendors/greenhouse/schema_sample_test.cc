#include "connectors/vendors/greenhouse/schema_sample.h"

#include "base/json/parser.h"
#include "gtest/gtest.h"

namespace hirewire::vendors::greenhouse {
namespace {

std::string Sample(const char* schema, Nullables nullables) {
  const auto document = json::Parse(schema);
  EXPECT_TRUE(document.ok()) << document.status();
  return SampleOf(document->root(), nullables, 7);
}

constexpr char kSchema[] = R"({"type":"object","properties":{
  "id":{"type":"integer"},
  "at":{"type":["string","null"],"format":"date-time"},
  "word":{"type":"string","enum":["first","second"]},
  "list":{"type":"array","items":{"type":"number"}},
  "free":{"type":["object","null"],"additionalProperties":{"type":"object",
    "properties":{"value":{"anyOf":[{"type":"string"},{"type":"null"}]}}}}}})";

TEST(SchemaSample, SetsEveryProperty) {
  EXPECT_EQ(Sample(kSchema, Nullables::kSet),
            R"({"id":7,"at":"2026-03-02T09:15:30.250Z","word":"first",)"
            R"("list":[7.5],"free":{)"
            R"("key0":{"name":"text","type":"text","value":"text"},)"
            R"("key1":{"name":"text","type":"text","value":null}}})");
}

TEST(SchemaSample, LeavesEveryNullableOneNull) {
  EXPECT_EQ(Sample(kSchema, Nullables::kNull),
            R"({"id":7,"at":null,"word":"first","list":[7.5],"free":null})");
}

}  // namespace
}  // namespace hirewire::vendors::greenhouse
