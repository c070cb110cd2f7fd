#include "connectors/engine/children.h"

#include <string>
#include <vector>

#include "base/json/parser.h"
#include "base/status/error.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

class ChildrenTest : public testing::Test {
 protected:
  // The children of the records of `text`, each as JSON.
  absl::StatusOr<std::vector<std::string>> Expand(const std::string& text) {
    document_ = *json::Parse(text);
    std::vector<expr::Value> parents;
    for (const json::Value parent : document_.root().items()) {
      parents.push_back(parent);
    }
    const auto children =
        ExpandChildren(*expr::Expression::Compile("steps"), parents, arena_);
    if (!children.ok()) return children.status();
    std::vector<std::string> out;
    for (const auto& child : *children) out.push_back(*WriteJson(child));
    return out;
  }

  json::Document document_;
  expr::Arena arena_;
};

TEST_F(ChildrenTest, EachKnowsItsParentPlaceAndNeighbours) {
  const auto children = Expand(R"([{"id":7,"steps":["a","b"]}])");
  ASSERT_TRUE(children.ok()) << children.status();
  ASSERT_EQ(children->size(), 2);
  EXPECT_EQ((*children)[0],
            R"({"item":"a","parent":{"id":7,"steps":["a","b"]},"index":0,)"
            R"("previous":null,"next":"b"})");
  EXPECT_EQ((*children)[1],
            R"({"item":"b","parent":{"id":7,"steps":["a","b"]},"index":1,)"
            R"("previous":"a","next":null})");
}

TEST_F(ChildrenTest, ParentsWithoutAnyHaveNone) {
  const auto children =
      Expand(R"([{"id":1},{"id":2,"steps":null},{"id":3,"steps":[]}])");
  ASSERT_TRUE(children.ok());
  EXPECT_TRUE(children->empty());
}

TEST_F(ChildrenTest, SomethingElseThanAListBreaksTheContract) {
  EXPECT_EQ(ReasonOf(Expand(R"([{"steps":"a"}])").status()),
            v1::ERROR_REASON_VENDOR_RESPONSE_INVALID);
}

}  // namespace
}  // namespace hirewire::engine
