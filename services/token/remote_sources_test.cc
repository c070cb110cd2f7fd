#include "services/token/remote_sources.h"

#include <grpcpp/channel.h>

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/inbound/caller.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "base/async/event.h"
#include "base/async/run.h"
#include "base/async/shards.h"
#include "base/async/spawn.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "base/time/system_clock.h"
#include "connectors/api/fake_account.h"
#include "gtest/gtest.h"
#include "services/accounts/test_registry.h"
#include "services/rpc/test_server.h"
#include "services/token/fake_sources.h"
#include "services/token/token_client.h"
#include "services/token/token_service.h"

namespace hirewire::token_service {
namespace {

using auth::Credential;

const auth::Caller kWorker{"worker", "", {v1::CALLER_ROLE_TOKENS}};

// Both ends have one clock, which the test moves; gRPC has its own.
class RemoteSourcesTest : public ::testing::Test {
 protected:
  RemoteSourcesTest() {
    server_->SetCaller(kWorker);
    acme_ = connections_.Add("acme-1", "acme");
    auth::NewConnection request;
    request.id = "globex-1";
    request.vendor = "globex";
    request.credentials =
        auth::ClientCredentials{.client_id = auth::Secret("us"),
                                .client_secret = auth::Secret("secret"),
                                .acting_user = {}};
    globex_ = connections_.registry().Create("", request).value();
  }

  // Another server in its place.
  void StartAgain(int port) {
    server_ = std::make_unique<rpc::TestServer>(
        std::vector<rpc::Service*>{&service_}, port);
    server_->SetCaller(kWorker);
  }

  std::shared_ptr<auth::CredentialSource> Source(
      const auth::Connection& connection) {
    return sources_.For(connection, auth::ApiKeyRecipe{}).value();
  }
  absl::StatusOr<Credential> Get(const auth::Connection& connection) {
    return RunSync(context_,
                   Source(connection)->Get(clock_.Now() + absl::Hours(1)));
  }
  // "Bearer token-1", or how it failed.
  std::string Header(const auth::Connection& connection) {
    const absl::StatusOr<Credential> credential = Get(connection);
    if (!credential.ok()) return credential.status().ToString();
    return std::string(auth::RevealSecret(credential->header_value));
  }
  v1::ErrorReason Fails(const auth::Connection& connection) {
    return ReasonOf(Get(connection).status());
  }

  accounts::TestRegistry connections_;
  connectors::FakeDirectory directory_;
  FakeClock clock_;
  Shards shards_{2};
  FakeSources asked_;
  TokenService service_{{.registry = connections_.registry(),
                         .directory = directory_,
                         .shards = shards_,
                         .sources = {&asked_, &asked_},
                         .clock = clock_}};
  std::unique_ptr<rpc::TestServer> server_ =
      std::make_unique<rpc::TestServer>(std::vector<rpc::Service*>{&service_});
  // Where the sources live.
  boost::asio::io_context context_;
  SystemClock system_clock_;
  SeededRandom random_{1};
  const std::shared_ptr<grpc::Channel> channel_ = server_->channel();
  TokenClient client_{channel_, system_clock_};
  RemoteSources sources_{client_, context_.get_executor(), clock_, random_};
  auth::Connection acme_;
  auth::Connection globex_;
};

TEST_F(RemoteSourcesTest, KeepsWhatItGotUntilItsEnd) {
  asked_.Expires(clock_.Now() + absl::Seconds(100));
  EXPECT_EQ(Header(globex_), "Bearer token-1");
  asked_.Renews();
  asked_.Expires(clock_.Now() + absl::Seconds(200));
  // Less than half its life is gone.
  clock_.Advance(absl::Seconds(49));
  EXPECT_EQ(Header(globex_), "Bearer token-1");
  EXPECT_EQ(asked_.asked(), 1);
  clock_.Advance(absl::Seconds(51));
  EXPECT_EQ(Header(globex_), "Bearer token-2");
  EXPECT_EQ(asked_.asked(), 2);
}

TEST_F(RemoteSourcesTest, ConnectionsHaveTheirOwn) {
  EXPECT_NE(Source(acme_), Source(globex_));
  EXPECT_EQ(Source(acme_), Source(acme_));
  ASSERT_TRUE(Get(acme_).ok());
  ASSERT_TRUE(Get(globex_).ok());
  EXPECT_EQ(asked_.asked(), 2);
}

TEST_F(RemoteSourcesTest, AReplacedCredentialIsAskedForAgain) {
  ASSERT_TRUE(Get(acme_).ok());
  acme_ = connections_.registry()
              .ReplaceCredentials(
                  "", "acme-1",
                  auth::ApiKeyCredentials{auth::Secret("another")}, nullptr)
              .value();
  asked_.Renews();
  EXPECT_EQ(Header(acme_), "Bearer token-2");
}

TEST_F(RemoteSourcesTest, CallersAtOneTimeShareOneCall) {
  absl::Notification go;
  asked_.First([&]() -> AsyncStatus {
    go.WaitForNotification();
    co_return absl::OkStatus();
  });
  std::vector<std::string> given;
  for (int i = 0; i < 20; ++i) {
    Spawn(context_.get_executor(),
          Source(globex_)->Get(clock_.Now() + absl::Hours(1)),
          [&](const absl::StatusOr<Credential>& credential) {
            given.push_back(credential.ok() ? std::string(auth::RevealSecret(
                                                  credential->header_value))
                                            : credential.status().ToString());
          });
  }
  // All of them wait.
  context_.poll();
  EXPECT_TRUE(given.empty());
  go.Notify();
  WaitingDriver(context_)([&] { return given.size() == 20; });
  EXPECT_EQ(given, std::vector<std::string>(20, "Bearer token-1"));
  EXPECT_EQ(asked_.asked(), 1);
}

TEST_F(RemoteSourcesTest, ARefusedTokenIsReportedAndReplaced) {
  EXPECT_EQ(Header(globex_), "Bearer token-1");
  EXPECT_TRUE(Source(globex_)->Invalidate(1));
  EXPECT_EQ(Header(globex_), "Bearer token-2");
  EXPECT_EQ(asked_.refused(), std::vector<uint64_t>{1});
  // Another request was refused with the old one: that is no news.
  EXPECT_TRUE(Source(globex_)->Invalidate(1));
  EXPECT_EQ(Header(globex_), "Bearer token-2");
  EXPECT_EQ(asked_.asked(), 2);
}

TEST_F(RemoteSourcesTest, ARefusedKeyIsNotAskedForAgain) {
  ASSERT_TRUE(Get(acme_).ok());
  EXPECT_FALSE(Source(acme_)->Invalidate(1));
  ASSERT_TRUE(Get(acme_).ok());
  EXPECT_EQ(asked_.asked(), 1);
}

TEST_F(RemoteSourcesTest, WhatIsHeldOutlastsTheOtherProcess) {
  EXPECT_EQ(Header(globex_), "Bearer token-1");
  const int port = server_->port();
  server_.reset();
  // To be renewed, but alive.
  clock_.Advance(absl::Minutes(4) + absl::Seconds(30));
  EXPECT_EQ(Header(globex_), "Bearer token-1");
  EXPECT_EQ(Fails(acme_), v1::ERROR_REASON_TOKENS_UNAVAILABLE);
  clock_.Advance(absl::Seconds(30));
  EXPECT_EQ(Fails(globex_), v1::ERROR_REASON_TOKENS_UNAVAILABLE);
  StartAgain(port);
  ASSERT_TRUE(channel_->WaitForConnected(
      absl::ToChronoTime(system_clock_.Now() + absl::Seconds(30))));
  EXPECT_EQ(Header(globex_), "Bearer token-1");
}

TEST_F(RemoteSourcesTest, ReasonsComeThroughWithoutTheOtherCallsName) {
  asked_.Fails(Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE)
                   .With("vendor", "globex")
                   .RetryAfter(absl::Seconds(7))
                   .Message("globex is away"));
  const absl::Status status = Get(globex_).status();
  const std::optional<ErrorDetails> details = DetailsOf(status);
  ASSERT_TRUE(details.has_value()) << status;
  EXPECT_EQ(details->reason, v1::ERROR_REASON_VENDOR_UNAVAILABLE);
  EXPECT_EQ(details->retry_after, absl::Seconds(7));
  EXPECT_EQ(status.message(), "globex is away");
  EXPECT_EQ(details->metadata,
            (std::map<std::string, std::string>{{"vendor", "globex"}}));
}

TEST_F(RemoteSourcesTest, ADisabledConnectionStaysSo) {
  auth::ConnectionChange change;
  change.disabled = true;
  ASSERT_TRUE(connections_.registry().Update("", "acme-1", change).ok());
  EXPECT_EQ(Fails(acme_), v1::ERROR_REASON_CONNECTION_DISABLED);
}

TEST_F(RemoteSourcesTest, AConnectionIsAskedForUnderItsTenant) {
  const auth::Connection theirs = connections_.Add("theirs", "acme", "initech");
  EXPECT_TRUE(Get(theirs).ok());
  auth::Connection foreign = theirs;
  foreign.tenant = "umbrella";
  EXPECT_EQ(Fails(foreign), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
}

// It would be taken for the fault of whoever called this process.
TEST_F(RemoteSourcesTest, BeingRefusedIsNoFaultOfTheCaller) {
  server_->SetCaller(auth::Operator());
  EXPECT_EQ(Fails(acme_), v1::ERROR_REASON_TOKENS_UNAVAILABLE);
  server_->SetCaller(
      Error(v1::ERROR_REASON_UNAUTHENTICATED_CALLER).Message("who is that"));
  EXPECT_EQ(Fails(acme_), v1::ERROR_REASON_TOKENS_UNAVAILABLE);
}

TEST_F(RemoteSourcesTest, CredentialsAreNotTriedHere) {
  EXPECT_EQ(
      ReasonOf(sources_
                   .Trial(acme_, auth::ApiKeyCredentials{auth::Secret("key")},
                          auth::ApiKeyRecipe{})
                   .status()),
      v1::ERROR_REASON_OPERATION_UNSUPPORTED);
}

TEST_F(RemoteSourcesTest, CallsUnderWayEndWithTheClient) {
  absl::Notification arrived;
  asked_.First([&]() -> AsyncStatus {
    const Event never(shards_.At(0));
    arrived.Notify();
    co_return co_await never.Wait();
  });
  auto shards = std::make_unique<Shards>(1);
  // No deadline would end it within this test.
  const FakeClock tomorrow(system_clock_.Now() + absl::Hours(24));
  auto client = std::make_unique<TokenClient>(server_->channel(), tomorrow);
  auto sources =
      std::make_unique<RemoteSources>(*client, shards->At(0), clock_, random_);
  const auto source = sources->For(acme_, auth::ApiKeyRecipe{}).value();
  Spawn(shards->At(0), source->Get(clock_.Now() + absl::Hours(1)),
        [](const absl::StatusOr<Credential>&) {});
  arrived.WaitForNotification();
  shards->Stop(absl::ZeroDuration());
  sources.reset();
  client.reset();
  shards.reset();
  const auto ended = server_->observer().WaitForCalls(1);
  EXPECT_TRUE(absl::IsCancelled(ended[0].status)) << ended[0].status;
}

}  // namespace
}  // namespace hirewire::token_service
