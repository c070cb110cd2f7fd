#include "testing/simulators/ashby/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace hirewire::sim::ashby {
namespace {

TEST(AshbyIdTest, LeadsBackToItsRecord) {
  for (const Ref ref : {0, 1, 7, 4999, 2147483647}) {
    const std::string id = AshbyId(Table::kCandidate, ref);
    EXPECT_TRUE(IsUuid(id)) << id;
    EXPECT_EQ(AshbyRef(Table::kCandidate, id), ref);
    EXPECT_EQ(AshbyRef(Table::kJob, id), kNone);
  }
}

TEST(AshbyIdTest, IsTheSameEveryTimeAndDiffersByRecordAndTable) {
  std::set<std::string> ids;
  for (Ref ref = 0; ref < 1000; ++ref) {
    EXPECT_EQ(AshbyId(Table::kJob, ref), AshbyId(Table::kJob, ref));
    ids.insert(AshbyId(Table::kJob, ref));
    ids.insert(AshbyId(Table::kOffer, ref));
  }
  EXPECT_EQ(ids.size(), 2000u);
}

TEST(AshbyIdTest, KnowsNoIdItDidNotMake) {
  std::string id = AshbyId(Table::kUser, 3);
  id.back() = id.back() == '0' ? '1' : '0';
  EXPECT_EQ(AshbyRef(Table::kUser, id), kNone);
  EXPECT_EQ(AshbyRef(Table::kUser, "3"), kNone);
  EXPECT_EQ(AshbyRef(Table::kUser, ""), kNone);
}

TEST(AshbyIdTest, TakesUuidsInEitherCaseOnly) {
  EXPECT_TRUE(IsUuid("00C0FFEE-0000-4000-8000-00000000aBcD"));
  EXPECT_FALSE(IsUuid("00C0FFEE00004000800000000000aBcD"));
  EXPECT_FALSE(IsUuid("00c0ffee-0000-4000-8000-00000000abcg"));
  EXPECT_FALSE(IsUuid("{0c0ffee-0000-4000-8000-00000000abc}"));
}

TEST(AshbyIdTest, NamesTablesAsEndpointsDo) {
  EXPECT_EQ(TableNamed("application"), Table::kApplication);
  EXPECT_EQ(TableNamed("interviewStage"), Table::kInterviewStage);
  EXPECT_EQ(TableNamed("user"), Table::kUser);
  EXPECT_EQ(TableNamed("candidates"), std::nullopt);
}

}  // namespace
}  // namespace hirewire::sim::ashby
