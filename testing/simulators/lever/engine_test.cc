// The engine reads a simulated account whole, through Lever's own manifest:
// every entity, every page, every record again by its id. Both run on one
// virtual clock, so the engine's pace is held against the vendor's limit.
#include <gmock/gmock.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "connectors/api/query.h"
#include "connectors/engine/testing_vendor.h"
#include "connectors/vendors/lever/manifest.h"
#include "hirewire/v1/catalog_service.pb.h"
#include "testing/simulators/lever/lever_simulator.h"

namespace hirewire::sim {
namespace {

using connectors::FilterValue;
using google::protobuf::Message;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

using Filters = std::vector<FilterValue>;

Request ToSimulator(const http::Request& sent) {
  const auto url = http::Url::Parse(sent.url);
  Request request;
  request.method = sent.method;
  request.path = PercentDecode(url->path(), false);
  request.raw_query = url->query();
  request.query = ParseParameters(request.raw_query);
  request.headers = sent.headers;
  request.body = sent.body;
  return request;
}

class LeverEngineTest : public testing::Test {
 protected:
  LeverEngineTest() : engine_(vendors::lever::ManifestText()) {
    LeverOptions options;
    options.common.candidates = 60;
    options.common.clock = &engine_.clock();
    options.keys[0].key = "key";
    vendor_ = std::make_unique<LeverSimulator>(std::move(options));
    engine_.wire().Handle(
        [this](const http::Request& sent) { return Answer(sent); });
    company_ = vendor_->Data();
    account_ = vendor_->AccountNow();
    for (const lever::Opportunity& one : account_.opportunities) {
      if (!one.confidential) open_.push_back(&one);
    }
  }

  ~LeverEngineTest() override {
    // The engine keeps to the limit that it was told of.
    EXPECT_EQ(vendor_->Throttled(), 0);
  }

  Async<http::Response> Answer(http::Request sent) {
    const Reply reply = vendor_->Handle(ToSimulator(sent));
    if (reply.status != 200) {
      refused_.push_back(
          absl::StrCat(reply.status, " ", sent.url, " ", *reply.body));
    }
    co_return http::Response{reply.status, reply.headers, *reply.body};
  }

  // The ids of all pages, in order; all fields are asked for. No issues.
  template <typename Response>
  std::vector<std::string> List(const std::string& entity, Filters filters = {},
                                int page_size = 20) {
    std::vector<std::string> ids;
    connectors::ListQuery query;
    query.entity = entity;
    query.page_size = page_size;
    query.filters = std::move(filters);
    query.read_mask = {"*"};
    do {
      const auto page = engine_.List<Response>(query);
      EXPECT_TRUE(page.ok()) << entity << ": " << page.status();
      if (!page.ok()) break;
      for (const auto& issue : page->issues()) {
        ADD_FAILURE() << entity << ": " << issue.ShortDebugString();
      }
      for (std::string& id : Ids(*page)) ids.push_back(std::move(id));
      query.page_token = page->next_page_token();
    } while (!query.page_token.empty());
    EXPECT_THAT(refused_, IsEmpty());
    return ids;
  }

  // Field 1 of a response is its records or its record; of these, the id.
  static std::vector<std::string> Ids(const Message& response) {
    std::vector<std::string> ids;
    const auto* records = response.GetDescriptor()->FindFieldByNumber(1);
    const auto* reflection = response.GetReflection();
    const auto id_of = [&](const Message& record) {
      const auto* id = record.GetDescriptor()->FindFieldByName("id");
      ids.push_back(record.GetReflection()->GetString(record, id));
    };
    if (!records->is_repeated()) {
      id_of(reflection->GetMessage(response, records));
      return ids;
    }
    for (int i = 0; i < reflection->FieldSize(response, records); ++i) {
      id_of(reflection->GetRepeatedMessage(response, records, i));
    }
    return ids;
  }

  // Each of them can be read again by its id.
  template <typename Response>
  void ExpectGets(const std::string& entity,
                  const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      connectors::GetQuery query;
      query.entity = entity;
      query.id = id;
      query.read_mask = {"*"};
      const auto one = engine_.Get<Response>(query);
      ASSERT_TRUE(one.ok()) << entity << " " << id << ": " << one.status();
      EXPECT_EQ(Ids(*one), std::vector<std::string>{id});
      EXPECT_EQ(one->issues_size(), 0) << one->issues(0).ShortDebugString();
    }
  }

  // What hangs below each opportunity: `of` gives what is expected there.
  template <typename Response, typename Of>
  std::vector<std::string> ExpectBelow(const std::string& entity, Of of,
                                       const Filters& more = {}) {
    std::vector<std::string> all;
    for (const lever::Opportunity* one : open_) {
      Filters filters = {{"application_id", one->id}};
      filters.insert(filters.end(), more.begin(), more.end());
      const auto ids = List<Response>(entity, filters, 2);
      EXPECT_THAT(ids, UnorderedElementsAreArray(of(*one))) << one->id;
      all.insert(all.end(), ids.begin(), ids.end());
    }
    EXPECT_FALSE(all.empty()) << entity;
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
    return all;
  }

  // Ids of the company's records: opportunity, kind and what they name.
  static std::vector<std::string> Below(const lever::Opportunity& one,
                                        const char* kind,
                                        const std::vector<Ref>& refs) {
    std::vector<std::string> ids;
    for (const Ref ref : refs) {
      ids.push_back(absl::StrCat(one.id, "~", LeverSimulator::IdOf(kind, ref)));
    }
    return ids;
  }

  template <typename Records, typename Counts>
  static std::vector<std::string> IdsOf(const char* kind,
                                        const Records& records, Counts counts) {
    std::vector<std::string> ids;
    for (size_t i = 0; i < records.size(); ++i) {
      if (!counts(records[i])) continue;
      ids.push_back(LeverSimulator::IdOf(kind, static_cast<Ref>(i)));
    }
    return ids;
  }

  std::vector<std::string> OpenPostings() const {
    return IdsOf("postings", company_.jobs,
                 [](const Job& job) { return !job.confidential; });
  }

  engine::TestingVendor engine_;
  std::unique_ptr<LeverSimulator> vendor_;
  Company company_;
  lever::Account account_;
  // What a caller sees without asking for confidential ones.
  std::vector<const lever::Opportunity*> open_;
  std::vector<std::string> refused_;
};

constexpr auto kAll = [](const auto&) { return true; };

TEST_F(LeverEngineTest, TakesTheKey) { EXPECT_TRUE(engine_.Check().ok()); }

TEST_F(LeverEngineTest, ReadsEveryApplication) {
  std::vector<std::string> wanted;
  for (const auto* one : open_) wanted.push_back(one->id);
  const auto ids = List<v1::ListApplicationsResponse>("Application");
  EXPECT_EQ(ids, wanted);
  ExpectGets<v1::GetApplicationResponse>("Application", ids);
}

TEST_F(LeverEngineTest, SaysOfApplicationsWhatTheCompanySays) {
  connectors::ListQuery query;
  query.entity = "Application";
  query.page_size = 100;
  query.read_mask = {"*"};
  const auto page = engine_.List<v1::ListApplicationsResponse>(query);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->applications_size(), static_cast<int>(open_.size()));
  for (int i = 0; i < page->applications_size(); ++i) {
    const v1::Application& is = page->applications(i);
    const Ref ref = open_[static_cast<size_t>(i)]->application;
    EXPECT_EQ(is.candidate_id(),
              LeverSimulator::IdOf("contacts",
                                   open_[static_cast<size_t>(i)]->candidate));
    if (ref == kNone) continue;
    const Application& was = company_.applications[ref];
    const bool hired = was.status == ApplicationStatus::kHired;
    const bool rejected = was.status == ApplicationStatus::kRejected;
    EXPECT_EQ(is.status(), hired      ? v1::APPLICATION_STATUS_HIRED
                           : rejected ? v1::APPLICATION_STATUS_REJECTED
                                      : v1::APPLICATION_STATUS_ACTIVE);
    EXPECT_EQ(is.has_rejected_time(), rejected);
    EXPECT_EQ(is.has_hired_time(), hired);
    EXPECT_EQ(is.job_id(), was.job == kNone
                               ? ""
                               : LeverSimulator::IdOf("postings", was.job));
    EXPECT_EQ(is.prospect(), was.job == kNone);
  }
}

TEST_F(LeverEngineTest, ReadsEveryCandidateOnceAPage) {
  const auto contacts = [&](bool confidential) {
    std::set<std::string> ids;
    for (const auto& one : account_.opportunities) {
      if (one.confidential != confidential) continue;
      ids.insert(LeverSimulator::IdOf("contacts", one.candidate));
    }
    return ids;
  };
  const auto ids = List<v1::ListCandidatesResponse>("Candidate", {}, 100);
  EXPECT_THAT(ids, UnorderedElementsAreArray(contacts(false)));
  ExpectGets<v1::GetCandidateResponse>("Candidate", ids);
  const auto hidden =
      List<v1::ListCandidatesResponse>("Candidate", {{"private", "true"}}, 100);
  EXPECT_THAT(hidden, UnorderedElementsAreArray(contacts(true)));
  EXPECT_FALSE(hidden.empty());
}

TEST_F(LeverEngineTest, ReadsEveryStageChange) {
  std::vector<std::string> wanted;
  for (const auto* one : open_) {
    for (size_t i = 0; i < one->changes.size(); ++i) {
      wanted.push_back(absl::StrCat(one->id, "~", i));
    }
  }
  EXPECT_THAT(List<v1::ListStageChangesResponse>("StageChange"),
              UnorderedElementsAreArray(wanted));
}

TEST_F(LeverEngineTest, ReadsEveryJobAndPosting) {
  const auto jobs = List<v1::ListJobsResponse>("Job", {}, 2);
  EXPECT_THAT(jobs, UnorderedElementsAreArray(OpenPostings()));
  ExpectGets<v1::GetJobResponse>("Job", jobs);
  const auto postings = List<v1::ListJobPostingsResponse>("JobPosting", {}, 2);
  EXPECT_EQ(postings, jobs);
  ExpectGets<v1::GetJobPostingResponse>("JobPosting", postings);
}

TEST_F(LeverEngineTest, ReadsEveryScreeningQuestion) {
  std::set<std::string> seen;
  for (size_t job = 0; job < company_.jobs.size(); ++job) {
    if (company_.jobs[job].confidential) continue;
    const std::string posting =
        LeverSimulator::IdOf("postings", static_cast<Ref>(job));
    const auto ids = List<v1::ListScreeningQuestionsResponse>(
        "ScreeningQuestion", {{"job_posting_id", posting}}, 100);
    const Ref post = account_.posts_of[job][0];
    // And the link that every form asks for.
    EXPECT_EQ(ids.size(), company_.job_posts[post].questions.size() + 1);
    seen.insert(ids.begin(), ids.end());
    ExpectGets<v1::GetScreeningQuestionResponse>("ScreeningQuestion", ids);
  }
  EXPECT_EQ(seen.size(), OpenPostings().size() * 6);
}

TEST_F(LeverEngineTest, ReadsWhatTheAccountSetUp) {
  const auto stages = List<v1::ListJobStagesResponse>("JobStage", {}, 3);
  EXPECT_EQ(stages.size(), account_.stages.size());
  ExpectGets<v1::GetJobStageResponse>("JobStage", stages);
  const auto reasons =
      List<v1::ListRejectReasonsResponse>("RejectReason", {}, 3);
  EXPECT_EQ(reasons.size(), company_.rejection_reasons.size() + 2);
  ExpectGets<v1::GetRejectReasonResponse>("RejectReason", reasons);
  const auto users = List<v1::ListUsersResponse>("User", {}, 3);
  EXPECT_THAT(users,
              UnorderedElementsAreArray(IdsOf("users", company_.users, kAll)));
  ExpectGets<v1::GetUserResponse>("User", users);
  EXPECT_EQ(List<v1::ListTagsResponse>("Tag", {}, 3).size(),
            account_.tags.size());
  EXPECT_EQ(List<v1::ListSourcesResponse>("Source", {}, 3).size(),
            account_.sources.size());
}

TEST_F(LeverEngineTest, ReadsEveryScorecardForm) {
  const auto ids = List<v1::ListScorecardFormsResponse>("ScorecardForm", {}, 3);
  std::vector<std::string> wanted =
      IdsOf("feedback_templates", company_.kits, kAll);
  wanted.push_back("no-feedback");
  EXPECT_THAT(ids, UnorderedElementsAreArray(wanted));
  ExpectGets<v1::GetScorecardFormResponse>("ScorecardForm", ids);
}

TEST_F(LeverEngineTest, ReadsEveryInterview) {
  const auto ids = ExpectBelow<v1::ListInterviewsResponse>(
      "Interview", [](const lever::Opportunity& one) {
        return Below(one, "interviews", one.interviews);
      });
  ExpectGets<v1::GetInterviewResponse>("Interview", ids);
}

TEST_F(LeverEngineTest, ReadsEveryScorecard) {
  const auto ids = ExpectBelow<v1::ListScorecardsResponse>(
      "Scorecard", [](const lever::Opportunity& one) {
        return Below(one, "feedback", one.scorecards);
      });
  ExpectGets<v1::GetScorecardResponse>("Scorecard", ids);
}

TEST_F(LeverEngineTest, ReadsEveryOffer) {
  ExpectBelow<v1::ListOffersResponse>(
      "Offer", [](const lever::Opportunity& one) {
        std::vector<std::string> ids;
        for (const Ref ref : one.offers) {
          ids.push_back(LeverSimulator::IdOf("offers", ref));
        }
        return ids;
      });
}

TEST_F(LeverEngineTest, ReadsEveryCommentAsAnActivity) {
  const auto ids = ExpectBelow<v1::ListActivitiesResponse>(
      "Activity", [](const lever::Opportunity& one) {
        std::vector<std::string> comments;
        for (const std::vector<Ref>& thread : one.threads) {
          for (size_t i = 0; i < thread.size(); ++i) {
            comments.push_back(absl::StrCat(
                one.id, "~", LeverSimulator::IdOf("notes", thread[0]), "~", i));
          }
        }
        return comments;
      });
  ExpectGets<v1::GetActivityResponse>("Activity", ids);
}

TEST_F(LeverEngineTest, ReadsEveryAttachment) {
  const auto of = [&](const char* kind, bool resumes) {
    return [this, kind, resumes](const lever::Opportunity& one) {
      std::vector<std::string> ids;
      for (const Ref ref : one.attachments) {
        const bool resume =
            company_.attachments[ref].kind == AttachmentKind::kResume;
        if (resume != resumes) continue;
        ids.push_back(absl::StrCat(one.id, "~", kind, "~",
                                   LeverSimulator::IdOf(kind, ref)));
      }
      return ids;
    };
  };
  const auto resumes = ExpectBelow<v1::ListAttachmentsResponse>(
      "Attachment", of("resumes", true), {{"kind", "RESUME"}});
  ExpectGets<v1::GetAttachmentResponse>("Attachment", resumes);
  const auto files = ExpectBelow<v1::ListAttachmentsResponse>(
      "Attachment", of("files", false), {{"kind", "OTHER"}});
  ExpectGets<v1::GetAttachmentResponse>("Attachment", files);
}

TEST_F(LeverEngineTest, ReadsEveryEeoResponse) {
  EXPECT_THAT(List<v1::ListEeocRecordsResponse>("EeocRecord", {}, 3),
              UnorderedElementsAreArray(IdsOf("eeo", company_.eeoc, kAll)));
}

TEST_F(LeverEngineTest, FiltersAtTheVendor) {
  std::vector<std::string> active;
  for (const auto* one : open_) {
    if (!one->archived.has_value()) active.push_back(one->id);
  }
  EXPECT_EQ(
      List<v1::ListApplicationsResponse>("Application", {{"status", "ACTIVE"}}),
      active);
  const std::string posting = LeverSimulator::IdOf("postings", 0);
  std::vector<std::string> applied;
  for (const auto* one : open_) {
    if (one->application == kNone) continue;
    if (company_.applications[one->application].job != 0) continue;
    applied.push_back(one->id);
  }
  EXPECT_EQ(
      List<v1::ListApplicationsResponse>("Application", {{"job_id", posting}}),
      applied);
}

TEST_F(LeverEngineTest, TellsThatAnOffsetWentBad) {
  connectors::ListQuery query;
  query.entity = "Application";
  query.page_size = 5;
  const auto first = engine_.List<v1::ListApplicationsResponse>(query);
  ASSERT_TRUE(first.ok());
  vendor_->ForgetOffsets();
  query.page_token = first->next_page_token();
  const auto second = engine_.List<v1::ListApplicationsResponse>(query);
  EXPECT_EQ(ReasonOf(second.status()), v1::ERROR_REASON_PAGE_TOKEN_EXPIRED)
      << second.status();
}

}  // namespace
}  // namespace hirewire::sim
