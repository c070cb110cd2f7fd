// Simulated rows against recorded ones: the same keys, and values of the same
// kinds. Reads the recorded answers where those lie beside the workspace.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/lever_fixture.h"

namespace hirewire::sim {
namespace {

constexpr char kRecordings[] = "../samples/lever/";

// Kinds of the values at each path, such as "phones.type"; nulls count too.
using Shape = std::map<std::string, std::set<std::string>>;

void AddTo(Shape& shape, const std::string& path, const json::Value& value) {
  shape[path].emplace(json::KindName(value.kind()));
  for (const json::Value item : value.items()) AddTo(shape, path, item);
  for (const auto& member : value.members()) {
    AddTo(shape, absl::StrCat(path, ".", member.key), member.value);
  }
}

void AddRows(Shape& shape, const json::Value& answer) {
  const auto data = answer.Find("data");
  ASSERT_TRUE(data.has_value());
  for (const json::Value row : data->items()) AddTo(shape, "", row);
}

class LeverShapeTest : public LeverFixture,
                       public testing::WithParamInterface<const char*> {
 protected:
  static Shape Recorded(const std::string& name) {
    Shape shape;
    std::ifstream file(absl::StrCat(kRecordings, name, ".json"));
    std::stringstream text;
    text << file.rdbuf();
    const auto document = json::Parse(text.str());
    EXPECT_TRUE(document.ok()) << document.status();
    if (!document.ok()) return shape;
    for (const json::Value exchange : document->root().items()) {
      AddRows(shape, *exchange.Find("response"));
    }
    return shape;
  }

  Shape Simulated(const std::string& name) {
    Shape shape;
    std::string target = name + "?limit=100";
    if (name == "postings") target += "&confidentiality=all";
    while (!target.empty()) {
      const Reply reply = Get(target);
      const json::Document document = Parse(reply);
      AddRows(shape, document.root());
      target = NextOf(reply, target);
    }
    return shape;
  }
};

TEST_P(LeverShapeTest, RowsAreAsRecorded) {
  if (!std::filesystem::exists(kRecordings)) {
    GTEST_SKIP() << "no recorded answers lie beside the workspace";
  }
  Restart(Unlimited(1000));
  const Shape recorded = Recorded(GetParam());
  Shape simulated = Simulated(GetParam());
  ASSERT_FALSE(recorded.empty());
  for (const auto& [path, kinds] : recorded) {
    EXPECT_TRUE(simulated.contains(path)) << path << " is missing";
    for (const std::string& kind : kinds) {
      // A recorded account may lack what others have, and the reverse: only a
      // kind that never comes is wrong.
      const bool known = simulated[path].contains(kind) || kind == "null";
      EXPECT_TRUE(known) << path << " is never a " << kind;
    }
  }
  for (const auto& [path, kinds] : simulated) {
    // Below what the recorded account never had, nothing can be compared.
    const std::string parent = path.substr(0, path.rfind('.'));
    const auto above = recorded.find(parent);
    const bool bare = above == recorded.end() ||
                      (!above->second.contains("object") && !path.empty());
    if (bare) continue;
    EXPECT_TRUE(recorded.contains(path)) << path << " was never recorded";
  }
}

INSTANTIATE_TEST_SUITE_P(Lists, LeverShapeTest,
                         testing::Values("archive_reasons", "opportunities",
                                         "postings", "sources", "stages",
                                         "tags", "users"));

}  // namespace
}  // namespace hirewire::sim
