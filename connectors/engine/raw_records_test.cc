#include "connectors/engine/raw_records.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Raw(const std::string& path, const std::string& json) {
  json::Parser parser;
  const auto document = parser.Parse(json);
  EXPECT_TRUE(document.ok()) << document.status();
  const auto expression = expr::Expression::Compile(path);
  expr::Arena arena;
  const auto found = expression->Evaluate(document->root(), {.arena = arena});
  std::vector<expr::Value> records;
  for (const expr::Value item : found->items()) records.push_back(item);
  if (found->is_object()) records.push_back(*found);
  RawRecords raw;
  EXPECT_TRUE(raw.Read(*expression, *document, records).ok());
  return {raw.records().begin(), raw.records().end()};
}

TEST(RawRecords, AreTheVendorsBytes) {
  EXPECT_THAT(Raw("@", "[ {\"a\" : 1.50} ,\n{ } ]"),
              ElementsAre("{\"a\" : 1.50}", "{ }"));
  EXPECT_THAT(Raw("data.rows", R"({"data": {"x": [], "rows": [{"é":"é"}]}})"),
              ElementsAre(R"({"é":"é"})"));
  EXPECT_THAT(Raw("job", R"({"job": {"id" : "]}\\"}, "z": 1})"),
              ElementsAre(R"({"id" : "]}\\"})"));
  EXPECT_THAT(Raw("@", "[]"), IsEmpty());
}

TEST(RawRecords, OfMixedListsStayInOrder) {
  EXPECT_THAT(Raw("@", R"([null, 7, "],{", [1, [2]], {"id": 1}])"),
              ElementsAre("null", "7", "\"],{\"", "[1, [2]]", "{\"id\": 1}"));
}

TEST(RawRecords, AreWrittenAnewWhereTheyWereComputed) {
  EXPECT_THAT(Raw("data[?ok]", R"({"data": [{"ok": true, "a": 1}, {"b": 2}]})"),
              ElementsAre(R"({"ok":true,"a":1})"));
  EXPECT_THAT(Raw("\"a.b\"", R"({"a.b": [ {"id" : 1} ]})"),
              ElementsAre(R"({"id":1})"));
}

}  // namespace
}  // namespace hirewire::engine
