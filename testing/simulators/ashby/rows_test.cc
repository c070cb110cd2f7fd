#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "testing/simulators/ashby/ashby_fixture.h"
#include "testing/simulators/ashby/stages.h"

namespace hirewire::sim {
namespace {

class AshbyRowsTest : public AshbyFixture {
 protected:
  AshbyRowsTest() {
    Restart(Unmetered(500));
    data_ = vendor_->Data();
  }

  // The words that a member has, and how often.
  std::map<std::string, int> WordsOf(const std::string& endpoint,
                                     const char* member,
                                     const std::string& members = "") {
    std::map<std::string, int> words;
    for (const json::Document& page : Pages(endpoint, members)) {
      for (const json::Value row : page.root().Find("results")->items()) {
        ++words[TextOf(row, member)];
      }
    }
    return words;
  }

  Company data_;
};

TEST_F(AshbyRowsTest, ServesTheCompanyWhole) {
  size_t applications = 0;
  for (const Application& one : data_.applications) {
    applications += one.job != kNone ? 1 : 0;
  }
  EXPECT_EQ(Walk("candidate.list").ids.size(), data_.candidates.size());
  EXPECT_EQ(Walk("application.list").ids.size(), applications);
  EXPECT_EQ(Walk("interviewSchedule.list").ids.size(), data_.interviews.size());
  EXPECT_EQ(Walk("opening.list").ids.size(), data_.openings.size());
  EXPECT_EQ(Walk("project.list").ids.size(), data_.pools.size());
}

TEST_F(AshbyRowsTest, KnowsOtherWordsThanTheDocumentsOnlyWhereAwkward) {
  EXPECT_EQ(WordsOf("archiveReason.list", "reasonType",
                    "\"includeArchived\":true")["RejectedBySystem"],
            1);
  AshbyOptions options = Unmetered(500);
  options.awkward = false;
  Restart(options);
  const auto words = WordsOf("application.list", "status");
  std::set<std::string> seen;
  for (const auto& [word, count] : words) seen.insert(word);
  EXPECT_EQ(seen,
            (std::set<std::string>{"Active", "Archived", "Hired", "Lead"}));
}

TEST_F(AshbyRowsTest, PutsApplicationsWhereTheirStatusSays) {
  const std::map<std::string, std::string> ends = {
      {"Hired", "Hired"}, {"Archived", "Archived"}, {"Lead", "Lead"}};
  for (const json::Document& page : Pages("application.list")) {
    for (const json::Value row : page.root().Find("results")->items()) {
      const std::string type =
          TextOf(*row.Find("currentInterviewStage"), "type");
      const auto end = ends.find(TextOf(row, "status"));
      if (end != ends.end()) {
        EXPECT_EQ(type, end->second);
      } else {
        EXPECT_TRUE(type == "Active" || type == "PreInterviewScreen" ||
                    type == "Offer")
            << type;
      }
      EXPECT_EQ(row.Find("archivedAt").has_value(),
                TextOf(row, "status") == "Archived");
    }
  }
}

TEST_F(AshbyRowsTest, TellsHistoriesFromLeadToEnd) {
  const std::string hired =
      Walk("application.list", "\"status\":\"Hired\"").ids[0];
  const Reply reply =
      Call("application.listHistory", With("", "applicationId", hired));
  const json::Document history = Parse(reply);
  const auto items = history.root().Find("results")->items();
  int number = 0;
  std::string title;
  int open = 0;
  for (const json::Value item : items) {
    EXPECT_EQ(item.Find("stageNumber")->AsInt64(), number++);
    title = TextOf(item, "title");
    open += item.Find("leftStageAt").has_value() ? 0 : 1;
    EXPECT_EQ(
        CodeOf(Call("interviewStage.info",
                    With("", "interviewStageId", TextOf(item, "stageId")))),
        "");
  }
  EXPECT_EQ(title, "Hired");
  EXPECT_EQ(open, 1);
  EXPECT_EQ(number, 6);
  const json::Document whole =
      Parse(Call("application.info", With("", "applicationId", hired)));
  EXPECT_EQ(whole.root().Find("results")->Find("applicationHistory")->size(),
            6u);
}

TEST_F(AshbyRowsTest, GivesEveryJobAPlanOfAllStageTypes) {
  const std::string plan =
      With("", "interviewPlanId", AshbySimulator::IdOf("interviewPlan", 0));
  const json::Document stages = Parse(Call("interviewStage.list", plan));
  std::vector<std::string> types;
  for (const json::Value row : stages.root().Find("results")->items()) {
    types.push_back(TextOf(row, "type"));
  }
  EXPECT_EQ(types, (std::vector<std::string>{"Lead", "PreInterviewScreen",
                                             "Active", "Active", "Active",
                                             "Offer", "Hired", "Archived"}));
  EXPECT_EQ(Ids(Call("interviewStage.list", plan))[1],
            AshbySimulator::IdOf(
                "interviewStage",
                ashby::PlanStageOf(data_, data_.jobs[0].first_stage)));
  const json::Document job =
      Parse(Call("jobInterviewPlan.info",
                 With("", "jobId", AshbySimulator::IdOf("job", 0))));
  EXPECT_EQ(job.root().Find("results")->Find("stages")->size(), 8u);
}

TEST_F(AshbyRowsTest, HoldsEventsInSchedules) {
  for (const json::Document& page : Pages("interviewSchedule.list")) {
    for (const json::Value row : page.root().Find("results")->items()) {
      const std::string parent =
          With("", "interviewScheduleId", TextOf(row, "id"));
      EXPECT_EQ(Ids(Call("interviewEvent.list", parent)).size(),
                row.Find("interviewEvents")->size());
    }
    break;
  }
}

TEST_F(AshbyRowsTest, AnswersFeedbackByThePathsOfItsForm) {
  int answers = 0;
  for (const json::Document& page : Pages("applicationFeedback.list")) {
    for (const json::Value row : page.root().Find("results")->items()) {
      std::set<std::string> paths;
      for (const json::Value section :
           row.Find("formDefinition")->Find("sections")->items()) {
        for (const json::Value field : section.Find("fields")->items()) {
          paths.insert(TextOf(*field.Find("field"), "path"));
        }
      }
      for (const json::Member value : row.Find("submittedValues")->members()) {
        EXPECT_EQ(paths.count(std::string(value.key)), 1u) << value.key;
        ++answers;
      }
      EXPECT_NE(TextOf(row, "submittedAt"), "");
    }
  }
  EXPECT_GT(answers, 100);
}

TEST_F(AshbyRowsTest, WritesCustomFieldsOfEveryType) {
  const auto types =
      WordsOf("customField.list", "fieldType", "\"includeArchived\":true");
  EXPECT_EQ(types.size(), static_cast<size_t>(kCustomTypes));
  const std::string body = *Call("candidate.list").body;
  EXPECT_TRUE(absl::StrContains(body, "\"type\":\"number-range\""));
  EXPECT_TRUE(absl::StrContains(body, "\"type\":\"compensation-range\""));
  EXPECT_TRUE(absl::StrContains(body, "\"currencyCode\":\"EUR\""));
  EXPECT_TRUE(absl::StrContains(body, "\"valueLabel\":[\"German\""));
}

TEST_F(AshbyRowsTest, KeepsOneOfferWithItsVersions) {
  std::set<Ref> applications;
  for (const Offer& offer : data_.offers)
    applications.insert(offer.application);
  const std::vector<std::string> ids = Walk("offer.list").ids;
  EXPECT_EQ(ids.size(), applications.size());
  size_t versions = 0;
  for (const std::string& id : ids) {
    const json::Document offer =
        Parse(Call("offer.info", With("", "offerId", id)));
    versions += offer.root().Find("results")->Find("versions")->size();
  }
  EXPECT_EQ(versions, data_.offers.size());
}

TEST_F(AshbyRowsTest, ExpandsWhatIsAsked) {
  EXPECT_EQ(See("job.list", "openings").absent,
            See("job.list", "openings", "\"expand\":[\"openings\"]").value);
  EXPECT_GT(
      See("application.list", "openings", "\"expand\":[\"openings\"]").value,
      0);
  const std::string schedule =
      With("\"expand\":[\"interview\"]", "interviewScheduleId",
           AshbySimulator::IdOf("interviewSchedule", 0));
  EXPECT_EQ(See("interviewEvent.list", "interview", schedule).absent, 0);
}

TEST_F(AshbyRowsTest, LeadsFromHandlesToBytes) {
  std::string handle;
  for (const json::Document& page : Pages("candidate.list")) {
    for (const json::Value row : page.root().Find("results")->items()) {
      if (const auto file = row.Find("resumeFileHandle")) {
        handle = TextOf(*file, "handle");
      }
    }
  }
  const json::Document info =
      Parse(Call("file.info", With("", "fileHandle", handle)));
  const std::string url = TextOf(*info.root().Find("results"), "url");
  ASSERT_EQ(url.find("http://vendor.test/files/"), 0u);
  Request request;
  request.method = "GET";
  const size_t path = url.find("/files/");
  const size_t mark = url.find('?');
  request.path = url.substr(path, mark - path);
  request.raw_query = url.substr(mark + 1);
  request.query = ParseParameters(request.raw_query);
  EXPECT_EQ(Send(request).status, 200);
  EXPECT_EQ(Send(request).body->find("%PDF"), 0u);
  clock_.Advance(absl::Minutes(15));
  EXPECT_EQ(Send(request).status, 403);
  EXPECT_EQ(CodeOf(Call("file.info", With("", "fileHandle", handle + "x"))),
            "file_not_found");
}

}  // namespace
}  // namespace hirewire::sim
