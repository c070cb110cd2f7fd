// Rows have gaps where the vendor's rows have them, whatever its documents say.
#include <gtest/gtest.h>

#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

class AshbyNullsTest : public AshbyFixture {
 protected:
  AshbyNullsTest() {
    Restart(Unmetered(500));
    // There are few jobs: chance might leave no gap among them.
    vendor_->Mutate([](Company& company) {
      company.jobs[0].requisition_code.reset();
      company.jobs[0].department = kNone;
      company.jobs[0].status = JobStatus::kClosed;
      company.jobs[0].closed = company.as_of;
      company.jobs[1].requisition_code = "REQ-1";
      company.jobs[1].department = 0;
      company.openings[0].close_reason = 0;
    });
  }
};

TEST_F(AshbyNullsTest, SendsNullWhereTheVendorDoes) {
  const struct {
    const char* endpoint;
    const char* member;
    const char* members;
  } cases[] = {
      {"application.list", "creditedToUser", ""},
      {"application.list", "archiveReason", ""},
      {"application.list", "source", ""},
      {"application.list", "appliedViaJobPostingId", ""},
      {"application.list", "submitterClientIp", ""},
      {"candidate.list", "timezone", ""},
      {"candidate.list", "creditedToUser", ""},
      {"job.list", "customRequisitionId", ""},
      {"job.list", "closedAt", ""},
      {"job.list", "departmentId", ""},
      {"department.list", "parentId", "\"includeArchived\":true"},
      {"interview.list", "instructionsPlain",
       "\"includeNonSharedInterviews\":true"},
      {"opening.list", "closeReasonId", ""},
      {"offer.list", "decidedAt", ""},
      {"interviewSchedule.list", "scheduledBy", ""},
  };
  for (const auto& one : cases) {
    const Seen seen = See(one.endpoint, one.member, one.members);
    EXPECT_GT(seen.null, 0) << one.endpoint << " " << one.member;
    EXPECT_GT(seen.value, 0) << one.endpoint << " " << one.member;
    EXPECT_EQ(seen.absent, 0) << one.endpoint << " " << one.member;
  }
}

TEST_F(AshbyNullsTest, LeavesOutWhatTheVendorLeavesOut) {
  const struct {
    const char* endpoint;
    const char* member;
  } cases[] = {{"candidate.list", "primaryEmailAddress"},
               {"candidate.list", "primaryPhoneNumber"},
               {"candidate.list", "position"},
               {"candidate.list", "company"},
               {"candidate.list", "school"},
               {"candidate.list", "location"},
               {"candidate.list", "resumeFileHandle"},
               {"application.list", "archivedAt"}};
  for (const auto& one : cases) {
    const Seen seen = See(one.endpoint, one.member);
    EXPECT_GT(seen.absent, 0) << one.endpoint << " " << one.member;
    EXPECT_GT(seen.value, 0) << one.endpoint << " " << one.member;
    EXPECT_EQ(seen.null, 0) << one.endpoint << " " << one.member;
  }
}

}  // namespace
}  // namespace hirewire::sim
