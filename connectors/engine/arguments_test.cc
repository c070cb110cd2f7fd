#include "connectors/engine/arguments.h"

#include "base/status/error.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using connector::v1::JSON_TYPE_BOOLEAN;
using connector::v1::JSON_TYPE_INTEGER;
using connector::v1::JSON_TYPE_TEXT_LIST;
using connector::v1::JSON_TYPE_UNSPECIFIED;

TEST(JsonBody, IsAnObjectAlsoWithoutArguments) {
  EXPECT_EQ(*JsonBodyOf({}), "{}");
}

TEST(JsonBody, WritesEachValueAsItsType) {
  EXPECT_EQ(*JsonBodyOf({{"limit", "100", JSON_TYPE_INTEGER},
                         {"since", "1764547200000", JSON_TYPE_INTEGER},
                         {"archived", "true", JSON_TYPE_BOOLEAN},
                         {"cursor", "a\"b", JSON_TYPE_UNSPECIFIED}}),
            R"({"limit":100,"since":1764547200000,"archived":true,)"
            R"("cursor":"a\"b"})");
}

TEST(JsonBody, ListsTakeEveryValueOfTheirName) {
  EXPECT_EQ(*JsonBodyOf({{"status", "Open", JSON_TYPE_TEXT_LIST},
                         {"limit", "1", JSON_TYPE_INTEGER},
                         {"status", "Draft", JSON_TYPE_TEXT_LIST}}),
            R"({"status":["Open","Draft"],"limit":1})");
}

TEST(JsonBody, RefusesAValueThatIsNotOfItsType) {
  for (const Argument& wrong :
       {Argument{"limit", "many", JSON_TYPE_INTEGER},
        Argument{"limit", "1,\"x\":2", JSON_TYPE_INTEGER},
        Argument{"archived", "yes", JSON_TYPE_BOOLEAN}}) {
    const auto body = JsonBodyOf({wrong});
    EXPECT_EQ(ReasonOf(body.status()), v1::ERROR_REASON_ARGUMENT_INVALID);
    EXPECT_EQ(DetailsOf(body.status())->metadata.at("parameter"), wrong.name);
  }
}

TEST(Query, KeepsOrderAndRepetition) {
  const http::QueryParams expected = {{"a", "1"}, {"b", "x y"}, {"a", "2"}};
  EXPECT_EQ(QueryOf({{"a", "1"}, {"b", "x y"}, {"a", "2"}}), expected);
}

}  // namespace
}  // namespace hirewire::engine
