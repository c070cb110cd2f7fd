// Rows against recorded ones, where those lie beside the workspace: whatever
// the vendor has been seen to send, the simulator sends, in the same kind.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

constexpr char kRecordings[] = "../samples/ashby";

// "[].candidate.id" -> the kinds that were seen there, but for null.
using Shape = std::map<std::string, std::set<std::string>>;

std::string KindOf(const json::Value& value) {
  return value.is_number() ? "number" : std::string(KindName(value.kind()));
}

void Add(const json::Value& value, const std::string& path, Shape& shape) {
  std::set<std::string>& kinds = shape[path];
  if (!value.is_null()) kinds.insert(KindOf(value));
  for (const json::Value item : value.items()) Add(item, path + "[]", shape);
  for (const json::Member member : value.members()) {
    Add(member.value, absl::StrCat(path, ".", member.key), shape);
  }
}

class AshbyRecordingTest : public AshbyFixture {
 protected:
  // Everything but the rows of custom fields, whose values are of many kinds.
  static void Compare(const Shape& recorded, const Shape& ours,
                      const std::string& name) {
    for (const auto& [path, kinds] : recorded) {
      if (path.find("customFields[]") != std::string::npos) continue;
      const auto found = ours.find(path);
      if (found == ours.end()) {
        ADD_FAILURE() << name << " lacks " << path;
        continue;
      }
      for (const std::string& kind : kinds) {
        EXPECT_TRUE(found->second.empty() || found->second.count(kind) != 0)
            << name << path << " is never " << kind;
      }
    }
  }
};

TEST_F(AshbyRecordingTest, SendsWhatTheVendorWasSeenToSend) {
  if (!std::filesystem::exists(kRecordings)) {
    GTEST_SKIP() << "no recorded answers lie beside the workspace";
  }
  Restart(Unmetered(300));
  int checked = 0;
  for (const auto& file : std::filesystem::directory_iterator(kRecordings)) {
    if (file.path().extension() != ".json") continue;
    const std::string endpoint = file.path().stem();
    std::ifstream stream(file.path());
    std::stringstream text;
    text << stream.rdbuf();
    const auto exchanges = json::Parse(text.str());
    ASSERT_TRUE(exchanges.ok()) << endpoint;
    Shape recorded;
    for (const json::Value exchange : exchanges->root().items()) {
      Add(*exchange.Find("response")->Find("results"), "", recorded);
    }
    Shape ours;
    for (const char* more : {"", "\"includeArchived\":true",
                             "\"includeNonSharedInterviews\":true"}) {
      const json::Document page = Parse(Call(endpoint, more));
      if (const auto results = page.root().Find("results")) {
        Add(*results, "", ours);
      }
    }
    Compare(recorded, ours, endpoint);
    ++checked;
  }
  EXPECT_GE(checked, 8);
}

}  // namespace
}  // namespace hirewire::sim
