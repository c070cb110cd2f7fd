// The simulated Ashby read whole: every listing that the manifest has, over
// real sockets, compared with the company that is served.
#include <map>
#include <set>
#include <string>

#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "testing/data/company.h"
#include "testing/e2e/ashby_stack.h"
#include "testing/simulators/ashby/options.h"
#include "testing/simulators/ashby/stages.h"

namespace hirewire::e2e {
namespace {

using AshbyWalk = AshbyStack;

// So many records, each once, and all of them read.
void ExpectClean(const Walked& walked, size_t count) {
  EXPECT_EQ(walked.ids.size(), count);
  EXPECT_EQ(std::set<std::string>(walked.ids.begin(), walked.ids.end()).size(),
            walked.ids.size());
  EXPECT_EQ(walked.issues, (std::map<std::string, int>()));
}

TEST_F(AshbyWalk, ReadsPeopleAndTheirApplications) {
  const Walked candidates = Walk(&Catalog::ListCandidates, ROWS(candidates));
  ExpectClean(candidates, 150);
  ExpectGets(&Catalog::GetCandidate, ROWS(candidate), candidates);
  const Walked applications =
      Walk(&Catalog::ListApplications, ROWS(applications));
  ExpectClean(applications, Applications());
  ExpectGets(&Catalog::GetApplication, ROWS(application), applications);
}

TEST_F(AshbyWalk, ReadsJobsDraftsTooAndWhatIsPosted) {
  const Walked jobs = Walk(&Catalog::ListJobs, ROWS(jobs));
  ExpectClean(jobs, data_.jobs.size());
  ExpectGets(&Catalog::GetJob, ROWS(job), jobs);
  const Walked postings = Walk(&Catalog::ListJobPostings, ROWS(job_postings));
  ExpectClean(postings, data_.job_posts.size());
  ExpectGets(&Catalog::GetJobPosting, ROWS(job_posting), postings);
}

TEST_F(AshbyWalk, ReadsInterviewsScorecardsAndOffers) {
  // At most one event each, and those without one are there as well.
  const Walked interviews = Walk(&Catalog::ListInterviews, ROWS(interviews));
  ExpectClean(interviews, data_.interviews.size());
  ExpectGets(&Catalog::GetInterview, ROWS(interview), interviews);
  const Walked scorecards = Walk(&Catalog::ListScorecards, ROWS(scorecards));
  ExpectClean(scorecards,
              CountIf(data_.scorecards,
                      [](const sim::Scorecard& one) { return !one.draft; }));
  ExpectGets(&Catalog::GetScorecard, ROWS(scorecard), scorecards);
  const Walked forms =
      Walk(&Catalog::ListScorecardForms, ROWS(scorecard_forms));
  ExpectClean(forms, data_.kits.size());
  ExpectGets(&Catalog::GetScorecardForm, ROWS(scorecard_form), forms);
  const Walked offers = Walk(&Catalog::ListOffers, ROWS(offers));
  ExpectClean(offers, Offers());
  ExpectGets(&Catalog::GetOffer, ROWS(offer), offers);
}

TEST_F(AshbyWalk, ReadsTheOrganization) {
  const Walked users = Walk(&Catalog::ListUsers, ROWS(users));
  ExpectClean(users, data_.users.size());
  ExpectGets(&Catalog::GetUser, ROWS(user), users);
  const Walked departments = Walk(&Catalog::ListDepartments, ROWS(departments));
  ExpectClean(departments, data_.departments.size());
  ExpectGets(&Catalog::GetDepartment, ROWS(department), departments);
  // The region above them is one more.
  const Walked offices = Walk(&Catalog::ListOffices, ROWS(offices));
  ExpectClean(offices, data_.offices.size() + 1);
  ExpectGets(&Catalog::GetOffice, ROWS(office), offices);
}

TEST_F(AshbyWalk, ReadsTheListsOfWords) {
  ExpectClean(Walk(&Catalog::ListTags, ROWS(tags)), data_.tags.size());
  const Walked sources = Walk(&Catalog::ListSources, ROWS(sources));
  ExpectClean(sources, data_.sources.size());
  ExpectGets(&Catalog::GetSource, ROWS(source), sources);
  const Walked reasons =
      Walk(&Catalog::ListRejectReasons, ROWS(reject_reasons));
  ExpectClean(reasons, data_.rejection_reasons.size());
  ExpectGets(&Catalog::GetRejectReason, ROWS(reject_reason), reasons);
  const Walked fields = Walk(&Catalog::ListCustomFieldDefinitions,
                             ROWS(custom_field_definitions));
  ExpectClean(fields, CustomFields());
  ExpectGets(&Catalog::GetCustomFieldDefinition, ROWS(custom_field_definition),
             fields);
}

TEST_F(AshbyWalk, ReadsWhatHangsOffCandidates) {
  for (sim::Ref who = 0; who < 3; ++who) {
    const std::string id = AshbySimulator::IdOf("candidate", who);
    v1::ListActivitiesRequest notes;
    notes.set_candidate_id(id);
    ExpectClean(Walk(&Catalog::ListActivities, ROWS(activities), notes),
                CountIf(data_.notes, [&](const sim::Note& one) {
                  return one.candidate == who &&
                         one.kind != sim::NoteKind::kEmail;
                }));
    v1::ListAttachmentsRequest files;
    files.set_candidate_id(id);
    ExpectClean(Walk(&Catalog::ListAttachments, ROWS(attachments), files),
                CountIf(data_.attachments, [&](const sim::Attachment& one) {
                  return one.candidate == who;
                }));
  }
}

TEST_F(AshbyWalk, ReadsWhatHangsOffApplicationsAndJobs) {
  for (sim::Ref ref = 0; ref < 3; ++ref) {
    v1::ListStageChangesRequest history;
    history.set_application_id(AshbySimulator::IdOf("application", ref));
    ExpectClean(Walk(&Catalog::ListStageChanges, ROWS(stage_changes), history),
                sim::ashby::HistoryOf(data_, ref).size());
    v1::ListJobStagesRequest stages;
    stages.set_job_id(AshbySimulator::IdOf("job", ref));
    const Walked plan = Walk(&Catalog::ListJobStages, ROWS(job_stages), stages);
    ExpectClean(plan, static_cast<size_t>(sim::ashby::PlanSize(data_, ref)));
    ExpectGets(&Catalog::GetJobStage, ROWS(job_stage), plan);
    v1::ListScreeningQuestionsRequest questions;
    questions.set_job_posting_id(AshbySimulator::IdOf("jobPosting", ref));
    ExpectClean(Walk(&Catalog::ListScreeningQuestions,
                     ROWS(screening_questions), questions),
                data_.job_posts[ref].questions.size());
  }
}

TEST_F(AshbyWalk, SkipsNobodyAtAnEmptyPage) {
  sim::AshbyOptions options = SmallAshby();
  options.empty_page_after = 2;
  Connect(options);
  v1::ListCandidatesRequest request;
  request.set_page_size(40);
  ExpectClean(Walk(&Catalog::ListCandidates, ROWS(candidates), request), 150);
}

// Nulls, gaps and words that no document lists: none of them is an issue.
TEST_F(AshbyWalk, TrapsOfRealAccountsCostNothing) {
  sim::AshbyOptions options = SmallAshby();
  options.awkward = true;
  options.candidates = 400;
  Connect(options);
  ExpectClean(Walk(&Catalog::ListCandidates, ROWS(candidates)), 400);
  ExpectClean(Walk(&Catalog::ListApplications, ROWS(applications)),
              Applications());
  ExpectClean(Walk(&Catalog::ListJobs, ROWS(jobs)), data_.jobs.size());
  ExpectClean(Walk(&Catalog::ListJobPostings, ROWS(job_postings)),
              data_.job_posts.size());
  ExpectClean(Walk(&Catalog::ListInterviews, ROWS(interviews)),
              data_.interviews.size());
  ExpectClean(Walk(&Catalog::ListOffers, ROWS(offers)), Offers());
  ExpectClean(Walk(&Catalog::ListRejectReasons, ROWS(reject_reasons)),
              data_.rejection_reasons.size());
  ExpectClean(Walk(&Catalog::ListScorecards, ROWS(scorecards)),
              CountIf(data_.scorecards,
                      [](const sim::Scorecard& one) { return !one.draft; }));
}

// The vendor's clock stands still, so that its window never ends.
class AshbyThrottled : public AshbyStack {
 protected:
  ~AshbyThrottled() override { vendor_.reset(); }

  void ExpectTriedAgain(sim::AshbyOptions options) {
    options.rate_limits = true;
    options.rate_limit = 1;
    options.clock = &clock_;
    Connect(options);
    v1::ListCandidatesRequest request;
    request.set_connection_id(connection_);
    request.set_page_size(10);
    request.set_page_token(
        Call(&Catalog::ListCandidates, request).next_page_token());
    grpc::ClientContext context;
    v1::ListCandidatesResponse page;
    const grpc::Status status =
        stack_.catalog().ListCandidates(&context, request, &page);
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_QUOTA_EXHAUSTED)
        << status.error_message();
    EXPECT_GT(vendor_->Throttled(), 1);
  }

  FakeClock clock_;
};

TEST_F(AshbyThrottled, ByStatus) { ExpectTriedAgain(SmallAshby()); }

TEST_F(AshbyThrottled, InTheEnvelope) {
  sim::AshbyOptions options = SmallAshby();
  options.throttles = sim::AshbyRefusal::kEnvelope;
  ExpectTriedAgain(options);
}

}  // namespace
}  // namespace hirewire::e2e
