// Recorded answers of a real account, mapped: everything that a recruiter would
// look for must come out as it went in.
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "connectors/engine/compile.h"
#include "connectors/vendors/golden_case.h"
#include "connectors/vendors/lever/manifest.h"
#include "connectors/vendors/played_vendor.h"
#include "google/protobuf/util/time_util.h"
#include "gtest/gtest.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::vendors::lever {
namespace {

using google::protobuf::util::TimeUtil;

constexpr char kRecordings[] = "../samples/lever/";
constexpr size_t kOpportunities = 300;

std::string Text(const json::Value& row, const char* key) {
  const auto value = row.Find(key);
  return value && value->is_string() ? std::string(value->AsString()) : "";
}

int64_t Number(const json::Value& row, const char* key) {
  const auto value = row.Find(key);
  return value && value->is_number() ? value->AsInt64() : 0;
}

std::vector<std::string> Texts(const json::Value& row, const char* key) {
  std::vector<std::string> texts;
  if (const auto list = row.Find(key)) {
    for (const json::Value item : list->items()) {
      texts.emplace_back(item.AsString());
    }
  }
  return texts;
}

// 0 for a time that is not set.
int64_t Millis(const google::protobuf::Timestamp& time) {
  return TimeUtil::TimestampToMilliseconds(time);
}

template <typename List>
std::vector<std::string> All(const List& list) {
  return {list.begin(), list.end()};
}

class LeverRecordingTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kRecordings)) {
      GTEST_SKIP() << "no samples beside the workspace: nothing to replay";
    }
    const auto manifest =
        engine::CompileManifest(ManifestText(), "lever/manifest.textproto");
    ASSERT_TRUE(manifest.ok()) << manifest.status();
    vendor_ = std::make_unique<PlayedVendor>(*manifest);
    for (const char* name : {"archive_reasons", "postings", "sources", "stages",
                             "tags", "users"}) {
      documents_[name] = Recording(name);
      const json::Value answer =
          *(*documents_[name].root().items().begin()).Find("response");
      vendor_->AnswerPath(absl::StrCat("/v1/", name), json::Write(answer));
      AddRows(answer, rows_[name]);
    }
    documents_["opportunities"] = Recording("opportunities");
    for (const json::Value exchange :
         documents_["opportunities"].root().items()) {
      AddRows(*exchange.Find("response"), rows_["opportunities"]);
      ++pages_;
    }
    ASSERT_TRUE(vendor_->Load(Source("opportunities")).ok());
  }

  static std::string Source(const std::string& name) {
    return ReadFile(absl::StrCat(kRecordings, name, ".json")).value();
  }
  static json::Document Recording(const std::string& name) {
    return json::Parse(Source(name)).value();
  }
  static void AddRows(const json::Value& answer,
                      std::vector<json::Value>& rows) {
    const json::Value data = *answer.Find("data");
    for (const json::Value row : data.items()) rows.push_back(row);
  }

  // The first `pages` pages. What comes after them was not recorded.
  template <typename Response>
  Response List(const std::string& entity, int pages) {
    Response whole;
    connectors::ListQuery query;
    query.entity = entity;
    for (int page = 0; page < pages; ++page) {
      const auto bytes = vendor_->List(query);
      EXPECT_TRUE(bytes.ok()) << entity << ": " << bytes.status();
      if (!bytes.ok() || !whole.MergeFromString(*bytes)) break;
      query.page_token = whole.next_page_token();
      whole.clear_next_page_token();
    }
    EXPECT_EQ(whole.issues_size(), 0) << whole.DebugString();
    EXPECT_EQ(query.page_token.empty(),
              entity != "Candidate" && entity != "Application");
    return whole;
  }

  // Rows by id.
  std::map<std::string, json::Value> ById(const std::string& name) {
    std::map<std::string, json::Value> rows;
    for (const json::Value& row : rows_[name]) rows[Text(row, "id")] = row;
    return rows;
  }

  std::unique_ptr<PlayedVendor> vendor_;
  std::map<std::string, json::Document> documents_;
  std::map<std::string, std::vector<json::Value>> rows_;
  int pages_ = 0;
};

v1::ApplicationStatus StatusOf(const json::Value& row,
                               const std::string& reason_type) {
  if (row.Find("archived")->is_null()) return v1::APPLICATION_STATUS_ACTIVE;
  if (reason_type == "hired") return v1::APPLICATION_STATUS_HIRED;
  if (reason_type == "non-hired") return v1::APPLICATION_STATUS_REJECTED;
  return v1::APPLICATION_STATUS_OTHER;
}

void ExpectSameTimes(const v1::Application& is, const json::Value& was) {
  EXPECT_EQ(Millis(is.create_time()), Number(was, "createdAt"));
  EXPECT_EQ(Millis(is.update_time()), Number(was, "updatedAt"));
  EXPECT_EQ(Millis(is.last_activity_time()), Number(was, "lastInteractionAt"));
  EXPECT_EQ(Millis(is.snooze_end_time()), Number(was, "snoozedUntil"));
  json::Value last;
  for (const json::Value change : was.Find("stageChanges")->items()) {
    last = change;
  }
  EXPECT_EQ(Millis(is.stage_entered_time()), Number(last, "updatedAt"));
}

TEST_F(LeverRecordingTest, ApplicationsEqualTheRecordedOpportunities) {
  const auto page = List<v1::ListApplicationsResponse>("Application", pages_);
  const auto& rows = rows_["opportunities"];
  auto stages = ById("stages");
  auto reasons = ById("archive_reasons");
  ASSERT_EQ(rows.size(), kOpportunities);
  ASSERT_EQ(page.applications_size(), kOpportunities);
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Application& is = page.applications(i);
    const json::Value& was = rows[i];
    SCOPED_TRACE(Text(was, "id"));
    EXPECT_EQ(is.id(), Text(was, "id"));
    EXPECT_EQ(is.candidate_id(), Text(was, "contact"));
    EXPECT_EQ(is.stage_id(), Text(was, "stage"));
    EXPECT_EQ(is.stage_name(), Text(stages[is.stage_id()], "text"));
    EXPECT_EQ(All(is.source_names()), Texts(was, "sources"));
    EXPECT_EQ(is.origin_source(), Text(was, "origin"));
    EXPECT_EQ(is.recruiter_id(), Text(was, "owner"));
    EXPECT_EQ(is.prospect(), Texts(was, "applications").empty());
    ExpectSameTimes(is, was);
    const json::Value archived = *was.Find("archived");
    const json::Value& reason = reasons[Text(archived, "reason")];
    EXPECT_EQ(is.status(), StatusOf(was, Text(reason, "type")));
    EXPECT_EQ(Millis(is.hired_time()) + Millis(is.rejected_time()),
              Number(archived, "archivedAt"));
  }
}

// What the recording says of one person, over all rows of one page.
struct Person {
  std::string name;
  std::vector<std::string> emails, phones, links, tags, sources;
};

void AddOnce(const std::vector<std::string>& more,
             std::vector<std::string>& list) {
  for (const std::string& text : more) {
    if (std::find(list.begin(), list.end(), text) == list.end()) {
      list.push_back(text);
    }
  }
}

std::vector<std::string> Phones(const json::Value& row) {
  std::vector<std::string> phones;
  for (const json::Value phone : row.Find("phones")->items()) {
    phones.push_back(Text(phone, "value"));
  }
  return phones;
}

std::map<std::string, Person> PeopleOf(const std::vector<json::Value>& rows) {
  std::map<std::string, Person> people;
  for (const json::Value& row : rows) {
    Person& person = people[Text(row, "contact")];
    person.name = Text(row, "name");
    AddOnce(Texts(row, "emails"), person.emails);
    AddOnce(Phones(row), person.phones);
    AddOnce(Texts(row, "links"), person.links);
    AddOnce(Texts(row, "tags"), person.tags);
    AddOnce(Texts(row, "sources"), person.sources);
  }
  return people;
}

void ExpectSame(const v1::Candidate& is, const Person& was) {
  SCOPED_TRACE(is.id());
  EXPECT_EQ(is.full_name(), was.name);
  EXPECT_EQ(All(is.tags()), was.tags);
  EXPECT_EQ(All(is.source_names()), was.sources);
  std::vector<std::string> emails, phones, links;
  for (const auto& email : is.emails()) emails.push_back(email.address());
  for (const auto& phone : is.phones()) phones.push_back(phone.number());
  for (const auto& link : is.links()) links.push_back(link.url());
  EXPECT_EQ(emails, was.emails);
  EXPECT_EQ(phones, was.phones);
  EXPECT_EQ(links, was.links);
}

TEST_F(LeverRecordingTest, CandidatesEqualTheRecordedContacts) {
  connectors::ListQuery query;
  query.entity = "Candidate";
  std::set<std::string> seen;
  for (const json::Value exchange :
       documents_["opportunities"].root().items()) {
    std::vector<json::Value> rows;
    AddRows(*exchange.Find("response"), rows);
    const std::map<std::string, Person> people = PeopleOf(rows);
    const auto bytes = vendor_->List(query);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    v1::ListCandidatesResponse page;
    ASSERT_TRUE(page.ParseFromString(*bytes));
    EXPECT_EQ(page.issues_size(), 0) << page.DebugString();
    ASSERT_EQ(static_cast<size_t>(page.candidates_size()), people.size());
    for (const v1::Candidate& candidate : page.candidates()) {
      ASSERT_TRUE(people.count(candidate.id()));
      ExpectSame(candidate, people.at(candidate.id()));
      seen.insert(candidate.id());
    }
    query.page_token = page.next_page_token();
  }
  EXPECT_EQ(seen, [&] {
    std::set<std::string> contacts;
    for (const json::Value& row : rows_["opportunities"]) {
      contacts.insert(Text(row, "contact"));
    }
    return contacts;
  }());
}

TEST_F(LeverRecordingTest, JobsAndPostingsEqualTheRecordedPostings) {
  const auto jobs = List<v1::ListJobsResponse>("Job", 1);
  const auto postings = List<v1::ListJobPostingsResponse>("JobPosting", 1);
  const auto& rows = rows_["postings"];
  ASSERT_EQ(static_cast<size_t>(jobs.jobs_size()), rows.size());
  ASSERT_EQ(static_cast<size_t>(postings.job_postings_size()), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const v1::Job& job = jobs.jobs(i);
    const v1::JobPosting& posting = postings.job_postings(i);
    EXPECT_EQ(job.id(), Text(rows[i], "id"));
    EXPECT_EQ(posting.job_id(), job.id());
    EXPECT_EQ(job.title(), Text(rows[i], "text"));
    EXPECT_EQ(job.status_source(), Text(rows[i], "state"));
    EXPECT_EQ(posting.status_source(), Text(rows[i], "state"));
    EXPECT_EQ(Millis(job.create_time()), Number(rows[i], "createdAt"));
    EXPECT_EQ(Millis(job.update_time()), Number(rows[i], "updatedAt"));
    EXPECT_EQ(job.locations_size(), 1);
    const size_t team = Texts(rows[i], "followers").size() + 1 +
                        (Text(rows[i], "hiringManager").empty() ? 0 : 1);
    EXPECT_EQ(static_cast<size_t>(job.hiring_team_size()), team);
    const auto pay = rows[i].Find("salaryRange");
    EXPECT_EQ(job.has_salary_range(), pay.has_value());
    if (!pay) continue;
    EXPECT_EQ(job.salary_range().min().units(), Number(*pay, "min"));
    EXPECT_EQ(job.salary_range().max().units(), Number(*pay, "max"));
    EXPECT_EQ(job.salary_range().max().currency_code(), Text(*pay, "currency"));
  }
}

TEST_F(LeverRecordingTest, UsersStagesReasonsTagsAndSourcesAreAllThere) {
  const auto users = List<v1::ListUsersResponse>("User", 1);
  ASSERT_EQ(static_cast<size_t>(users.users_size()), rows_["users"].size());
  for (int i = 0; i < users.users_size(); ++i) {
    EXPECT_EQ(users.users(i).id(), Text(rows_["users"][i], "id"));
    EXPECT_EQ(users.users(i).email(), Text(rows_["users"][i], "email"));
    EXPECT_EQ(Millis(users.users(i).create_time()),
              Number(rows_["users"][i], "createdAt"));
  }
  const auto stages = List<v1::ListJobStagesResponse>("JobStage", 1);
  ASSERT_EQ(static_cast<size_t>(stages.job_stages_size()),
            rows_["stages"].size());
  for (int i = 0; i < stages.job_stages_size(); ++i) {
    EXPECT_EQ(stages.job_stages(i).id(), Text(rows_["stages"][i], "id"));
    EXPECT_EQ(stages.job_stages(i).name(), Text(rows_["stages"][i], "text"));
  }
  const auto reasons = List<v1::ListRejectReasonsResponse>("RejectReason", 1);
  ASSERT_EQ(static_cast<size_t>(reasons.reject_reasons_size()),
            rows_["archive_reasons"].size());
  for (int i = 0; i < reasons.reject_reasons_size(); ++i) {
    EXPECT_EQ(reasons.reject_reasons(i).kind_source(),
              Text(rows_["archive_reasons"][i], "type"));
  }
  const auto tags = List<v1::ListTagsResponse>("Tag", 1);
  ASSERT_EQ(static_cast<size_t>(tags.tags_size()), rows_["tags"].size());
  for (int i = 0; i < tags.tags_size(); ++i) {
    EXPECT_EQ(tags.tags(i).name(), Text(rows_["tags"][i], "text"));
    EXPECT_EQ(tags.tags(i).usage_count(), Number(rows_["tags"][i], "count"));
  }
  const auto sources = List<v1::ListSourcesResponse>("Source", 1);
  ASSERT_EQ(static_cast<size_t>(sources.sources_size()),
            rows_["sources"].size());
}

TEST_F(LeverRecordingTest, NothingRecordedIsUnknown) {
  List<v1::ListApplicationsResponse>("Application", pages_);
  List<v1::ListJobsResponse>("Job", 1);
  List<v1::ListJobPostingsResponse>("JobPosting", 1);
  List<v1::ListUsersResponse>("User", 1);
  List<v1::ListJobStagesResponse>("JobStage", 1);
  List<v1::ListRejectReasonsResponse>("RejectReason", 1);
  List<v1::ListTagsResponse>("Tag", 1);
  List<v1::ListSourcesResponse>("Source", 1);
  EXPECT_EQ(vendor_->NewFields(), "");
  EXPECT_EQ(vendor_->NewWords(), "");
}

TEST_F(LeverRecordingTest, NothingRecordedOfPeopleIsUnknown) {
  List<v1::ListCandidatesResponse>("Candidate", pages_);
  EXPECT_EQ(vendor_->NewFields(), "");
  EXPECT_EQ(vendor_->NewWords(), "");
}

}  // namespace
}  // namespace hirewire::vendors::lever
