#include "auth/token/token_cache.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

// Gives out tokens that live an hour and are due after 50 minutes.
class Vendor {
 public:
  explicit Vendor(FakeClock& clock) : clock_(clock) {}

  Async<LiveToken> Renew(WantedToken wanted) {
    asked.push_back(wanted);
    if (absl::Status slept = co_await clock_.Sleep(delay); !slept.ok()) {
      co_return slept;
    }
    if (!failure.ok()) co_return failure;
    if (!stuck) ++generation;
    const absl::Time now = clock_.Now();
    co_return LiveToken{{.header_name = "Authorization",
                         .header_value = Secret("Bearer x"),
                         .generation = generation,
                         .expires = now + absl::Hours(1)},
                        now + absl::Minutes(50)};
  }

  std::vector<WantedToken> asked;
  absl::Duration delay = absl::Seconds(1);
  absl::Status failure;
  // Gives the same token again.
  bool stuck = false;
  uint64_t generation = 0;

 private:
  FakeClock& clock_;
};

class TokenCacheTest : public testing::Test {
 protected:
  // The generation of the token, or the reason why there is none.
  std::string Get(absl::Duration patience = absl::Minutes(1)) {
    const auto credential =
        RunSync(context_, cache_->Get(clock_.Now() + patience),
                [this](const auto& done) { clock_.RunUntil(context_, done); });
    return credential.ok()
               ? absl::StrCat(credential->generation)
               : std::string(ReasonName(ReasonOf(credential.status())));
  }

  void Settle() { clock_.RunToIdle(context_); }

  FakeClock clock_;
  boost::asio::io_context context_;
  Vendor vendor_{clock_};
  std::unique_ptr<TokenCache> cache_ = std::make_unique<TokenCache>(
      context_.get_executor(), clock_,
      [this](WantedToken wanted) { return vendor_.Renew(wanted); });
};

absl::Status Unavailable() {
  return Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE).Message("down");
}

TEST_F(TokenCacheTest, CallersAtOneTimeShareOneRenewal) {
  int answered = 0;
  for (int i = 0; i < 50; ++i) {
    Spawn(context_.get_executor(), cache_->Get(clock_.Now() + absl::Minutes(1)),
          [&](absl::StatusOr<Credential> credential) {
            ASSERT_TRUE(credential.ok()) << credential.status();
            EXPECT_EQ(credential->generation, 1u);
            ++answered;
          });
  }
  Settle();
  EXPECT_EQ(answered, 50);
  ASSERT_EQ(vendor_.asked.size(), 1u);
  EXPECT_FALSE(vendor_.asked[0].known.has_value());
  EXPECT_FALSE(vendor_.asked[0].refused);
}

TEST_F(TokenCacheTest, ATokenServesUntilItIsDueAndThenWhileItIsRenewed) {
  EXPECT_EQ(Get(), "1");
  clock_.Advance(absl::Minutes(50) - absl::Seconds(1));
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(vendor_.asked.size(), 1u);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Get(), "1");
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(Get(), "2");
  ASSERT_EQ(vendor_.asked.size(), 2u);
  EXPECT_EQ(vendor_.asked[1].known, 1u);
  EXPECT_FALSE(vendor_.asked[1].refused);
}

TEST_F(TokenCacheTest, ATokenThatEndedIsNotGivenOut) {
  EXPECT_EQ(Get(), "1");
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(Get(), "2");
}

TEST_F(TokenCacheTest, ARefusedTokenIsReplacedOnce) {
  EXPECT_EQ(Get(), "1");
  cache_->Invalidate(1);
  EXPECT_EQ(Get(), "2");
  ASSERT_EQ(vendor_.asked.size(), 2u);
  EXPECT_EQ(vendor_.asked[1].known, 1u);
  EXPECT_TRUE(vendor_.asked[1].refused);
  // Late news of the old one.
  cache_->Invalidate(1);
  cache_->Invalidate(99);
  EXPECT_EQ(Get(), "2");
  EXPECT_EQ(vendor_.asked.size(), 2u);
}

TEST_F(TokenCacheTest, ARefusedTokenThatComesAgainIsNotKept) {
  EXPECT_EQ(Get(), "1");
  cache_->Invalidate(1);
  vendor_.stuck = true;
  EXPECT_EQ(Get(), "1");
  // The next one asks again, and still says that it was refused.
  EXPECT_EQ(Get(), "1");
  ASSERT_EQ(vendor_.asked.size(), 3u);
  EXPECT_TRUE(vendor_.asked[2].refused);
  vendor_.stuck = false;
  EXPECT_EQ(Get(), "2");
  EXPECT_EQ(Get(), "2");
  EXPECT_EQ(vendor_.asked.size(), 4u);
}

TEST_F(TokenCacheTest, ATokenRefusedDuringItsRenewalIsNotKept) {
  EXPECT_EQ(Get(), "1");
  clock_.Advance(absl::Minutes(50));
  vendor_.stuck = true;
  EXPECT_EQ(Get(), "1");  // Begins a renewal, which gives the same token.
  cache_->Invalidate(1);
  Settle();
  vendor_.stuck = false;
  EXPECT_EQ(Get(), "2");
  EXPECT_TRUE(vendor_.asked.back().refused);
}

TEST_F(TokenCacheTest, AfterAFailureTheOldTokenServesAndThereIsAPause) {
  EXPECT_EQ(Get(), "1");
  clock_.Advance(absl::Minutes(50));
  vendor_.failure = Unavailable();
  vendor_.delay = absl::ZeroDuration();
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(vendor_.asked.size(), 2u);
  clock_.Advance(absl::Seconds(9.9));
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(vendor_.asked.size(), 2u);
  clock_.Advance(absl::Seconds(0.1));
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(vendor_.asked.size(), 3u);
  // What recovers is used, and there is no pause any more.
  vendor_.failure = absl::OkStatus();
  clock_.Advance(absl::Seconds(10));
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(Get(), "2");
}

TEST_F(TokenCacheTest, TheCloserTheEndTheShorterThePause) {
  EXPECT_EQ(Get(), "1");
  clock_.Advance(absl::Hours(1) - absl::Seconds(8));
  vendor_.failure = Unavailable();
  vendor_.delay = absl::ZeroDuration();
  EXPECT_EQ(Get(), "1");
  Settle();
  clock_.Advance(absl::Seconds(1.9));
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(vendor_.asked.size(), 2u);
  clock_.Advance(absl::Seconds(0.1));
  EXPECT_EQ(Get(), "1");
  Settle();
  EXPECT_EQ(vendor_.asked.size(), 3u);
  // With the end the failure is everybody's.
  clock_.Advance(absl::Seconds(6));
  EXPECT_EQ(Get(), "VENDOR_UNAVAILABLE");
}

TEST_F(TokenCacheTest, WithoutATokenThereIsNoPause) {
  vendor_.failure = Unavailable();
  EXPECT_EQ(Get(), "VENDOR_UNAVAILABLE");
  vendor_.failure = absl::OkStatus();
  EXPECT_EQ(Get(), "1");
}

TEST_F(TokenCacheTest, ADeadlineIsOneCallersOwn) {
  vendor_.delay = absl::Seconds(10);
  std::string patient;
  Spawn(context_.get_executor(), cache_->Get(clock_.Now() + absl::Minutes(1)),
        [&](const absl::StatusOr<Credential>& credential) {
          patient = credential.ok() ? "served" : "not served";
        });
  EXPECT_EQ(Get(absl::Seconds(2)), "DEADLINE_EXCEEDED");
  EXPECT_EQ(patient, "");
  Settle();
  EXPECT_EQ(patient, "served");
  EXPECT_EQ(vendor_.asked.size(), 1u);
}

TEST_F(TokenCacheTest, ACancelledCallerLeavesTheRenewalToTheOthers) {
  std::string cancelled;
  CancelHandle call = Spawn(
      context_.get_executor(), cache_->Get(clock_.Now() + absl::Minutes(1)),
      [&](const absl::StatusOr<Credential>& credential) {
        cancelled = std::string(ReasonName(ReasonOf(credential.status())));
      });
  context_.poll();
  call.Cancel();
  Settle();
  EXPECT_EQ(cancelled, "CANCELLED");
  EXPECT_EQ(Get(), "1");
  EXPECT_EQ(vendor_.asked.size(), 1u);
}

TEST_F(TokenCacheTest, ARenewalGoesOnWhenTheCacheIsGone) {
  std::string outcome;
  Spawn(context_.get_executor(), cache_->Get(clock_.Now() + absl::Minutes(1)),
        [&](const absl::StatusOr<Credential>& credential) {
          outcome = credential.ok() ? "served" : "not served";
        });
  context_.poll();
  cache_.reset();
  Settle();
  EXPECT_EQ(outcome, "served");
}

TEST(RenewFrom, LeavesATenthOrAMinuteAndUpToAFifthMore) {
  SeededRandom random(7);
  const absl::Time from = absl::FromUnixSeconds(1'770'000'000);
  struct Row {
    absl::Duration lifetime, least, most;
  };
  for (const Row& row :
       {Row{absl::Hours(10), absl::Hours(1), absl::Minutes(72)},
        Row{absl::Hours(1), absl::Minutes(6), absl::Seconds(432)},
        Row{absl::Minutes(5), absl::Minutes(1), absl::Seconds(72)},
        // Never over half its life.
        Row{absl::Seconds(60), absl::Seconds(30), absl::Seconds(30)},
        Row{absl::Seconds(1), absl::Seconds(0.5), absl::Seconds(0.5)}}) {
    absl::Duration least = absl::InfiniteDuration(), most;
    for (int i = 0; i < 1000; ++i) {
      const absl::Duration left =
          from + row.lifetime - RenewFrom(from, row.lifetime, random);
      least = std::min(least, left);
      most = std::max(most, left);
    }
    EXPECT_GE(least, row.least) << row.lifetime;
    EXPECT_LE(most, row.most) << row.lifetime;
    // And makes use of the whole of it.
    EXPECT_LE(least, row.least + (row.most - row.least) * 0.02);
    EXPECT_GE(most, row.most - (row.most - row.least) * 0.02);
  }
}

}  // namespace
}  // namespace hirewire::auth
