#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "testing/simulators/greenhouse/simulator_fixture.h"

namespace hirewire::sim {
namespace {

class FiltersTest : public SimulatorFixture {
 protected:
  FiltersTest() { Restart(Unlimited(600)); }

  // Every value of a text field among the rows of `target`'s first page.
  std::set<std::string> Words(const std::string& target,
                              absl::string_view field) {
    std::set<std::string> words;
    const json::Document document = Parse(Get(target));
    for (const json::Value row : document.root().items()) {
      const auto value = row.Find(field);
      if (value.has_value() && value->is_string()) {
        words.emplace(value->AsString());
      }
    }
    return words;
  }

  std::string Ids(const std::string& collection, int count) {
    std::vector<int64_t> ids;
    for (Ref ref = 0; ref < count; ++ref) {
      ids.push_back(vendor_->IdOf(collection, ref));
    }
    return absl::StrJoin(ids, ",");
  }
};

TEST_F(FiltersTest, NamesParametersItDoesNotKnow) {
  const Reply reply =
      Get("/v3/candidates?job_ids=1&per_page=5&created_after=x");
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(*reply.body,
            R"({"message":"Invalid query params: job_ids, created_after",)"
            R"("errors":["Invalid query params: job_ids, created_after"]})");
  EXPECT_EQ(Get("/v3/candidates?candidate_ids=1").status, 422);
  EXPECT_EQ(Get("/v3/applications?candidate_id=1").status, 422);
  EXPECT_EQ(Get("/v3/rejection_details?job_ids=1").status, 422);
  EXPECT_EQ(Get("/v3/scorecards?job_ids=1").status, 422);
  EXPECT_EQ(Get("/v3/candidates?page=2").status, 422);
}

TEST_F(FiltersTest, TakesUpTo50Ids) {
  EXPECT_EQ(Numbers(Get("/v3/candidates?ids=" + Ids("candidates", 50))).size(),
            50u);
  EXPECT_EQ(Get("/v3/candidates?ids=" + Ids("candidates", 51)).status, 422);
  EXPECT_EQ(
      Get("/v3/applications?candidate_ids=" + Ids("candidates", 51)).status,
      422);
  EXPECT_EQ(Get("/v3/candidates?ids=1,x").status, 422);
}

TEST_F(FiltersTest, AnswersUnknownIdsWithNothing) {
  EXPECT_EQ(*Get("/v3/candidates?ids=1,2,9999999999999").body, "[]");
}

TEST_F(FiltersTest, JoinsByForeignIds) {
  const std::string ids = Ids("candidates", 50);
  const std::vector<int64_t> candidates =
      Numbers(Get("/v3/applications?per_page=500&candidate_ids=" + ids),
              "candidate_id");
  EXPECT_GE(candidates.size(), 45u);
  for (const int64_t id : candidates) {
    EXPECT_NE(ids.find(absl::StrCat(id)), std::string::npos);
  }
}

TEST_F(FiltersTest, HasNoSinglesButTwo) {
  EXPECT_EQ(Get("/v3/candidates/" + Ids("candidates", 1)).status, 404);
  EXPECT_EQ(Get("/v3/rejection_reasons/" + Ids("rejection_reasons", 1)).status,
            200);
  EXPECT_EQ(Get("/v3/rejection_reasons/5").status, 404);
  EXPECT_EQ(Get("/v3/candidates/1/applications").status, 404);
}

TEST_F(FiltersTest, FiltersActiveWhereRowsSayInProcess) {
  EXPECT_EQ(Words("/v3/applications?status=active&per_page=500", "status"),
            std::set<std::string>{"in_process"});
  EXPECT_EQ(Words("/v3/applications?status=hired", "status"),
            std::set<std::string>{"hired"});
  EXPECT_EQ(Get("/v3/applications?status=in_process").status, 422);
}

TEST_F(FiltersTest, ComparesTimesInPipeForm) {
  const Company data = vendor_->Data();
  const std::string middle =
      absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", data.candidates[300].created,
                       absl::UTCTimeZone());
  const auto count = [&](const std::string& filter) {
    return Walk("/v3/candidates?per_page=500&created_at=" + filter).size();
  };
  EXPECT_EQ(count("gte%7C" + middle), 300u);
  EXPECT_EQ(count("gt%7C" + middle), 299u);
  EXPECT_EQ(count("lt%7C" + middle), 300u);
  EXPECT_EQ(count("lte|" + middle), 301u);
  EXPECT_EQ(count("gte|" + middle + "|lte|" + middle), 1u);
  EXPECT_EQ(count("gte|2099-01-01T00:00:00Z"), 0u);
  EXPECT_EQ(Walk("/v3/candidates?created_at[gt]=" + middle).size(), 299u);
}

TEST_F(FiltersTest, RefusesTimesWithoutOperator) {
  for (const char* value :
       {"2024-01-01T00:00:00Z", "after|2024-01-01T00:00:00Z", "gte|yesterday",
        "gte", "gte|2024-01-01T00:00:00Z|lte"}) {
    EXPECT_EQ(Get(absl::StrCat("/v3/jobs?updated_at=", value)).status, 422)
        << value;
  }
  EXPECT_EQ(Get("/v3/demographic_questions?updated_at=gte|2024-01-01T00:00:00Z")
                .status,
            422);
}

TEST_F(FiltersTest, HidesBuiltInReasonsAndServiceUsersUnlessAsked) {
  const size_t reasons = Walk("/v3/rejection_reasons").size();
  EXPECT_EQ(Walk("/v3/rejection_reasons?include_defaults=true").size(),
            reasons + 3);
  const size_t users = Walk("/v3/users").size();
  EXPECT_EQ(Walk("/v3/users?show_service_accounts=true").size(), users + 1);
  EXPECT_EQ(Get("/v3/users?show_service_accounts=yes").status, 422);
}

TEST_F(FiltersTest, NarrowsOffersToTheCurrentVersion) {
  EXPECT_EQ(Words("/v3/offers?per_page=500", "status").count("Deprecated"), 1u);
  EXPECT_EQ(Words("/v3/offers?current_only=true&per_page=500", "status")
                .count("Deprecated"),
            0u);
}

TEST_F(FiltersTest, FindsPeopleByEmailWithoutCaseAndByTag) {
  const Company data = vendor_->Data();
  Ref known = 0;
  while (data.candidates[known].emails.empty()) ++known;
  const std::string email =
      absl::AsciiStrToUpper(data.candidates[known].emails[0].value);
  EXPECT_EQ(Numbers(Get("/v3/candidates?email=" + email)),
            std::vector<int64_t>{vendor_->IdOf("candidates", known)});
  const size_t tagged = Walk("/v3/candidates?tag=C%2B%2B").size();
  EXPECT_GT(tagged, 0u);
  EXPECT_LT(tagged, 100u);
  EXPECT_EQ(Walk("/v3/candidates?tag=c%2B%2B").size(), 0u);
}

TEST_F(FiltersTest, ShowsPrivatePeopleUnlessToldNotTo) {
  const size_t all = Walk("/v3/candidates").size();
  EXPECT_LT(Walk("/v3/candidates?private=false").size(), all);
  EXPECT_EQ(Walk("/v3/candidates?private=true").size(), all);
}

TEST_F(FiltersTest, TellsHiringManagersFromOwners) {
  EXPECT_EQ(Words("/v3/job_owners?type=recruiter&per_page=500", "type"),
            std::set<std::string>{"recruiter"});
  EXPECT_EQ(Get("/v3/job_owners?type=hiring_manager").status, 422);
}

TEST_F(FiltersTest, ProjectsFields) {
  EXPECT_EQ(
      *Get("/v3/departments?fields=name,parent_id&ids=" + Ids("departments", 1))
           .body,
      R"([{"name":"Engineering","parent_id":null}])");
}

}  // namespace
}  // namespace hirewire::sim
