#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

class AshbyFiltersTest : public AshbyFixture {
 protected:
  AshbyFiltersTest() : options_(Unmetered(500)) {
    Restart(options_);
    data_ = vendor_->Data();
  }

  size_t Count(const std::string& endpoint, const std::string& members = "") {
    return Walk(endpoint, members).ids.size();
  }
  size_t Applications(const std::function<bool(const Application&)>& some) {
    return static_cast<size_t>(
        std::count_if(data_.applications.begin(), data_.applications.end(),
                      [&](const Application& application) {
                        return application.job != kNone && some(application);
                      }));
  }

  AshbyOptions options_;
  Company data_;
};

TEST_F(AshbyFiltersTest, ComparesCreatedAfterInMilliseconds) {
  const absl::Time middle = data_.candidates[250].created;
  const auto ids =
      Walk("candidate.list",
           absl::StrCat("\"createdAfter\":", absl::ToUnixMillis(middle)))
          .ids;
  EXPECT_EQ(ids.size(), 249u);
  EXPECT_EQ(ids.front(), AshbySimulator::IdOf("candidate", 251));
}

TEST_F(AshbyFiltersTest, FindsApplicationsByJobAndStatus) {
  const std::string job = With("", "jobId", AshbySimulator::IdOf("job", 2));
  EXPECT_EQ(Count("application.list", job),
            Applications([](const Application& a) { return a.job == 2; }));
  const auto count = [&](const char* status) {
    return Count("application.list", With("", "status", status));
  };
  EXPECT_EQ(count("Hired"), Applications([](const Application& a) {
              return a.status == ApplicationStatus::kHired;
            }));
  EXPECT_EQ(count("Archived"), Applications([](const Application& a) {
              return a.status == ApplicationStatus::kRejected;
            }));
  EXPECT_GT(count("Lead"), 0u);
  EXPECT_EQ(count("Lead") + count("Active"),
            Applications([](const Application& a) {
              return a.status == ApplicationStatus::kActive;
            }));
}

TEST_F(AshbyFiltersTest, HidesArchivedRowsUnlessAsked) {
  for (const char* endpoint :
       {"department.list", "location.list", "archiveReason.list", "source.list",
        "candidateTag.list", "interviewPlan.list",
        "feedbackFormDefinition.list", "interview.list"}) {
    const size_t all = Count(endpoint, "\"includeArchived\":true");
    EXPECT_LT(Count(endpoint), all) << endpoint;
    EXPECT_EQ(Count(endpoint, "\"includeArchived\":false"), Count(endpoint));
  }
  EXPECT_EQ(Count("department.list", "\"includeArchived\":true"),
            data_.departments.size());
}

TEST_F(AshbyFiltersTest, HidesDeactivatedUsersUnlessAsked) {
  vendor_->Mutate([](Company& company) { company.users[3].active = false; });
  EXPECT_LT(Count("user.list"), data_.users.size());
  EXPECT_EQ(Count("user.list", "\"includeDeactivated\":true"),
            data_.users.size());
}

TEST_F(AshbyFiltersTest, HidesDraftsUnlessTheStatusNamesThem) {
  vendor_->Mutate(
      [](Company& company) { company.jobs[0].status = JobStatus::kDraft; });
  const std::string all =
      "\"status\":[\"Draft\",\"Open\",\"Closed\",\"Archived\"]";
  const size_t drafts = Count("job.list", "\"status\":[\"Draft\"]");
  EXPECT_GE(drafts, 1u);
  EXPECT_EQ(Count("job.list", all), data_.jobs.size());
  EXPECT_EQ(Count("job.list"), data_.jobs.size() - drafts);
}

TEST_F(AshbyFiltersTest, FindsJobsByWhenTheyOpened) {
  const absl::Time opened = *data_.jobs[0].opened;
  const std::string millis = absl::StrCat(absl::ToUnixMillis(opened));
  const size_t after = Count("job.list", "\"openedAfter\":" + millis);
  const size_t before = Count("job.list", "\"openedBefore\":" + millis);
  // Neither holds the job itself.
  EXPECT_EQ(after + before + 1, Count("job.list"));
}

TEST_F(AshbyFiltersTest, HidesInterviewsOfOneJobUnlessAsked) {
  const std::string all =
      "\"includeArchived\":true,\"includeNonSharedInterviews\":true";
  EXPECT_EQ(Count("interview.list", all), data_.planned_interviews.size());
  const json::Document shared = Parse(Call("interview.list"));
  for (const json::Value row : shared.root().Find("results")->items()) {
    EXPECT_FALSE(row.Find("jobId").has_value());
  }
}

TEST_F(AshbyFiltersTest, HidesRegionsUnlessAsked) {
  const std::string all = "\"includeArchived\":true";
  EXPECT_EQ(Count("location.list", all), data_.offices.size());
  EXPECT_EQ(Count("location.list", all + ",\"includeLocationHierarchy\":true"),
            data_.offices.size() + 1);
}

TEST_F(AshbyFiltersTest, FindsPostingsThatAreListedAndByDepartment) {
  const size_t all = Count("jobPosting.list");
  EXPECT_EQ(all, data_.job_posts.size());
  EXPECT_LT(Count("jobPosting.list", "\"listedOnly\":true"), all);
  const size_t some =
      Count("jobPosting.list", With("", "department", "Design"));
  EXPECT_LT(some, all);
  EXPECT_EQ(Count("jobPosting.list", With("", "department", "Nowhere")), 0u);
}

TEST_F(AshbyFiltersTest, FindsSchedulesAndFeedbackOfAnApplication) {
  const Interview& first = data_.interviews[0];
  const std::string application =
      With("", "applicationId",
           AshbySimulator::IdOf("application", first.application));
  EXPECT_GE(Count("interviewSchedule.list", application), 1u);
  EXPECT_LT(Count("interviewSchedule.list", application), 10u);
  EXPECT_LE(Count("applicationFeedback.list", application),
            Count("interviewSchedule.list", application));
}

TEST_F(AshbyFiltersTest, FindsOffersByStatus) {
  const size_t all = Count("offer.list");
  const size_t accepted =
      Count("offer.list", "\"acceptanceStatus\":[\"Accepted\"]");
  EXPECT_GT(accepted, 0u);
  EXPECT_EQ(Count("offer.list", "\"offerStatus\":[\"CandidateAccepted\"]"),
            accepted);
  EXPECT_LT(accepted, all);
}

TEST_F(AshbyFiltersTest, SearchesPeopleByEmailAndName) {
  vendor_->Mutate([](Company& company) {
    Candidate& person = company.candidates[5];
    person.first_name = "Ottilie";
    person.last_name = "Quist";
    person.preferred_name.reset();
    person.emails = {{"ottilie@people.example", "personal"}};
  });
  const std::vector<std::string> her = {AshbySimulator::IdOf("candidate", 5)};
  EXPECT_EQ(Ids(Call("candidate.search",
                     With("", "email", "OTTILIE@people.example"))),
            her);
  EXPECT_EQ(Ids(Call("candidate.search", With("", "name", "ottilie q"))), her);
  EXPECT_TRUE(
      Ids(Call("candidate.search", With(With("", "name", "Ottilie"), "email",
                                        "another@people.example")))
          .empty());
  EXPECT_EQ(Ids(Call("candidate.search", With("", "name", "a"))).size(), 100u);
  EXPECT_EQ(Ids(Call("user.search", With("", "email", data_.users[2].email))),
            std::vector<std::string>{AshbySimulator::IdOf("user", 2)});
}

}  // namespace
}  // namespace hirewire::sim
