// Recorded answers of a real account, mapped: everything that a recruiter would
// look for must come out as it went in.
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "base/time/rfc3339.h"
#include "connectors/engine/compile.h"
#include "connectors/vendors/ashby/manifest.h"
#include "connectors/vendors/golden_case.h"
#include "connectors/vendors/played_vendor.h"
#include "google/protobuf/util/time_util.h"
#include "gtest/gtest.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::vendors::ashby {
namespace {

using google::protobuf::util::TimeUtil;
using Texts = std::vector<std::string>;

constexpr char kRecordings[] = "../samples/ashby/";

// The value at the end of a path; JSON null where it leads nowhere.
json::Value At(json::Value value, std::initializer_list<const char*> path) {
  for (const char* name : path) {
    const auto found = value.is_object() ? value.Find(name) : std::nullopt;
    if (!found) return json::Value();
    value = *found;
  }
  return value;
}

// "" for what is no text.
std::string Text(const json::Value& row,
                 std::initializer_list<const char*> path) {
  const json::Value value = At(row, path);
  return value.is_string() ? std::string(value.AsString()) : "";
}

// A member of each element of a list, or the elements themselves.
Texts All(const json::Value& row, const char* list, const char* member) {
  Texts texts;
  for (const json::Value item : At(row, {list}).items()) {
    texts.push_back(*member == '\0' ? std::string(item.AsString())
                                    : Text(item, {member}));
  }
  return texts;
}

template <typename List, typename Get>
Texts Each(const List& list, Get get) {
  Texts texts;
  for (const auto& item : list) texts.push_back(get(item));
  return texts;
}

// 0 for a time that is not there.
int64_t Millis(const json::Value& row, const char* name) {
  const auto time = ParseRfc3339(Text(row, {name}));
  return time ? time->seconds * 1000 + time->nanos / 1000000 : 0;
}

int64_t Millis(const google::protobuf::Timestamp& time) {
  return TimeUtil::TimestampToMilliseconds(time);
}

class AshbyRecordingTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kRecordings)) {
      GTEST_SKIP() << "no samples beside the workspace: nothing to replay";
    }
    const auto manifest =
        engine::CompileManifest(ManifestText(), "ashby/manifest.textproto");
    ASSERT_TRUE(manifest.ok()) << manifest.status();
    vendor_ = std::make_unique<PlayedVendor>(*manifest);
    for (const char* name : {"application.list", "candidate.list",
                             "department.list", "interview.list", "job.list",
                             "jobPosting.list", "source.list", "user.list"}) {
      Play(name);
    }
  }

  void Play(const std::string& name) {
    const auto text = ReadFile(absl::StrCat(kRecordings, name, ".json"));
    ASSERT_TRUE(text.ok()) << text.status();
    documents_[name] = json::Parse(*text).value();
    const json::Value exchange = *documents_[name].root().items().begin();
    const json::Value answer = *exchange.Find("response");
    vendor_->AnswerPath("/" + name, json::Write(answer));
    const json::Value results = *answer.Find("results");
    for (const json::Value row : results.items()) rows_[name].push_back(row);
    ASSERT_FALSE(rows_[name].empty()) << name;
  }

  // The first page, of as many records as were recorded.
  template <typename Response>
  Response List(const std::string& entity) {
    connectors::ListQuery query;
    query.entity = entity;
    const auto bytes = vendor_->List(query);
    EXPECT_TRUE(bytes.ok()) << entity << ": " << bytes.status();
    Response response;
    EXPECT_TRUE(response.ParseFromString(bytes.value_or("")));
    return response;
  }

  std::unique_ptr<PlayedVendor> vendor_;
  std::map<std::string, json::Document> documents_;
  std::map<std::string, std::vector<json::Value>> rows_;
};

void ExpectSame(const v1::Candidate& is, const json::Value& was) {
  SCOPED_TRACE(is.id());
  EXPECT_EQ(is.id(), Text(was, {"id"}));
  EXPECT_EQ(Millis(is.create_time()), Millis(was, "createdAt"));
  EXPECT_EQ(Millis(is.update_time()), Millis(was, "updatedAt"));
  EXPECT_EQ(is.full_name(), Text(was, {"name"}));
  EXPECT_EQ(is.company(), Text(was, {"company"}));
  EXPECT_EQ(is.title(), Text(was, {"position"}));
  EXPECT_EQ(is.url(), Text(was, {"profileUrl"}));
  EXPECT_EQ(is.source_name(), Text(was, {"source", "title"}));
  EXPECT_EQ(Each(is.emails(), [](const auto& e) { return e.address(); }),
            All(was, "emailAddresses", "value"));
  EXPECT_EQ(Each(is.emails(), [](const auto& e) { return e.type_source(); }),
            All(was, "emailAddresses", "type"));
  EXPECT_EQ(Each(is.phones(), [](const auto& p) { return p.number(); }),
            All(was, "phoneNumbers", "value"));
  EXPECT_EQ(Each(is.links(), [](const auto& link) { return link.url(); }),
            All(was, "socialLinks", "url"));
  EXPECT_EQ(
      Each(is.links(), [](const auto& link) { return link.type_source(); }),
      All(was, "socialLinks", "type"));
  EXPECT_EQ(Each(is.application_ids(), [](const auto& id) { return id; }),
            All(was, "applicationIds", ""));
  EXPECT_EQ(absl::StrJoin(Each(is.addresses(),
                               [](const auto& a) { return a.formatted(); }),
                          ""),
            Text(was, {"location", "locationSummary"}));
}

TEST_F(AshbyRecordingTest, CandidatesEqualTheRecordedOnes) {
  const auto page = List<v1::ListCandidatesResponse>("Candidate");
  const auto& rows = rows_["candidate.list"];
  EXPECT_EQ(page.issues_size(), 0) << page.DebugString();
  EXPECT_FALSE(page.next_page_token().empty());
  ASSERT_EQ(static_cast<size_t>(page.candidates_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    ExpectSame(page.candidates(i), rows[i]);
  }
}

void ExpectSame(const v1::Application& is, const json::Value& was) {
  SCOPED_TRACE(is.id());
  EXPECT_EQ(is.id(), Text(was, {"id"}));
  EXPECT_EQ(Millis(is.create_time()), Millis(was, "createdAt"));
  EXPECT_EQ(Millis(is.update_time()), Millis(was, "updatedAt"));
  EXPECT_EQ(Millis(is.applied_time()), Millis(was, "createdAt"));
  EXPECT_EQ(Millis(is.rejected_time()), Millis(was, "archivedAt"));
  EXPECT_EQ(is.candidate_id(), Text(was, {"candidate", "id"}));
  EXPECT_EQ(is.job_id(), Text(was, {"job", "id"}));
  EXPECT_EQ(is.job_posting_id(), Text(was, {"appliedViaJobPostingId"}));
  EXPECT_EQ(is.stage_id(), Text(was, {"currentInterviewStage", "id"}));
  EXPECT_EQ(is.stage_name(), Text(was, {"currentInterviewStage", "title"}));
  EXPECT_EQ(is.source_id(), Text(was, {"source", "id"}));
  EXPECT_EQ(is.origin_source(), Text(was, {"source", "sourceType", "title"}));
  EXPECT_EQ(is.reject_reason_id(), Text(was, {"archiveReason", "id"}));
  EXPECT_EQ(is.reject_reason_name(), Text(was, {"archiveReason", "text"}));
  const std::string reason = Text(was, {"archiveReason", "reasonType"});
  EXPECT_EQ(is.status_source(),
            reason.empty() ? Text(was, {"status"}) : reason);
  EXPECT_EQ(is.status(), reason == "RejectedByOrg"
                             ? v1::APPLICATION_STATUS_REJECTED
                             : v1::APPLICATION_STATUS_ACTIVE);
}

TEST_F(AshbyRecordingTest, ApplicationsEqualTheRecordedOnes) {
  const auto page = List<v1::ListApplicationsResponse>("Application");
  const auto& rows = rows_["application.list"];
  EXPECT_EQ(page.issues_size(), 0) << page.DebugString();
  EXPECT_FALSE(page.next_page_token().empty());
  ASSERT_EQ(static_cast<size_t>(page.applications_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    ExpectSame(page.applications(i), rows[i]);
  }
}

TEST_F(AshbyRecordingTest, JobsEqualTheRecordedOnes) {
  const auto page = List<v1::ListJobsResponse>("Job");
  const auto& rows = rows_["job.list"];
  EXPECT_EQ(page.issues_size(), 0) << page.DebugString();
  EXPECT_EQ(page.next_page_token(), "");
  ASSERT_EQ(static_cast<size_t>(page.jobs_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Job& is = page.jobs(i);
    const json::Value& was = rows[i];
    SCOPED_TRACE(is.id());
    EXPECT_EQ(is.id(), Text(was, {"id"}));
    EXPECT_EQ(is.title(), Text(was, {"title"}));
    EXPECT_EQ(is.status_source(), Text(was, {"status"}));
    EXPECT_NE(is.status(), v1::JOB_STATUS_OTHER);
    EXPECT_EQ(is.employment_type_source(), Text(was, {"employmentType"}));
    EXPECT_NE(is.employment_type(), v1::EMPLOYMENT_TYPE_OTHER);
    EXPECT_EQ(is.department_ids(0), Text(was, {"departmentId"}));
    EXPECT_EQ(is.office_ids(0), Text(was, {"locationId"}));
    EXPECT_EQ(Millis(is.create_time()), Millis(was, "createdAt"));
    EXPECT_EQ(Millis(is.update_time()), Millis(was, "updatedAt"));
    EXPECT_EQ(Millis(is.opened_time()), Millis(was, "openedAt"));
    EXPECT_EQ(Millis(is.closed_time()), Millis(was, "closedAt"));
    EXPECT_EQ(Each(is.hiring_team(), [](const auto& m) { return m.user_id(); }),
              All(was, "hiringTeam", "userId"));
    EXPECT_EQ(
        Each(is.hiring_team(), [](const auto& m) { return m.role_source(); }),
        All(was, "hiringTeam", "role"));
  }
}

// The recording's dates of publication were overwritten, as if they were
// telephone numbers: the one issue that has to be there.
TEST_F(AshbyRecordingTest, PostingsEqualTheRecordedOnes) {
  const auto page = List<v1::ListJobPostingsResponse>("JobPosting");
  const auto& rows = rows_["jobPosting.list"];
  ASSERT_EQ(static_cast<size_t>(page.job_postings_size()), rows.size());
  ASSERT_EQ(static_cast<size_t>(page.issues_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::JobPosting& is = page.job_postings(i);
    EXPECT_EQ(page.issues(i).field_path(), "publish_time");
    EXPECT_EQ(is.id(), Text(rows[i], {"id"}));
    EXPECT_EQ(is.job_id(), Text(rows[i], {"jobId"}));
    EXPECT_EQ(is.title(), Text(rows[i], {"title"}));
    EXPECT_EQ(is.url(), Text(rows[i], {"externalLink"}));
    EXPECT_EQ(is.workplace_source(), Text(rows[i], {"workplaceType"}));
    EXPECT_EQ(is.employment_type_source(), Text(rows[i], {"employmentType"}));
    EXPECT_EQ(is.locations(0).name(), Text(rows[i], {"locationName"}));
    EXPECT_EQ(Millis(is.update_time()), Millis(rows[i], "updatedAt"));
    EXPECT_EQ(is.status(), v1::JOB_POSTING_STATUS_PUBLISHED);
  }
}

TEST_F(AshbyRecordingTest, UsersDepartmentsAndSourcesAreAllThere) {
  const auto users = List<v1::ListUsersResponse>("User");
  EXPECT_EQ(users.issues_size(), 0) << users.DebugString();
  ASSERT_EQ(static_cast<size_t>(users.users_size()), rows_["user.list"].size());
  for (int i = 0; i < users.users_size(); ++i) {
    const json::Value& was = rows_["user.list"][i];
    EXPECT_EQ(users.users(i).id(), Text(was, {"id"}));
    EXPECT_EQ(users.users(i).email(), Text(was, {"email"}));
    EXPECT_EQ(users.users(i).role_source(), Text(was, {"globalRole"}));
    EXPECT_NE(users.users(i).role(), v1::USER_ROLE_OTHER);
    EXPECT_EQ(Millis(users.users(i).update_time()), Millis(was, "updatedAt"));
  }
  const auto departments = List<v1::ListDepartmentsResponse>("Department");
  EXPECT_EQ(departments.issues_size(), 0) << departments.DebugString();
  ASSERT_EQ(departments.departments_size(), 1);
  EXPECT_EQ(departments.departments(0).name(),
            Text(rows_["department.list"][0], {"name"}));
  const auto sources = List<v1::ListSourcesResponse>("Source");
  EXPECT_EQ(sources.issues_size(), 0) << sources.DebugString();
  ASSERT_EQ(static_cast<size_t>(sources.sources_size()),
            rows_["source.list"].size());
  for (int i = 0; i < sources.sources_size(); ++i) {
    const json::Value& was = rows_["source.list"][i];
    EXPECT_EQ(sources.sources(i).name(), Text(was, {"title"}));
    EXPECT_EQ(sources.sources(i).category_name(),
              Text(was, {"sourceType", "title"}));
  }
}

// No schedules were recorded: an invented one asks for each interview.
TEST_F(AshbyRecordingTest, EventsFindTheRecordedInterviews) {
  const auto& rows = rows_["interview.list"];
  std::string events;
  for (const json::Value& row : rows) {
    absl::StrAppend(&events, events.empty() ? "" : ",", R"({"id":"e)",
                    events.size(), R"(","interviewId":")", Text(row, {"id"}),
                    R"("})");
  }
  vendor_->AnswerPath(
      "/interviewSchedule.list",
      absl::StrCat(R"({"success":true,"moreDataAvailable":false,"results":[
          {"id":"s","applicationId":"a","interviewEvents":[)",
                   events, "]}]}"));
  const auto page = List<v1::ListInterviewsResponse>("Interview");
  EXPECT_EQ(page.issues_size(), 0) << page.DebugString();
  ASSERT_EQ(static_cast<size_t>(page.interviews_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(page.interviews(i).title(), Text(rows[i], {"title"}));
    EXPECT_EQ(page.interviews(i).note(), Text(rows[i], {"instructionsPlain"}));
    EXPECT_EQ(page.interviews(i).form_id(),
              Text(rows[i], {"feedbackFormDefinitionId"}));
  }
}

}  // namespace
}  // namespace hirewire::vendors::ashby
