// A whole Workable account read to its end, and compared with the company that
// the simulated vendor renders.
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/workable/workable_simulator.h"

namespace hirewire::e2e {
namespace {

using Stub = v1::CatalogService::StubInterface;

struct Walk {
  std::map<std::string, int> seen;  // id -> how often
  std::vector<std::string> issues;
};

// Adds one page: by the style of the protos, records are 1 and issues 3.
void Read(const google::protobuf::Message& page, Walk& walk) {
  const auto& fields = *page.GetDescriptor();
  const auto& reflection = *page.GetReflection();
  const auto* records = fields.FindFieldByNumber(1);
  for (int i = 0; i < reflection.FieldSize(page, records); ++i) {
    const auto& record = reflection.GetRepeatedMessage(page, records, i);
    const auto* id = record.GetDescriptor()->FindFieldByName("id");
    ++walk.seen[record.GetReflection()->GetString(record, id)];
  }
  const auto* issues = fields.FindFieldByNumber(3);
  for (int i = 0; i < reflection.FieldSize(page, issues); ++i) {
    walk.issues.push_back(
        reflection.GetRepeatedMessage(page, issues, i).ShortDebugString());
  }
}

class WorkableWalk : public testing::Test {
 protected:
  WorkableWalk() { Connect({.candidates = 150, .rate_limits = false}); }

  // Another company, connected as "acme".
  void Connect(const sim::SimulatorOptions& options) {
    auto vendor = std::make_unique<sim::WorkableSimulator>(options);
    vendor_ = vendor.get();
    data_ = vendor_->Data();
    stack_ = std::make_unique<Stack>(std::move(vendor));
    stack_->Connect("acme");
  }

  // Every page of a listing.
  template <typename Request, typename Response>
  Walk All(grpc::Status (Stub::*list)(grpc::ClientContext*, const Request&,
                                      Response*),
           Request request = {}) {
    Walk walk;
    request.set_connection_id("acme");
    request.set_page_size(15);
    do {
      grpc::ClientContext context;
      Response page;
      const grpc::Status status =
          (stack_->catalog().*list)(&context, request, &page);
      EXPECT_TRUE(status.ok()) << status.error_message();
      if (!status.ok()) break;
      Read(page, walk);
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    for (const auto& [id, times] : walk.seen) EXPECT_EQ(times, 1) << id;
    for (const std::string& issue : walk.issues) ADD_FAILURE() << issue;
    return walk;
  }

  // The ids that a walk should have seen.
  template <typename T, typename Is>
  std::vector<std::string> Ids(const char* collection,
                               const std::vector<T>& records, Is is) const {
    std::vector<std::string> ids;
    for (size_t i = 0; i < records.size(); ++i) {
      if (is(records[i])) {
        ids.push_back(vendor_->IdOf(collection, static_cast<sim::Ref>(i)));
      }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  template <typename T>
  std::vector<std::string> Ids(const char* collection,
                               const std::vector<T>& records) const {
    return Ids(collection, records, [](const T&) { return true; });
  }

  static std::vector<std::string> IdsOf(const Walk& walk) {
    std::vector<std::string> ids;
    for (const auto& [id, times] : walk.seen) ids.push_back(id);
    return ids;
  }

  // Fields that cost a call per record too.
  template <typename Request>
  static Request Whole() {
    Request request;
    request.mutable_read_mask()->add_paths("*");
    return request;
  }

  // How many of `records` belong to an application.
  template <typename T>
  static size_t CountOf(const std::vector<T>& records, sim::Ref application) {
    return static_cast<size_t>(std::count_if(
        records.begin(), records.end(),
        [&](const T& record) { return record.application == application; }));
  }

  // What hangs off one application.
  struct Below {
    size_t attachments = 0;
    size_t moves = 0;
    size_t scorecards = 0;
    size_t offers = 0;
    size_t activities = 0;
  };

  // As the product tells it ...
  Below SeenBelow(const std::string& id) {
    const auto count = [&](auto list, auto request) {
      request.set_application_id(id);
      return All(list, request).seen.size();
    };
    return {
        count(&Stub::ListAttachments, v1::ListAttachmentsRequest()),
        count(&Stub::ListStageChanges, v1::ListStageChangesRequest()),
        count(&Stub::ListScorecards, v1::ListScorecardsRequest()),
        count(&Stub::ListOffers, v1::ListOffersRequest()),
        count(&Stub::ListActivities, v1::ListActivitiesRequest()),
    };
  }

  // ... and as the company has it.
  Below KeptBelow(sim::Ref ref) const {
    const sim::Application& application = data_.applications[ref];
    const bool hired = application.status == sim::ApplicationStatus::kHired;
    const bool out = application.status == sim::ApplicationStatus::kRejected;
    const size_t offers = CountOf(data_.offers, ref);
    Below kept;
    kept.attachments = CountOf(data_.attachments, ref);
    // Arriving is one move; the visit that it begins is none of its own.
    kept.moves = std::max<size_t>(CountOf(data_.stage_visits, ref), 1) + hired;
    for (const sim::Scorecard& card : data_.scorecards) {
      // A rating cannot be left open.
      kept.scorecards += card.application == ref && !card.draft &&
                         card.rating != sim::Rating::kUnset &&
                         card.rating != sim::Rating::kNoDecision;
    }
    kept.offers = offers > 0 ? 1 : 0;  // only the latest
    kept.activities = kept.moves + kept.scorecards + offers + out +
                      NotesOf(ref) + CountOf(data_.interviews, ref);
    return kept;
  }

  // A note of a person alone belongs to the first application.
  size_t NotesOf(sim::Ref ref) const {
    const sim::Ref person = data_.applications[ref].candidate;
    const bool first =
        ref == 0 || data_.applications[ref - 1].candidate != person;
    return static_cast<size_t>(std::count_if(
        data_.notes.begin(), data_.notes.end(), [&](const sim::Note& note) {
          return note.application == ref || (note.application == sim::kNone &&
                                             first && note.candidate == person);
        }));
  }

  sim::WorkableSimulator* vendor_;  // owned by the stack
  sim::Company data_;
  std::unique_ptr<Stack> stack_;
};

TEST_F(WorkableWalk, SeesEveryCandidateAndApplication) {
  const auto candidates = Ids("candidates", data_.applications);
  EXPECT_EQ(IdsOf(All(&Stub::ListCandidates)), candidates);
  EXPECT_EQ(IdsOf(All(&Stub::ListApplications)), candidates);
}

TEST_F(WorkableWalk, FollowsPagesIntoTheJobsPath) {
  const std::string job = vendor_->IdOf("jobs", 0);
  v1::ListCandidatesRequest request;
  request.set_job_id(job);
  EXPECT_EQ(IdsOf(All(&Stub::ListCandidates, request)),
            Ids("candidates", data_.applications,
                [](const sim::Application& one) { return one.job == 0; }));
  auto calls = vendor_->Counts().by_path;
  EXPECT_EQ(calls["/spi/v3/candidates"], 1);
  EXPECT_GE(calls["/spi/v3/jobs/" + job + "/candidates"], 1);
}

TEST_F(WorkableWalk, SeesEveryJobWithItsPostingAndQuestions) {
  const auto jobs = Ids("jobs", data_.jobs);
  EXPECT_EQ(IdsOf(All(&Stub::ListJobs)), jobs);
  EXPECT_EQ(IdsOf(All(&Stub::ListJobPostings)), jobs);
  for (const std::string& job : jobs) {
    v1::ListScreeningQuestionsRequest request;
    request.set_job_id(job);
    EXPECT_EQ(All(&Stub::ListScreeningQuestions, request).seen.size(), 3u);
  }
}

TEST_F(WorkableWalk, SeesTheAccount) {
  EXPECT_EQ(All(&Stub::ListJobStages).seen.size(), 7u);
  EXPECT_EQ(IdsOf(All(&Stub::ListUsers)),
            Ids("members", data_.users,
                [](const sim::User& user) { return !user.service_account; }));
  EXPECT_EQ(IdsOf(All(&Stub::ListDepartments)),
            Ids("departments", data_.departments));
  EXPECT_EQ(IdsOf(All(&Stub::ListOffices)),
            Ids("legal_entities", data_.offices));
  EXPECT_EQ(IdsOf(All(&Stub::ListRejectReasons)),
            Ids("disqualification_reasons", data_.rejection_reasons));
  EXPECT_EQ(IdsOf(All(&Stub::ListCustomFieldDefinitions)),
            Ids("custom_attributes", data_.custom_fields,
                [](const sim::CustomField& field) {
                  return field.owner == sim::CustomOwner::kCandidate ||
                         field.owner == sim::CustomOwner::kApplication;
                }));
}

TEST_F(WorkableWalk, SeesEveryInterviewThatHasATime) {
  EXPECT_EQ(IdsOf(All(&Stub::ListInterviews)),
            Ids("events", data_.interviews, [](const sim::Interview& one) {
              return one.start.has_value() || one.all_day_start.has_value();
            }));
}

TEST_F(WorkableWalk, ReadsWhatOnlyDetailCallsHave) {
  const auto candidates = Ids("candidates", data_.applications);
  EXPECT_EQ(
      IdsOf(All(&Stub::ListCandidates, Whole<v1::ListCandidatesRequest>())),
      candidates);
  EXPECT_EQ(
      IdsOf(All(&Stub::ListApplications, Whole<v1::ListApplicationsRequest>())),
      candidates);
  EXPECT_EQ(IdsOf(All(&Stub::ListJobs, Whole<v1::ListJobsRequest>())),
            Ids("jobs", data_.jobs));
  // One call for each record of each of the two.
  EXPECT_EQ(vendor_->Counts().by_path["/spi/v3/candidates/" + candidates[0]],
            2);
}

TEST_F(WorkableWalk, SeesAllBelowAnApplication) {
  Below total;
  for (sim::Ref ref = 0; ref < 60; ++ref) {
    const Below seen = SeenBelow(vendor_->IdOf("candidates", ref));
    const Below kept = KeptBelow(ref);
    EXPECT_EQ(seen.attachments, kept.attachments) << ref;
    EXPECT_EQ(seen.moves, kept.moves) << ref;
    EXPECT_EQ(seen.scorecards, kept.scorecards) << ref;
    EXPECT_EQ(seen.offers, kept.offers) << ref;
    EXPECT_EQ(seen.activities, kept.activities) << ref;
    total.scorecards += seen.scorecards;
    total.offers += seen.offers;
  }
  EXPECT_GT(total.scorecards, 0u);
  EXPECT_GT(total.offers, 0u);
}

TEST_F(WorkableWalk, NeverExceedsTheVendorsRateLimit) {
  Connect({.candidates = 300});
  v1::ListCandidatesRequest request;
  request.set_connection_id("acme");
  request.set_page_size(5);
  grpc::Status last;
  // Ten fit into a window of ten seconds; even where one ends meanwhile, the
  // 21st would have to wait longer than its caller allows.
  for (int i = 0; i < 21 && last.ok(); ++i) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::milliseconds(500));
    v1::ListCandidatesResponse page;
    last = stack_->catalog().ListCandidates(&context, request, &page);
    request.set_page_token(page.next_page_token());
  }
  EXPECT_EQ(ReasonOf(last), v1::ERROR_REASON_QUOTA_EXHAUSTED)
      << last.error_message();
  EXPECT_EQ(vendor_->Throttled(), 0);
}

}  // namespace
}  // namespace hirewire::e2e
