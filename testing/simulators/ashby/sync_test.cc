#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

class AshbySyncTest : public AshbyFixture {
 protected:
  AshbySyncTest() { Restart(Unmetered(250)); }

  std::string Since(const std::string& token) {
    return With("", "syncToken", token);
  }
  void Touch(Ref first, Ref last) {
    const absl::Time now = clock_.Now();
    vendor_->Mutate([&](Company& company) {
      for (Ref i = first; i < last; ++i) company.candidates[i].updated = now;
    });
  }
};

TEST_F(AshbySyncTest, GivesATokenOnTheLastPageOnly) {
  const Reply first = Call("candidate.list");
  EXPECT_EQ(SyncTokenOf(first), "");
  EXPECT_EQ(Walk("candidate.list").sync_token.size(), 9u);
  EXPECT_EQ(Walk("application.listHistory",
                 With("", "applicationId", Walk("application.list").ids[0]))
                .sync_token,
            "");
}

TEST_F(AshbySyncTest, GivesWhatChangedSinceTheRunBegan) {
  const std::string token = Walk("candidate.list").sync_token;
  clock_.Advance(absl::Minutes(1));
  EXPECT_TRUE(Walk("candidate.list", Since(token)).ids.empty());
  Touch(7, 8);
  clock_.Advance(absl::Minutes(1));
  const Walked walked = Walk("candidate.list", Since(token));
  EXPECT_EQ(walked.ids,
            std::vector<std::string>{AshbySimulator::IdOf("candidate", 7)});
  clock_.Advance(absl::Minutes(1));
  EXPECT_TRUE(Walk("candidate.list", Since(walked.sync_token)).ids.empty());
}

TEST_F(AshbySyncTest, LosesNothingThatChangedDuringTheRun) {
  const Reply first = Call("candidate.list");
  clock_.Advance(absl::Minutes(1));
  Touch(0, 1);
  clock_.Advance(absl::Minutes(1));
  Reply last = Call("candidate.list", With("", "cursor", CursorOf(first)));
  last = Call("candidate.list", With("", "cursor", CursorOf(last)));
  EXPECT_EQ(Walk("candidate.list", Since(SyncTokenOf(last))).ids.size(), 1u);
}

TEST_F(AshbySyncTest, PagesWithTheTokenRepeatedOrNot) {
  const std::string token = Walk("candidate.list").sync_token;
  clock_.Advance(absl::Minutes(1));
  Touch(0, 150);
  const Walked repeated = Walk("candidate.list", Since(token));
  EXPECT_EQ(repeated.ids.size(), 150u);
  EXPECT_EQ(repeated.pages, 2);
  const std::string cursor = CursorOf(Call("candidate.list", Since(token)));
  EXPECT_EQ(Ids(Call("candidate.list", With("", "cursor", cursor))).size(),
            50u);
}

TEST_F(AshbySyncTest, RefusesForgedForeignAndLapsedTokens) {
  const std::string token = Walk("candidate.list").sync_token;
  EXPECT_EQ(CodeOf(Call("candidate.list", Since("83rWzAAqr"))),
            "sync_token_invalid");
  EXPECT_EQ(CodeOf(Call("application.list", Since(token))),
            "sync_token_invalid");
  clock_.Advance(absl::Hours(24 * 30));
  EXPECT_EQ(CodeOf(Call("candidate.list", Since(token))), "sync_token_expired");
}

TEST_F(AshbySyncTest, RefusesIncrementalRunsOfTooManyPages) {
  AshbyOptions options = Unmetered(250);
  options.max_sync_pages = 1;
  Restart(options);
  const Walked full = Walk("candidate.list");
  EXPECT_EQ(full.pages, 3);
  clock_.Advance(absl::Minutes(1));
  Touch(0, 150);
  const std::string cursor =
      CursorOf(Call("candidate.list", Since(full.sync_token)));
  EXPECT_EQ(CodeOf(Call("candidate.list", With("", "cursor", cursor))),
            "incremental_sync_too_large");
}

}  // namespace
}  // namespace hirewire::sim
