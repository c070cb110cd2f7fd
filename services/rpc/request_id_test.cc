#include "services/rpc/request_id.h"

#include <set>
#include <string>

#include "base/random/seeded_random.h"
#include "gtest/gtest.h"

namespace hirewire::rpc {
namespace {

TEST(RequestId, IsShortReadableAndNeverTheSame) {
  SeededRandom random(7);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = MakeRequestId(random);
    EXPECT_EQ(id.size(), 26u);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz"),
              std::string::npos);
    EXPECT_TRUE(seen.insert(id).second);
  }
}

}  // namespace
}  // namespace hirewire::rpc
