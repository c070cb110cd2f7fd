#include "services/auth/watch_methods.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/async/async.h"
#include "base/async/event.h"
#include "base/async/spawn.h"
#include "base/crypto/keyring.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/sink.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {
namespace {

using auth::ConnectionState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::Duration kLongestPoll = absl::Milliseconds(625);

// One stream, and what it was sent.
class Stream : private rpc::Sink {
 public:
  Stream(rpc::TypedService& service, boost::asio::io_context& context,
         const std::string& token)
      : executor_(context.get_executor()) {
    request_.set_resume_token(token);
    running_ = Spawn(executor_, service.Stream(call_, request_, *this),
                     [this](absl::Status status) { end_ = status; });
  }

  // What came since the last time: "present a", "state changed a".
  std::vector<std::string> Take() {
    std::vector<std::string> words;
    for (; taken_ < responses_.size(); ++taken_) {
      const v1::ConnectionEvent& event = responses_[taken_].event();
      std::string kind = v1::ConnectionEventKind_Name(event.kind());
      words.push_back(kind.substr(sizeof("CONNECTION_EVENT_KIND_") - 1));
      if (event.has_connection()) {
        absl::StrAppend(&words.back(), " ", event.connection().id());
      }
    }
    return words;
  }
  const std::vector<v1::WatchConnectionsResponse>& responses() const {
    return responses_;
  }
  const v1::WatchConnectionsResponse& last() const { return responses_.back(); }
  const std::optional<absl::Status>& end() const { return end_; }

  // From now on messages wait, as with a caller that does not read.
  void Block() { blocked_.emplace(executor_); }
  void Unblock() {
    blocked_->Notify();
    blocked_.reset();
  }
  void Cancel() { running_.Cancel(); }

 private:
  AsyncStatus Send(std::string bytes) override {
    if (blocked_) {
      const absl::Status waited = co_await blocked_->Wait();
      if (!waited.ok()) co_return waited;
    }
    responses_.emplace_back();
    EXPECT_TRUE(responses_.back().ParseFromString(bytes));
    co_return absl::OkStatus();
  }

  const Executor executor_;
  rpc::Call call_;
  v1::WatchConnectionsRequest request_;
  std::optional<Event> blocked_;
  std::vector<v1::WatchConnectionsResponse> responses_;
  size_t taken_ = 0;
  std::optional<absl::Status> end_;
  CancelHandle running_;
};

class WatchTest : public testing::Test {
 protected:
  WatchTest() { methods_.AddTo(service_); }
  // What streams refer to outlives them.
  ~WatchTest() override {
    for (const auto& stream : streams_) stream->Cancel();
    Settle();
  }

  Stream& Watch(const std::string& token = "") {
    streams_.push_back(std::make_unique<Stream>(service_, context_, token));
    Settle();
    return *streams_.back();
  }

  // Runs what is ready, with no time passing.
  void Settle() { clock_.RunToIdle(context_, absl::ZeroDuration()); }
  void Pass(absl::Duration time) { clock_.RunToIdle(context_, time); }

  static void Add(auth::ConnectionRegistry& registry, const std::string& id,
                  const std::string& tenant = "") {
    auth::NewConnection request;
    request.id = id;
    request.vendor = "acme";
    request.credentials = auth::ApiKeyCredentials{auth::Secret("canary-key")};
    ASSERT_TRUE(registry.Create(tenant, request).ok());
  }
  void Add(const std::string& id) { Add(registry_, id); }
  void SetState(const std::string& id, ConnectionState state,
                const std::string& reason = "") {
    ASSERT_TRUE(registry_.SetState("", id, state, reason).ok());
  }

  FakeClock clock_;
  SeededRandom random_{1};
  boost::asio::io_context context_;
  const std::unique_ptr<store::SqliteStore> store_ =
      store::SqliteStore::InMemory();
  const std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  const auth::Vault vault_{*keys_};
  auth::ConnectionRegistry registry_{*store_, vault_, clock_, random_};
  // As another process has it: the same store, and nobody who rings.
  auth::ConnectionRegistry elsewhere_{*store_, vault_, clock_, random_};
  rpc::TypedService service_{"hirewire.v1.AuthService"};
  WatchMethods methods_{registry_, *keys_, clock_, random_};
  std::vector<std::unique_ptr<Stream>> streams_;
};

TEST_F(WatchTest, BeginsWithTheConnectionsThatAreThere) {
  Add("a");
  Add("b");
  Stream& stream = Watch();
  EXPECT_THAT(stream.Take(), ElementsAre("PRESENT a", "PRESENT b"));
  EXPECT_THAT(stream.responses()[0].resume_token(), IsEmpty());
  EXPECT_FALSE(stream.last().resume_token().empty());
  EXPECT_EQ(stream.last().event().connection().vendor(), "acme");
}

TEST_F(WatchTest, TellsOfChangesOfThisProcessAtOnce) {
  Stream& stream = Watch();
  Add("a");
  SetState("a", ConnectionState::kActive);
  auth::ConnectionChange renamed;
  renamed.display_name = "Acme";
  ASSERT_TRUE(registry_.Update("", "a", renamed).ok());
  ASSERT_TRUE(
      registry_
          .ReplaceCredentials(
              "", "a", auth::ApiKeyCredentials{auth::Secret("other")}, nullptr)
          .ok());
  ASSERT_TRUE(registry_.Delete("", "a").ok());
  Settle();
  EXPECT_THAT(stream.Take(),
              ElementsAre("CREATED a", "STATE_CHANGED a", "UPDATED a",
                          "CREDENTIAL_CHANGED a", "DELETED a"));
  Add("b");
  Settle();
  EXPECT_THAT(stream.Take(), ElementsAre("CREATED b"));
}

TEST_F(WatchTest, TellsOfChangesOfOtherProcessesSoon) {
  Stream& stream = Watch();
  Add(elsewhere_, "a");
  Settle();
  EXPECT_THAT(stream.Take(), IsEmpty());
  Pass(kLongestPoll);
  EXPECT_THAT(stream.Take(), ElementsAre("CREATED a"));
}

TEST_F(WatchTest, ShowsTheStateAndTheOneBefore) {
  Add("a");
  Stream& stream = Watch();
  EXPECT_EQ(stream.last().event().previous_state(),
            v1::CONNECTION_STATE_UNSPECIFIED);
  clock_.Advance(absl::Seconds(100));
  SetState("a", ConnectionState::kNeedsReauthorization, "REFRESH_LOST");
  Settle();
  const v1::ConnectionEvent& event = stream.last().event();
  EXPECT_EQ(event.previous_state(), v1::CONNECTION_STATE_PENDING);
  EXPECT_EQ(event.connection().state(),
            v1::CONNECTION_STATE_NEEDS_REAUTHORIZATION);
  EXPECT_EQ(event.connection().state_reason(), v1::ERROR_REASON_REFRESH_LOST);
  EXPECT_EQ(event.time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  ASSERT_TRUE(registry_.Delete("", "a").ok());
  Settle();
  EXPECT_EQ(stream.last().event().previous_state(),
            v1::CONNECTION_STATE_UNSPECIFIED);
}

TEST_F(WatchTest, GoesOnAfterAResumeTokenWithoutLossOrRepeat) {
  Add("a");
  Stream& first = Watch();
  for (const char* id : {"b", "c", "d"}) Add(id);
  Settle();
  first.Cancel();
  Settle();
  EXPECT_TRUE(absl::IsCancelled(*first.end()));
  Add("e");
  EXPECT_THAT(Watch(first.last().resume_token()).Take(),
              ElementsAre("CREATED e"));
  EXPECT_THAT(Watch(first.responses()[0].resume_token()).Take(),
              ElementsAre("CREATED b", "CREATED c", "CREATED d", "CREATED e"));
}

TEST_F(WatchTest, WhatHappensWhileItListsIsToldAfterwards) {
  for (int i = 0; i < 150; ++i) Add(absl::StrFormat("a%03d", i));
  Stream& stream = Watch();
  EXPECT_EQ(stream.Take().size(), 150u);
  stream.Cancel();

  streams_.push_back(std::make_unique<Stream>(service_, context_, ""));
  Stream& slow = *streams_.back();
  slow.Block();
  Settle();
  ASSERT_TRUE(registry_.Delete("", "a149").ok());
  ASSERT_TRUE(registry_.Delete("", "a001").ok());
  slow.Unblock();
  Settle();
  const std::vector<std::string> told = slow.Take();
  ASSERT_EQ(told.size(), 151u);
  // a001 was listed before it went, a149 never.
  EXPECT_EQ(told[148], "PRESENT a148");
  EXPECT_FALSE(slow.responses()[148].resume_token().empty());
  EXPECT_EQ(told[149], "DELETED a149");
  EXPECT_EQ(told[150], "DELETED a001");
}

TEST_F(WatchTest, AReaderThatIsTooSlowGetsAGapAndThenWhatIsThere) {
  Add("a");
  Stream& stream = Watch();
  stream.Take();
  stream.Block();
  for (int i = 0; i < 501; ++i) {
    SetState("a", ConnectionState::kActive);
    SetState("a", ConnectionState::kPending);
    Settle();
  }
  Add("b");
  stream.Unblock();
  Settle();
  const std::vector<std::string> told = stream.Take();
  // What it had read before it was held up, and from then on nothing is wrong.
  ASSERT_GE(told.size(), 4u);
  EXPECT_THAT(std::vector<std::string>(told.end() - 3, told.end()),
              ElementsAre("GAP", "PRESENT a", "PRESENT b"));
  SetState("b", ConnectionState::kActive);
  Settle();
  EXPECT_THAT(stream.Take(), ElementsAre("STATE_CHANGED b"));
}

TEST_F(WatchTest, ALagThatTheLogStillKnowsLosesNothing) {
  Add("a");
  Stream& stream = Watch();
  stream.Take();
  stream.Block();
  for (int i = 0; i < 499; ++i) {
    SetState("a", ConnectionState::kActive);
    SetState("a", ConnectionState::kPending);
  }
  Settle();
  stream.Unblock();
  Settle();
  EXPECT_EQ(stream.Take(), std::vector<std::string>(998, "STATE_CHANGED a"));
}

TEST_F(WatchTest, ATokenFromBeforeTheLogsBeginningGetsAGap) {
  Add("a");
  const std::string token = Watch().last().resume_token();
  for (int i = 0; i < 501; ++i) {
    SetState("a", ConnectionState::kActive);
    SetState("a", ConnectionState::kPending);
  }
  Stream& late = Watch(token);
  EXPECT_THAT(late.Take(), ElementsAre("GAP", "PRESENT a"));
  EXPECT_THAT(late.responses()[0].resume_token(), IsEmpty());
}

TEST_F(WatchTest, ATokenOfAStoreThatHadMoreEventsGetsAGap) {
  Add("a");
  Add("b");
  const std::string token = Watch().last().resume_token();
  const auto restored = store::SqliteStore::InMemory();
  auth::ConnectionRegistry registry(*restored, vault_, clock_, random_);
  Add(registry, "a");
  rpc::TypedService service("hirewire.v1.AuthService");
  WatchMethods methods(registry, *keys_, clock_, random_);
  methods.AddTo(service);
  Stream stream(service, context_, token);
  Settle();
  EXPECT_THAT(stream.Take(), ElementsAre("GAP", "PRESENT a"));
  stream.Cancel();
  Settle();
}

TEST_F(WatchTest, RefusesTokensThatAreNotItsOwn) {
  for (const char* token : {"x", "!!", "bm90IG91cnM"}) {
    Stream& stream = Watch(token);
    ASSERT_TRUE(stream.end().has_value());
    EXPECT_EQ(ReasonOf(*stream.end()), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
    EXPECT_THAT(stream.Take(), IsEmpty());
  }
}

TEST_F(WatchTest, OtherTenantsAreNotSeen) {
  Add(registry_, "theirs", "globex");
  Stream& stream = Watch();
  Add(registry_, "more", "globex");
  Pass(absl::Seconds(2));
  EXPECT_THAT(stream.Take(), IsEmpty());
}

TEST_F(WatchTest, HoldsNoCredential) {
  Add("a");
  Stream& stream = Watch();
  ASSERT_TRUE(registry_.Delete("", "a").ok());
  Settle();
  for (const auto& response : stream.responses()) {
    EXPECT_EQ(response.SerializeAsString().find("canary"), std::string::npos);
  }
}

TEST_F(WatchTest, AStreamThatEndsLeavesNothingBehind) {
  Stream& stream = Watch();
  EXPECT_EQ(clock_.waiters(), 1u);
  stream.Cancel();
  Settle();
  ASSERT_TRUE(stream.end().has_value());
  EXPECT_EQ(clock_.waiters(), 0u);
  // Nobody is called any more.
  Add("a");
  Settle();
}

}  // namespace
}  // namespace hirewire::auth_service
