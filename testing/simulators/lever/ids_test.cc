#include "testing/simulators/lever/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace hirewire::sim::lever {
namespace {

TEST(LeverIds, LookLikeUuidsAndAreDistinct) {
  std::set<std::string> ids;
  for (Ref ref = 0; ref < 2000; ++ref) {
    for (const char* kind : {"users", "notes"}) {
      const std::string id = UuidOf(kind, ref);
      EXPECT_EQ(id.size(), 36u);
      EXPECT_EQ(id[14], '4');
      EXPECT_TRUE(ids.insert(id).second);
    }
  }
}

TEST(LeverIds, LeadBackToWhatTheyName) {
  for (const Ref ref : {0, 1, 77, 123456}) {
    const std::string id = UuidOf("users", ref);
    EXPECT_EQ(RefOf("users", id), ref);
    EXPECT_EQ(RefOf("notes", id), kNone);
    EXPECT_EQ(RefOf("users", id + "0"), kNone);
  }
  for (const char* text : {"", "lead-new", "12345678", "zzzzzzzz-"}) {
    EXPECT_EQ(RefOf("users", text), kNone) << text;
  }
}

}  // namespace
}  // namespace hirewire::sim::lever
