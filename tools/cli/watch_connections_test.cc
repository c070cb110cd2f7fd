// The command against a real service, and against one that comes and goes.
#include "tools/cli/watch_connections.h"

#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "auth/connection/connection.h"
#include "base/async/shards.h"
#include "base/random/seeded_random.h"
#include "base/time/system_clock.h"
#include "connectors/api/fake_account.h"
#include "gtest/gtest.h"
#include "hirewire/v1/connection.pb.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/auth/auth_service.h"
#include "services/auth/watch_methods.h"
#include "services/rpc/test_server.h"
#include "tools/cli/console.h"
#include "tools/cli/failure.h"
#include "tools/cli/run.h"

namespace hirewire::cli {
namespace {

using absl::StrContains;

v1::ConnectionEvent Event(v1::ConnectionEventKind kind) {
  v1::ConnectionEvent event;
  event.set_kind(kind);
  event.mutable_time()->set_seconds(1767225600);
  event.mutable_connection()->set_id("acme");
  event.mutable_connection()->set_state(v1::CONNECTION_STATE_ACTIVE);
  return event;
}

TEST(LineOf, TellsWhatHappened) {
  EXPECT_EQ(LineOf(Event(v1::CONNECTION_EVENT_KIND_PRESENT)),
            "2026-01-01 00:00:00  acme                  active");
  EXPECT_EQ(LineOf(Event(v1::CONNECTION_EVENT_KIND_CREATED)),
            "2026-01-01 00:00:00  acme                  created, active");
  EXPECT_EQ(LineOf(Event(v1::CONNECTION_EVENT_KIND_CREDENTIAL_CHANGED)),
            "2026-01-01 00:00:00  acme                  credential changed, "
            "active");
  EXPECT_EQ(LineOf(Event(v1::CONNECTION_EVENT_KIND_DELETED)),
            "2026-01-01 00:00:00  acme                  deleted");
}

TEST(LineOf, TellsTheStateBeforeAndTheReason) {
  v1::ConnectionEvent event = Event(v1::CONNECTION_EVENT_KIND_STATE_CHANGED);
  event.mutable_connection()->set_state(
      v1::CONNECTION_STATE_NEEDS_REAUTHORIZATION);
  event.mutable_connection()->set_state_reason(v1::ERROR_REASON_REFRESH_LOST);
  event.set_previous_state(v1::CONNECTION_STATE_ACTIVE);
  EXPECT_EQ(LineOf(event),
            "2026-01-01 00:00:00  acme                  needs "
            "reauthorization, was active: refresh lost");
}

TEST(LineOf, SaysThatEventsAreLost) {
  v1::ConnectionEvent event = Event(v1::CONNECTION_EVENT_KIND_GAP);
  event.clear_connection();
  EXPECT_TRUE(StrContains(LineOf(event), "events are lost"));
}

class WatchConnectionsTest : public ::testing::Test {
 protected:
  WatchConnectionsTest() {
    watch_.AddTo(auth_);
    Start(0);
    connections_.Add("a1", "acme");
  }

  // On any free port where it is 0.
  void Start(int port) {
    server_ = std::make_unique<rpc::TestServer>(
        std::vector<rpc::Service*>{&auth_}, port);
  }

  // Runs the command; `steps` are taken in order, each when the one before has
  // shown its word in the output, and the last is followed by Ctrl-C.
  struct Step {
    std::string word;
    std::function<void()> then;
  };
  ExitCode Watch(const std::vector<Step>& steps,
                 const std::vector<std::string>& flags = {}) {
    size_t done = 0;
    console_.interrupted = [&] {
      while (done < steps.size() && StrContains(out_.str(), steps[done].word)) {
        if (steps[done].then) steps[done].then();
        ++done;
      }
      return done == steps.size();
    };
    std::vector<std::string> words = {"connections", "watch", "--server",
                                      server_->address()};
    words.insert(words.end(), flags.begin(), flags.end());
    return cli::Run(words, console_, clock_);
  }

  SystemClock clock_;
  SeededRandom random_{1};
  accounts::TestRegistry connections_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  connectors::FakeDirectory directory_;
  Shards shards_{2};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  auth_service::AuthService auth_{
      connections_.registry(), directory_,           opener_,
      connections_.keyring(),  connections_.clock(), {}};
  auth_service::WatchMethods watch_{connections_.registry(),
                                    connections_.keyring(),
                                    connections_.clock(), random_};
  std::unique_ptr<rpc::TestServer> server_;

  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{in_, out_, err_};
};

TEST_F(WatchConnectionsTest, PrintsEventsUntilCtrlC) {
  EXPECT_EQ(
      Watch({{"a1                    pending",
              [&] { connections_.Add("b2", "acme"); }},
             {"b2                    created, pending",
              [&] {
                ASSERT_TRUE(
                    connections_.registry()
                        .SetState("", "b2", auth::ConnectionState::kActive, "")
                        .ok());
              }},
             {"b2                    active, was pending", nullptr}}),
      kOk)
      << err_.str();
  EXPECT_EQ(err_.str(), "");
}

TEST_F(WatchConnectionsTest, JsonLinesCarryTheResumeToken) {
  ASSERT_EQ(Watch({{"resume_token", nullptr}}, {"--json"}), kOk);
  const std::string line = out_.str();
  EXPECT_TRUE(StrContains(line, "\"kind\":\"CONNECTION_EVENT_KIND_PRESENT\""));
  const size_t begin = line.find("\"resume_token\":\"") + 16;
  const std::string token = line.substr(begin, line.find('"', begin) - begin);
  out_.str("");
  connections_.Add("b2", "acme");
  ASSERT_EQ(Watch({{"b2", nullptr}}, {"--resume", token}), kOk) << err_.str();
  EXPECT_FALSE(StrContains(out_.str(), "a1"));
}

TEST_F(WatchConnectionsTest, GoesOnWhereItWasWhenTheServerIsBack) {
  EXPECT_EQ(Watch({{"a1",
                    [&] {
                      const int port = server_->port();
                      server_.reset();
                      connections_.Add("b2", "acme");
                      Start(port);
                    }},
                   {"b2", [&] { connections_.Add("c3", "acme"); }},
                   {"c3", nullptr}}),
            kOk);
  EXPECT_TRUE(StrContains(err_.str(), "The server is gone; waiting for it."));
  EXPECT_TRUE(StrContains(err_.str(), "The server is back."));
  // Once: it went on, and did not begin anew.
  EXPECT_EQ(out_.str().find("a1"), out_.str().rfind("a1"));
}

TEST_F(WatchConnectionsTest, CtrlCEndsTheWaitForAServerToo) {
  console_.interrupted = [&] {
    if (server_ != nullptr && StrContains(out_.str(), "a1")) server_.reset();
    return StrContains(err_.str(), "waiting");
  };
  EXPECT_EQ(cli::Run({"connections", "watch", "--server", server_->address()},
                     console_, clock_),
            kOk);
}

TEST_F(WatchConnectionsTest, AServerThatWasNeverThereIsAnError) {
  const std::string address = server_->address();
  server_.reset();
  EXPECT_EQ(
      cli::Run({"connections", "watch", "--server", address}, console_, clock_),
      kServerUnreachable);
}

TEST_F(WatchConnectionsTest, AForgedTokenIsAnError) {
  EXPECT_EQ(Watch({{"never", nullptr}}, {"--resume", "forged"}), kRefused);
}

}  // namespace
}  // namespace hirewire::cli
