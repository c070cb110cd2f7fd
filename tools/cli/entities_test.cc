#include "tools/cli/entities.h"

#include <set>
#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace hirewire::cli {
namespace {

TEST(Entities, FindsEachByEverySpelling) {
  for (const char* name : {"job-postings", "job_postings", "job-posting",
                           "job_posting", "JOB-POSTING"}) {
    const auto entity = FindEntity(name);
    ASSERT_TRUE(entity.ok()) << name;
    EXPECT_EQ(entity->type->name(), "JobPosting");
    EXPECT_EQ(entity->list->name(), "ListJobPostings");
    EXPECT_EQ(entity->get->name(), "GetJobPosting");
  }
}

TEST(Entities, KnowsThoseWhosePluralIsIrregular) {
  EXPECT_EQ(FindEntity("activities")->type->name(), "Activity");
  EXPECT_EQ(FindEntity("activity")->list->name(), "ListActivities");
  EXPECT_EQ(FindEntity("eeoc-records")->type->name(), "EeocRecord");
}

TEST(Entities, StageChangesAreOnlyListed) {
  EXPECT_EQ(FindEntity("stage-changes")->get, nullptr);
}

TEST(Entities, NamesAreUniqueAndAllFound) {
  std::set<std::string> names;
  for (const Entity& entity : AllEntities()) {
    EXPECT_TRUE(names.insert(entity.plural).second);
    EXPECT_TRUE(names.insert(entity.singular).second);
    EXPECT_EQ(FindEntity(entity.plural)->type, entity.type);
  }
  EXPECT_GE(names.size(), 40u);
}

TEST(Entities, AnUnknownOneIsAnsweredWithThoseThereAre) {
  const absl::Status status = FindEntity("people").status();
  EXPECT_TRUE(absl::StrContains(status.message(), "people"));
  EXPECT_TRUE(absl::StrContains(status.message(), "candidates"));
}

}  // namespace
}  // namespace hirewire::cli
