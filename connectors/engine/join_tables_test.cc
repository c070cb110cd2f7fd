#include "connectors/engine/join_tables.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/status/error.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

class JoinTablesTest : public testing::Test {
 protected:
  Answer Of(const std::string& json) {
    Answer answer;
    answer.reading.document = *parser_.Parse(json);
    return answer;
  }
  std::shared_ptr<JoinTable> Table(bool many, const std::string& json,
                                   const std::string& records = "@") {
    auto table = std::make_shared<JoinTable>(many);
    const absl::Status added =
        table->Add(Of(json), *expr::Expression::Compile(records),
                   *expr::Expression::Compile("id"));
    EXPECT_TRUE(added.ok()) << added;
    return table;
  }

  json::Parser parser_;
};

TEST_F(JoinTablesTest, FindsRowsByTheTextOfTheirKey) {
  const auto table =
      Table(false, R"([{"id": 7, "n": "a"}, {"id": "x", "n": "b"},
                       {"id": 7, "n": "second"}, {"id": null}, {"id": []}, 5])");
  EXPECT_EQ(table->Find("7").Find("n").AsString(), "a");
  EXPECT_EQ(table->Find("x").Find("n").AsString(), "b");
  EXPECT_TRUE(table->Find("").is_null());
  EXPECT_TRUE(table->Find("8").is_null());
}

TEST_F(JoinTablesTest, ManyRowsAreAListMaybeEmpty) {
  const auto table = Table(true, R"([{"id": 7}, {"id": 7}, {"id": 8}])");
  EXPECT_EQ(table->Find("7").size(), 2u);
  EXPECT_TRUE(table->Find("9").is_array());
  EXPECT_EQ(table->Find("9").size(), 0u);
}

TEST_F(JoinTablesTest, RowsOfSeveralAnswersAndComputedOnesStayAlive) {
  auto table = Table(true, R"({"d": [{"k": {"id": 1}}]})", "d[].{id: k.id}");
  ASSERT_TRUE(table
                  ->Add(Of(R"({"id": 1, "n": "single"})"),
                        *expr::Expression::Compile("@"),
                        *expr::Expression::Compile("id"))
                  .ok());
  EXPECT_EQ(table->Find("1").size(), 2u);
  EXPECT_EQ(table->Find("1").At(0).Find("id").AsInt64(), 1);
  EXPECT_EQ(table->Find("1").At(1).Find("n").AsString(), "single");
}

TEST_F(JoinTablesTest, RowsWithoutKeysAnswerToTheOneThatWasAskedFor) {
  JoinTable table(false);
  const auto records = *expr::Expression::Compile("found");
  for (const char* key : {"k1", "k2"}) {
    const std::string json =
        absl::StrCat(R"({"found": {"url": "https://f/)", key, R"("}})");
    ASSERT_TRUE(table.AddFor(key, Of(json), records).ok());
  }
  EXPECT_EQ(table.Find("k2").Find("url").AsString(), "https://f/k2");
  EXPECT_TRUE(table.Find("k3").is_null());
}

TEST_F(JoinTablesTest, AnAnswerWithoutRowsIsInvalid) {
  JoinTable table(false);
  EXPECT_EQ(ReasonOf(table.Add(Of("\"text\""), *expr::Expression::Compile("@"),
                               *expr::Expression::Compile("id"))),
            v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

TEST_F(JoinTablesTest, LookupTakesNumbersAndTextAndKnowsItsTables) {
  JoinTables tables;
  tables.Add("rows", Table(false, R"([{"id": 9007199254740993, "n": 1}])"));
  expr::Arena arena;
  const auto find = [&](const char* table, const expr::Value& key) {
    return tables.Lookup(table, key, arena);
  };
  EXPECT_TRUE(find("rows", expr::Value::Int64(9007199254740993)).is_object());
  EXPECT_TRUE(
      find("rows", expr::Value::String("9007199254740993")).is_object());
  EXPECT_TRUE(find("rows", expr::Value::Int64(9007199254740992)).is_null());
  EXPECT_TRUE(find("rows", expr::Value::Bool(true)).is_null());
  EXPECT_TRUE(find("others", expr::Value::Int64(1)).is_null());
}

}  // namespace
}  // namespace hirewire::engine
