#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "testing/simulators/greenhouse/simulator_fixture.h"

namespace hirewire::sim {
namespace {

using RowsTest = SimulatorFixture;

TEST_F(RowsTest, AreTheSameFromTheSameSeed) {
  Restart(Unlimited(50));
  const std::string first = *Get("/v3/applications").body;
  Restart(Unlimited(50));
  EXPECT_EQ(*Get("/v3/applications").body, first);
  GreenhouseOptions other = Unlimited(50);
  other.seed = 2;
  Restart(other);
  EXPECT_NE(*Get("/v3/applications").body, first);
}

TEST_F(RowsTest, HaveIdsOfTodayOrAbove53Bits) {
  for (const int64_t id : Numbers(Get("/v3/eeoc"))) {
    EXPECT_GT(id, int64_t{1} << 32);
    EXPECT_LT(id, 47'000'000'000);
  }
  GreenhouseOptions options = Unlimited(50);
  options.huge_ids = true;
  Restart(options);
  for (const int64_t id : Numbers(Get("/v3/candidates"))) {
    EXPECT_GT(id, int64_t{1} << 53);
  }
}

TEST_F(RowsTest, TellStageIdFromJobInterviewStageId) {
  Restart(Unlimited(200));
  const Reply reply = Get("/v3/applications?status=active&per_page=500");
  const std::vector<int64_t> visits = Numbers(reply, "stage_id");
  const std::vector<int64_t> stages = Numbers(reply, "job_interview_stage_id");
  int checked = 0;
  for (size_t i = 0; i < visits.size(); ++i) {
    if (visits[i] == 0) continue;  // a prospect
    const Reply visit =
        Get(absl::StrCat("/v3/application_stages?ids=", visits[i]));
    EXPECT_EQ(Numbers(visit, "job_interview_stage_id"),
              std::vector<int64_t>{stages[i]});
    if (++checked == 20) break;
  }
  EXPECT_EQ(checked, 20);
}

TEST_F(RowsTest, LeaveOutTheNewerFieldsWhereAsked) {
  GreenhouseOptions options = Unlimited(10);
  options.newer_fields = false;
  Restart(options);
  const std::string body = *Get("/v3/applications").body;
  EXPECT_EQ(body.find("job_interview_stage_id"), std::string::npos);
  EXPECT_EQ(body.find("rejection_reason_id"), std::string::npos);
}

TEST_F(RowsTest, NameAnonymizedPeopleAsTheVendorDoes) {
  Restart(Unlimited(10));
  vendor_->Mutate(
      [](Company& company) { company.candidates[3].anonymized = true; });
  const int64_t id = vendor_->IdOf("candidates", 3);
  const std::string body = *Get(absl::StrCat("/v3/candidates?ids=", id)).body;
  EXPECT_NE(body.find(absl::StrCat(R"("first_name":"Anonymized",)",
                                   R"("last_name":")", id, "\"")),
            std::string::npos);
}

TEST_F(RowsTest, SpellMarkupAsTheVendorDoes) {
  const std::string body = *Get("/v3/job_posts").body;
  EXPECT_NE(body.find("\\u003cp\\u003eWe look for"), std::string::npos);
  EXPECT_EQ(body.find('<'), std::string::npos);
}

TEST_F(RowsTest, UseWordsNoDocumentLists) {
  Restart(Unlimited(2000));
  std::string all;
  for (std::string next = "/v3/applications?per_page=500"; !next.empty();) {
    const Reply reply = Get(next);
    all += *reply.body;
    next = NextOf(reply);
  }
  EXPECT_NE(all.find("\"status\":\"paused\""), std::string::npos);
  GreenhouseOptions plain = Unlimited(2000);
  plain.awkward = false;
  Restart(plain);
  EXPECT_EQ(Get("/v3/applications?per_page=500").body->find("paused"),
            std::string::npos);
}

TEST_F(RowsTest, SurviveAResetAsGenerated) {
  Restart(Unlimited(20));
  const std::string before = *Get("/v3/candidates").body;
  vendor_->Mutate([](Company& company) { company.candidates.pop_back(); });
  EXPECT_NE(*Get("/v3/candidates").body, before);
  vendor_->Reset();
  EXPECT_EQ(*Get("/v3/candidates").body, before);
}

}  // namespace
}  // namespace hirewire::sim
