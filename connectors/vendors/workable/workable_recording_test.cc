// Recorded answers of a real account, mapped: everything that a recruiter would
// look for must come out as it went in.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/json/value.h"
#include "connectors/api/query.h"
#include "connectors/vendors/workable/recording.h"
#include "gtest/gtest.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::vendors::workable {
namespace {

constexpr size_t kCandidates = 125;

class WorkableRecordingTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!Recording::IsThere()) GTEST_SKIP() << Recording::kNone;
    recording_ = std::make_unique<Recording>();
  }

  std::unique_ptr<Recording> recording_;
};

v1::ApplicationStatus StatusOf(const json::Value& row) {
  // Nobody in the recording withdrew.
  if (IsTrue(row, "disqualified")) return v1::APPLICATION_STATUS_REJECTED;
  return At(row, {"hired_at"}).is_null() ? v1::APPLICATION_STATUS_ACTIVE
                                         : v1::APPLICATION_STATUS_HIRED;
}

std::string OriginOf(const json::Value& row) {
  const std::string category = Text(row, {"common_source_category"});
  if (category == "Referrals" || category == "Internal applications") {
    return category;
  }
  return IsTrue(row, "sourced") ? "sourced" : "applied";
}

TEST_F(WorkableRecordingTest, ApplicationsEqualTheRecordedCandidates) {
  const auto page =
      recording_->List<v1::ListApplicationsResponse>("Application", 2);
  const Rows& rows = recording_->rows("candidates");
  auto stages = recording_->By("name", "stages");
  auto reasons = recording_->By("description", "disqualification_reasons");
  ASSERT_EQ(rows.size(), kCandidates);
  ASSERT_EQ(static_cast<size_t>(page.applications_size()), kCandidates);
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Application& is = page.applications(i);
    const json::Value& was = rows[i];
    SCOPED_TRACE(Text(was, {"id"}));
    EXPECT_EQ(is.id(), Text(was, {"id"}));
    EXPECT_EQ(is.candidate_id(), is.id());
    EXPECT_EQ(is.job_id(), Text(was, {"job", "shortcode"}));
    EXPECT_EQ(is.url(), Text(was, {"profile_url"}));
    EXPECT_EQ(is.stage_name(), Text(was, {"stage"}));
    EXPECT_EQ(is.stage_id(), Text(stages[is.stage_name()], {"slug"}));
    EXPECT_EQ(is.stage_id(), Text(was, {"stage_kind"}));
    EXPECT_EQ(is.status(), StatusOf(was));
    EXPECT_EQ(is.reject_reason_name(), Text(was, {"disqualification_reason"}));
    EXPECT_EQ(is.reject_reason_id(),
              Text(reasons[is.reject_reason_name()], {"id"}));
    EXPECT_EQ(is.source_name(), Text(was, {"common_source"}));
    EXPECT_EQ(is.origin_source(), OriginOf(was));
    EXPECT_EQ(is.prospect(), Text(was, {"stage_kind"}) == "sourced");
    EXPECT_EQ(Millis(is.create_time()), Millis(was, "created_at"));
    EXPECT_EQ(Millis(is.update_time()), Millis(was, "updated_at"));
    EXPECT_EQ(Millis(is.hired_time()), Millis(was, "hired_at"));
  }
}

TEST_F(WorkableRecordingTest, CandidatesEqualTheRecordedOnes) {
  const auto page =
      recording_->List<v1::ListCandidatesResponse>("Candidate", 2);
  const Rows& rows = recording_->rows("candidates");
  ASSERT_EQ(static_cast<size_t>(page.candidates_size()), kCandidates);
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Candidate& is = page.candidates(i);
    const json::Value& was = rows[i];
    SCOPED_TRACE(Text(was, {"id"}));
    EXPECT_EQ(is.id(), Text(was, {"id"}));
    EXPECT_EQ(is.full_name(), Text(was, {"name"}));
    EXPECT_EQ(is.given_name(), Text(was, {"firstname"}));
    EXPECT_EQ(is.family_name(), Text(was, {"lastname"}));
    EXPECT_EQ(is.headline(), Text(was, {"headline"}));
    std::string email, phone, address;
    for (const auto& e : is.emails()) email += e.address();
    for (const auto& p : is.phones()) phone += p.number();
    for (const auto& a : is.addresses()) address += a.formatted();
    EXPECT_EQ(email, Text(was, {"email"}));
    EXPECT_EQ(phone, Text(was, {"phone"}));
    EXPECT_EQ(address, Text(was, {"address"}));
    EXPECT_EQ(is.anonymized(), IsTrue(was, "anonymized"));
    EXPECT_EQ(Millis(is.create_time()), Millis(was, "created_at"));
    EXPECT_EQ(Millis(is.update_time()), Millis(was, "updated_at"));
  }
}

TEST_F(WorkableRecordingTest, JobsAndPostingsEqualTheRecordedJobs) {
  const auto jobs = recording_->List<v1::ListJobsResponse>("Job");
  const auto postings =
      recording_->List<v1::ListJobPostingsResponse>("JobPosting");
  const Rows& rows = recording_->rows("jobs");
  ASSERT_EQ(static_cast<size_t>(jobs.jobs_size()), rows.size());
  ASSERT_EQ(static_cast<size_t>(postings.job_postings_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Job& job = jobs.jobs(i);
    const v1::JobPosting& posting = postings.job_postings(i);
    EXPECT_EQ(job.id(), Text(rows[i], {"shortcode"}));
    EXPECT_EQ(posting.job_id(), job.id());
    EXPECT_EQ(posting.url(), Text(rows[i], {"shortlink"}));
    EXPECT_EQ(job.title(), Text(rows[i], {"title"}));
    EXPECT_EQ(job.requisition_code(), Text(rows[i], {"code"}));
    EXPECT_EQ(job.status(), v1::JOB_STATUS_CLOSED);
    EXPECT_EQ(job.status_source(), Text(rows[i], {"state"}));
    EXPECT_EQ(posting.status_source(), Text(rows[i], {"state"}));
    EXPECT_EQ(job.workplace_source(), Text(rows[i], {"workplace_type"}));
    EXPECT_EQ(Millis(job.create_time()), Millis(rows[i], "created_at"));
    EXPECT_EQ(Millis(job.update_time()), Millis(rows[i], "updated_at"));
    ASSERT_EQ(job.locations_size(), 1);
    const json::Value place = *At(rows[i], {"locations"}).items().begin();
    EXPECT_EQ(job.locations(0).city(), Text(place, {"city"}));
    EXPECT_EQ(job.locations(0).country_code(), Text(place, {"country_code"}));
    const std::string coords = Text(place, {"coords"});
    EXPECT_TRUE(absl::StartsWith(
        coords, absl::StrCat(job.locations(0).latitude()).substr(0, 5)));
    const auto& pay = job.salary_range();
    EXPECT_EQ(pay.min().units(),
              At(rows[i], {"salary", "salary_from"}).AsInt64());
    EXPECT_EQ(pay.max().units(),
              At(rows[i], {"salary", "salary_to"}).AsInt64());
    EXPECT_EQ(absl::AsciiStrToLower(pay.max().currency_code()),
              Text(rows[i], {"salary", "salary_currency"}));
  }
}

TEST_F(WorkableRecordingTest, InterviewsEqualTheRecordedEvents) {
  const auto page = recording_->List<v1::ListInterviewsResponse>("Interview");
  const Rows& rows = recording_->rows("events");
  ASSERT_EQ(static_cast<size_t>(page.interviews_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Interview& is = page.interviews(i);
    const json::Value& was = rows[i];
    SCOPED_TRACE(Text(was, {"id"}));
    EXPECT_EQ(is.id(), Text(was, {"id"}));
    EXPECT_EQ(is.application_id(), Text(was, {"candidate", "id"}));
    EXPECT_EQ(is.job_id(), Text(was, {"job", "shortcode"}));
    EXPECT_EQ(is.title(), Text(was, {"title"}));
    EXPECT_EQ(is.status() == v1::INTERVIEW_STATUS_CANCELED,
              IsTrue(was, "cancelled"));
    EXPECT_EQ(Millis(is.start_time()), Millis(was, "starts_at"));
    EXPECT_EQ(Millis(is.end_time()), Millis(was, "ends_at"));
    const Rows members = ItemsOf(At(was, {"members"}));
    ASSERT_EQ(static_cast<size_t>(is.interviewers_size()), members.size());
    for (size_t m = 0; m < members.size(); ++m) {
      EXPECT_EQ(is.interviewers(m).user_id(), Text(members[m], {"id"}));
      EXPECT_EQ(is.interviewers(m).response_source(),
                Text(members[m], {"status"}));
      EXPECT_NE(is.interviewers(m).response(), v1::INTERVIEW_RESPONSE_OTHER);
    }
  }
}

void ExpectSame(const v1::ListActivitiesResponse& page, const Rows& rows,
                const std::string& application) {
  ASSERT_EQ(static_cast<size_t>(page.activities_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Activity& is = page.activities(i);
    EXPECT_EQ(is.id(), absl::StrCat(application, "~", Text(rows[i], {"id"})));
    EXPECT_EQ(is.author_user_id(), Text(rows[i], {"member", "id"}));
    EXPECT_EQ(is.body(), Text(rows[i], {"body"}));
    EXPECT_EQ(Millis(is.time()), Millis(rows[i], "created_at"));
    const bool moves = At(rows[i], {"target_stage"}).is_object();
    EXPECT_EQ(is.kind() == v1::ACTIVITY_KIND_STAGE_CHANGE, moves);
    if (!moves) EXPECT_EQ(is.kind_source(), Text(rows[i], {"action"}));
  }
}

// Each began with an application and moved on from stage to stage.
void ExpectSame(const v1::ListStageChangesResponse& page, const Rows& rows) {
  Rows moves;
  for (const json::Value& row : rows) {
    if (At(row, {"target_stage"}).is_object()) moves.push_back(row);
  }
  ASSERT_EQ(static_cast<size_t>(page.stage_changes_size()), moves.size() + 1);
  EXPECT_EQ(page.stage_changes(0).to_stage_id(), "applied");
  for (size_t i = 0; i < moves.size(); ++i) {
    const v1::StageChange& is = page.stage_changes(i + 1);
    EXPECT_EQ(is.to_stage_id(), Text(moves[i], {"action"}));
    EXPECT_EQ(is.from_stage_id(), page.stage_changes(i).to_stage_id());
    EXPECT_EQ(Millis(is.change_time()), Millis(moves[i], "created_at"));
    EXPECT_EQ(is.current(), i + 1 == moves.size());
  }
}

void ExpectSame(const v1::ListScorecardsResponse& page, const Rows& rows) {
  Rows ratings;
  for (const json::Value& row : rows) {
    if (At(row, {"rating"}).is_object()) ratings.push_back(row);
  }
  ASSERT_EQ(static_cast<size_t>(page.scorecards_size()), ratings.size());
  for (size_t i = 0; i < ratings.size(); ++i) {
    const v1::Scorecard& is = page.scorecards(i);
    EXPECT_EQ(is.recommendation_source(),
              Text(ratings[i], {"rating", "score"}));
    EXPECT_NE(is.recommendation(), v1::RECOMMENDATION_OTHER);
    EXPECT_EQ(is.author_user_id(), Text(ratings[i], {"member", "id"}));
    EXPECT_EQ(is.sections(0).answers(0).value().int_value(),
              At(ratings[i], {"rating", "grade"}).AsInt64());
  }
}

TEST_F(WorkableRecordingTest, ActivitiesBecomeMovesAndRatingsToo) {
  ASSERT_EQ(recording_->activities().size(), 3u);
  for (const auto& [id, rows] : recording_->activities()) {
    SCOPED_TRACE(id);
    const std::vector<connectors::FilterValue> of = {{"application_id", id}};
    ExpectSame(recording_->List<v1::ListActivitiesResponse>("Activity", 1, of),
               rows, id);
    ExpectSame(
        recording_->List<v1::ListStageChangesResponse>("StageChange", 1, of),
        rows);
    ExpectSame(recording_->List<v1::ListScorecardsResponse>("Scorecard", 1, of),
               rows);
  }
}

TEST_F(WorkableRecordingTest, UsersEqualTheRecordedMembers) {
  const auto page = recording_->List<v1::ListUsersResponse>("User");
  const Rows& rows = recording_->rows("members");
  ASSERT_EQ(static_cast<size_t>(page.users_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(page.users(i).id(), Text(rows[i], {"id"}));
    EXPECT_EQ(page.users(i).email(), Text(rows[i], {"email"}));
    EXPECT_EQ(page.users(i).role_source(), Text(rows[i], {"role"}));
    EXPECT_EQ(page.users(i).active(), IsTrue(rows[i], "active"));
  }
}

TEST_F(WorkableRecordingTest, StagesReasonsAndDepartmentsAreAllThere) {
  const auto stages = recording_->List<v1::ListJobStagesResponse>("JobStage");
  ASSERT_EQ(static_cast<size_t>(stages.job_stages_size()),
            recording_->rows("stages").size());
  for (int i = 0; i < stages.job_stages_size(); ++i) {
    const json::Value& was = recording_->rows("stages")[i];
    EXPECT_EQ(stages.job_stages(i).id(), Text(was, {"slug"}));
    EXPECT_EQ(stages.job_stages(i).kind_source(), Text(was, {"kind"}));
    EXPECT_NE(stages.job_stages(i).kind(), v1::JOB_STAGE_KIND_OTHER);
    EXPECT_EQ(stages.job_stages(i).position(), i + 1);
  }
  const auto reasons =
      recording_->List<v1::ListRejectReasonsResponse>("RejectReason");
  ASSERT_EQ(static_cast<size_t>(reasons.reject_reasons_size()),
            recording_->rows("disqualification_reasons").size());
  for (int i = 0; i < reasons.reject_reasons_size(); ++i) {
    const json::Value& was = recording_->rows("disqualification_reasons")[i];
    EXPECT_EQ(reasons.reject_reasons(i).id(), Text(was, {"id"}));
    EXPECT_EQ(reasons.reject_reasons(i).name(), Text(was, {"description"}));
    EXPECT_EQ(reasons.reject_reasons(i).kind_source(),
              IsTrue(was, "candidate_withdrew") ? "true" : "false");
  }
  const auto departments =
      recording_->List<v1::ListDepartmentsResponse>("Department");
  ASSERT_EQ(static_cast<size_t>(departments.departments_size()),
            recording_->rows("departments").size());
  for (int i = 0; i < departments.departments_size(); ++i) {
    const json::Value& was = recording_->rows("departments")[i];
    EXPECT_EQ(departments.departments(i).id(), Text(was, {"id"}));
    EXPECT_EQ(departments.departments(i).parent_id(), Text(was, {"parent_id"}));
  }
}

}  // namespace
}  // namespace hirewire::vendors::workable
