// What the records say, compared with the company that is served; with what
// costs a call for each record.
#include <string>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "testing/data/company.h"
#include "testing/e2e/ashby_stack.h"
#include "testing/simulators/ashby/stages.h"

namespace hirewire::e2e {
namespace {

class AshbyValues : public AshbyStack {
 protected:
  // A few records with all that can be had.
  template <typename Request>
  static Request AFewWhole() {
    Request request;
    request.set_page_size(3);
    request.mutable_read_mask()->add_paths("*");
    return request;
  }

  size_t WithStatus(v1::ApplicationStatus status) {
    v1::ListApplicationsRequest request;
    request.set_status(status);
    return Walk(&Catalog::ListApplications, ROWS(applications), request)
        .ids.size();
  }
};

TEST_F(AshbyValues, ApplicationsStandWhereTheCompanySays) {
  const auto count = [&](sim::ApplicationStatus status) {
    return CountIf(data_.applications, [&](const sim::Application& one) {
      return one.status == status;
    });
  };
  EXPECT_EQ(WithStatus(v1::APPLICATION_STATUS_ACTIVE),
            count(sim::ApplicationStatus::kActive));
  EXPECT_EQ(WithStatus(v1::APPLICATION_STATUS_HIRED),
            count(sim::ApplicationStatus::kHired));
  EXPECT_EQ(WithStatus(v1::APPLICATION_STATUS_WITHDRAWN),
            CountIf(data_.applications, [&](const sim::Application& one) {
              return one.rejection_reason != sim::kNone &&
                     data_.rejection_reasons[one.rejection_reason].by ==
                         sim::RejectedBy::kCandidate;
            }));
}

TEST_F(AshbyValues, CandidatesHaveTheirAddressesAndApplications) {
  v1::ListCandidatesRequest request;
  request.set_page_size(100);
  const auto page = Call(&Catalog::ListCandidates, request);
  ASSERT_EQ(page.candidates_size(), 100);
  for (int i = 0; i < page.candidates_size(); ++i) {
    const v1::Candidate& candidate = page.candidates(i);
    const sim::Candidate& person = data_.candidates[i];
    ASSERT_EQ(candidate.id(), AshbySimulator::IdOf("candidate", i));
    ASSERT_EQ(candidate.emails_size(), static_cast<int>(person.emails.size()));
    for (int k = 0; k < candidate.emails_size(); ++k) {
      EXPECT_EQ(candidate.emails(k).address(), person.emails[k].value);
    }
    EXPECT_EQ(candidate.phones_size(), static_cast<int>(person.phones.size()));
    EXPECT_EQ(candidate.tags_size(), static_cast<int>(person.tags.size()));
    EXPECT_EQ(static_cast<size_t>(candidate.application_ids_size()),
              CountIf(data_.applications, [&](const sim::Application& one) {
                return one.candidate == i;
              }));
  }
}

TEST_F(AshbyValues, ApplicationsKnowWhenTheyEnteredTheirStage) {
  const auto page = Call(&Catalog::ListApplications,
                         AFewWhole<v1::ListApplicationsRequest>());
  EXPECT_EQ(page.issues_size(), 0);
  for (int i = 0; i < page.applications_size(); ++i) {
    const sim::ashby::Stay now = sim::ashby::HistoryOf(data_, i).back();
    const v1::Application& application = page.applications(i);
    EXPECT_EQ(application.stage_id(),
              AshbySimulator::IdOf("interviewStage", now.plan_stage));
    EXPECT_EQ(application.stage_entered_time().seconds(),
              absl::ToUnixSeconds(now.entered));
    EXPECT_EQ(application.job_id(),
              AshbySimulator::IdOf("job", data_.applications[i].job));
  }
}

TEST_F(AshbyValues, JoinedFieldsAreFilledWithoutIssues) {
  const auto interviews =
      Call(&Catalog::ListInterviews, AFewWhole<v1::ListInterviewsRequest>());
  EXPECT_EQ(interviews.issues_size(), 0);
  for (int i = 0; i < interviews.interviews_size(); ++i) {
    const sim::Interview& interview = data_.interviews[i];
    const sim::Ref who = data_.applications[interview.application].candidate;
    EXPECT_EQ(interviews.interviews(i).candidate_id(),
              AshbySimulator::IdOf("candidate", who));
    EXPECT_EQ(interviews.interviews(i).job_id(),
              AshbySimulator::IdOf("job", interview.job));
  }
  const auto offers =
      Call(&Catalog::ListOffers, AFewWhole<v1::ListOffersRequest>());
  EXPECT_EQ(offers.issues_size(), 0);
  for (const v1::Offer& offer : offers.offers()) {
    EXPECT_FALSE(offer.candidate_id().empty());
  }
  const auto jobs = Call(&Catalog::ListJobs, AFewWhole<v1::ListJobsRequest>());
  EXPECT_EQ(jobs.issues_size(), 0);
  const auto postings =
      Call(&Catalog::ListJobPostings, AFewWhole<v1::ListJobPostingsRequest>());
  EXPECT_EQ(postings.issues_size(), 0);
  const auto scorecards =
      Call(&Catalog::ListScorecards, AFewWhole<v1::ListScorecardsRequest>());
  EXPECT_EQ(scorecards.issues_size(), 0);
}

TEST_F(AshbyValues, FilesCanBeFetchedByTheLinkOfAnAttachment) {
  v1::ListAttachmentsRequest request = AFewWhole<v1::ListAttachmentsRequest>();
  const sim::Ref who = data_.attachments[0].candidate;
  request.set_candidate_id(AshbySimulator::IdOf("candidate", who));
  const auto page = Call(&Catalog::ListAttachments, request);
  EXPECT_EQ(page.issues_size(), 0);
  ASSERT_GT(page.attachments_size(), 0);
  for (const v1::Attachment& file : page.attachments()) {
    EXPECT_EQ(file.url().find(vendor_->Origin() + "/files/"), 0u) << file.url();
  }
}

}  // namespace
}  // namespace hirewire::e2e
