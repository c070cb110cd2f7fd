#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "testing/simulators/lever/lever_fixture.h"

namespace hirewire::sim {
namespace {

class LeverRowsTest : public LeverFixture {
 protected:
  // The object that a single answer wraps.
  json::Value One(const std::string& target) {
    const Reply reply = Get(target);
    EXPECT_EQ(reply.status, 200) << target << ": " << *reply.body;
    document_ = Parse(reply);
    return document_.root().Find("data").value_or(json::Value());
  }

  // The first opportunity that everybody may see and that `fits`.
  template <typename Fits>
  std::string Opportunity(Fits fits) {
    account_ = vendor_->AccountNow();
    for (const auto& one : account_.opportunities) {
      if (!one.confidential && fits(one)) return one.id;
    }
    ADD_FAILURE() << "nobody is like that";
    return "";
  }

  // How often a field of the list's rows is null.
  int Nulls(const std::string& target, absl::string_view field) {
    int nulls = 0;
    const json::Document document = Parse(Get(target));
    const json::Value data = *document.root().Find("data");
    for (const json::Value row : data.items()) {
      const auto value = row.Find(field);
      EXPECT_TRUE(value.has_value()) << field;
      nulls += value.has_value() && value->is_null();
    }
    return nulls;
  }

  json::Document document_;
  lever::Account account_;
};

TEST_F(LeverRowsTest, SendsTheNullsOfRealAccounts) {
  for (const char* field : {"updatedAt", "archived", "sourcedBy",
                            "snoozedUntil", "dataProtection", "owner"}) {
    EXPECT_GT(Nulls("opportunities", field), 0) << field;
    EXPECT_LT(Nulls("opportunities", field), 101) << field;
  }
  for (const char* field : {"photo", "deactivatedAt", "externalDirectoryId",
                            "linkedContactIds", "jobTitle", "managerId"}) {
    EXPECT_GT(Nulls("users?limit=100", field), 0) << field;
  }
  EXPECT_GT(Nulls("requisitions", "closedAt"), 0);
  EXPECT_GT(Nulls("postings?confidentiality=all", "urls"), 0);
  EXPECT_GT(Nulls("feedback_templates?limit=100", "createdAt"), 0);
}

TEST_F(LeverRowsTest, SaysTimesAsMilliseconds) {
  const std::string id = Opportunity([](const auto&) { return true; });
  const auto& wanted =
      account_.opportunities[account_.opportunity_by_id.at(id)];
  const json::Value row = One("opportunities/" + id);
  EXPECT_EQ(row.Find("createdAt")->AsInt64(),
            absl::ToUnixMillis(wanted.created));
  EXPECT_EQ(row.Find("lastAdvancedAt")->AsInt64(),
            absl::ToUnixMillis(wanted.advanced));
}

TEST_F(LeverRowsTest, FoldsTheStagesOfAllJobsIntoOnePipeline) {
  const auto ids = Column(Get("stages"));
  EXPECT_EQ(ids.size(), 8u);
  EXPECT_EQ(std::vector<std::string>(ids.begin(), ids.begin() + 4),
            (std::vector<std::string>{"lead-new", "lead-reached-out",
                                      "lead-responded", "applicant-new"}));
  EXPECT_EQ(ids.back(), "offer");
  const Company company = vendor_->Data();
  EXPECT_EQ(vendor_->StageIdOf(company.jobs[0].first_stage), "applicant-new");
  EXPECT_EQ(vendor_->StageIdOf(company.jobs[0].first_stage + 1),
            vendor_->StageIdOf(company.jobs[1].first_stage + 1));
  EXPECT_EQ(Text(One("stages/offer"), "text"), "Offer");
  const Reply missing = Get("stages/nowhere");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(Text(missing, "message"), "stages nowhere was not found");
}

TEST_F(LeverRowsTest, ArchivedOnesKeepTheirStageAndNameTheirReason) {
  const std::string id =
      Opportunity([](const auto& one) { return one.archived.has_value(); });
  const json::Value row = One("opportunities/" + id);
  EXPECT_NE(Text(row, "stage"), "");
  const std::string reason = Text(*row.Find("archived"), "reason");
  EXPECT_EQ(Text(One("archive_reasons/" + reason), "id"), reason);
}

TEST_F(LeverRowsTest, PeopleAreOneContactWithSeveralOpportunities) {
  const lever::Account account = vendor_->AccountNow();
  const std::string id = Opportunity([&](const auto& one) {
    size_t open = 0;
    for (const size_t other : account.opportunities_of[one.candidate]) {
      open += !account.opportunities[other].confidential;
    }
    return open > 1;
  });
  const std::string contact = Text(One("opportunities/" + id), "contact");
  const auto all = Walk("opportunities?contact_id=" + contact, nullptr, "name");
  EXPECT_GT(all.size(), 1u);
  for (const std::string& name : all) {
    EXPECT_EQ(name, Text(One("contacts/" + contact), "name"));
  }
  // There is no list of them.
  EXPECT_EQ(Get("contacts").status, 404);
}

TEST_F(LeverRowsTest, LeavesOutWhatIsNotIncludedAndExpandsIds) {
  const std::string id = Opportunity([](const auto& one) {
    return one.application != kNone && one.changes.size() > 1;
  });
  const std::string target = "opportunities/" + id;
  EXPECT_EQ(One(target + "?include=id&include=name").size(), 2u);
  EXPECT_TRUE(One(target).Find("stage")->is_string());
  const json::Value row =
      One(target + "?include=id&expand=stage&expand=applications");
  EXPECT_EQ(row.size(), 3u);
  EXPECT_NE(Text(*row.Find("stage"), "text"), "");
  const json::Value applications = *row.Find("applications");
  EXPECT_EQ(Text(*applications.items().begin(), "opportunityId"), id);
}

TEST_F(LeverRowsTest, OldPathsStillWork) {
  EXPECT_EQ(*Get("candidates?limit=7").body,
            *Get("opportunities?limit=7").body);
}

TEST_F(LeverRowsTest, PanelsHoldTheirInterviewAndItsForm) {
  const std::string id = Opportunity([](const auto& one) {
    return !one.interviews.empty() && !one.scorecards.empty();
  });
  const std::string below = "opportunities/" + id;
  std::set<std::string> forms;
  const json::Document interviews = Parse(Get(below + "/interviews"));
  const json::Value data = *interviews.root().Find("data");
  for (const json::Value row : data.items()) {
    EXPECT_EQ(Text(row, "opportunityId"), id);
    EXPECT_EQ(Text(One(below + "/panels/" + Text(row, "panel")), "id"),
              Text(row, "panel"));
    EXPECT_EQ(Text(One(below + "/interviews/" + Text(row, "id")), "subject"),
              Text(row, "subject"));
    const json::Value ids = *row.Find("feedbackForms");
    for (const json::Value form : ids.items()) {
      forms.emplace(form.AsString());
    }
  }
  const auto listed = Column(Get(below + "/feedback"));
  for (const std::string& form : forms) {
    EXPECT_EQ(std::count(listed.begin(), listed.end(), form), 1) << form;
  }
}

TEST_F(LeverRowsTest, DeletedFeedbackIsStillReadById) {
  const std::string id =
      Opportunity([](const auto& one) { return !one.scorecards.empty(); });
  const std::string below = "opportunities/" + id + "/feedback";
  const std::string form = Column(Get(below))[0];
  EXPECT_TRUE(One(below + "/" + form).Find("deletedAt")->is_null());
  vendor_->Mutate([&](Company& company) {
    for (size_t i = 0; i < company.scorecards.size(); ++i) {
      if (LeverSimulator::IdOf("feedback", static_cast<Ref>(i)) == form) {
        company.scorecards[i].deleted = true;
      }
    }
  });
  for (const std::string& other : Column(Get(below))) EXPECT_NE(other, form);
  EXPECT_TRUE(One(below + "/" + form).Find("deletedAt")->is_number());
}

TEST_F(LeverRowsTest, FilesComeWithTheirContent) {
  const std::string id =
      Opportunity([](const auto& one) { return !one.attachments.empty(); });
  for (const char* kind : {"files", "resumes"}) {
    const std::string below = absl::StrCat("opportunities/", id, "/", kind);
    for (const std::string& file : Column(Get(below))) {
      const Reply content = Get(below + "/" + file + "/download");
      EXPECT_EQ(content.status, 200);
      EXPECT_EQ(content.body->substr(0, 5), "%PDF-");
    }
  }
  // Resumes are never paged.
  const Reply resumes = Get("opportunities/" + id + "/resumes?limit=1");
  EXPECT_FALSE(Parse(resumes).root().Find("hasNext").has_value());
}

TEST_F(LeverRowsTest, AnswersWhereNothingIsWrapped) {
  const std::string posting = Column(Get("postings"))[0];
  const json::Document users = Parse(Get("postings/" + posting + "/users"));
  EXPECT_FALSE(users.root().Find("data").has_value());
  EXPECT_EQ(Text(users.root(), "posting"), posting);
  const json::Document stages = Parse(Get("disposition_stages"));
  const json::Value data = *stages.root().Find("data");
  EXPECT_EQ(data.Find("stages")->size(), 8u);
  EXPECT_FALSE(stages.root().Find("hasNext").has_value());
}

TEST_F(LeverRowsTest, KnowsNobodyByAnIdOfAnotherKind) {
  const std::string user = LeverSimulator::IdOf("users", 0);
  EXPECT_EQ(Get("users/" + user).status, 200);
  for (const char* list : {"postings/", "contacts/", "opportunities/",
                           "requisitions/", "feedback_templates/"}) {
    EXPECT_EQ(Get(list + user).status, 404) << list;
  }
  EXPECT_EQ(Get("users/" + LeverSimulator::IdOf("users", 9999)).status, 404);
}

}  // namespace
}  // namespace hirewire::sim
