// token_worker: one process that calls a vendor's API through the shared
// connection, from many coroutines, with all that the server itself uses on the
// way: store, vault, token refresh, channel, transport.
//
// Ends on SIGTERM, when its calls and what it renews have ended, and with
// whoever started it.
#include <signal.h>
#include <sys/prctl.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/time/time.h"
#include "auth/token/authorization_code_source.h"
#include "auth/token/token_refresh.h"
#include "base/async/async.h"
#include "base/async/shards.h"
#include "base/async/spawn.h"
#include "base/http/curl_transport.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/api/cost.h"
#include "connectors/traffic/build_channel.h"
#include "connectors/traffic/channel.h"
#include "connectors/traffic/make_limiter.h"
#include "connectors/traffic/observer.h"
#include "hirewire/v1/errors.pb.h"
#include "testing/soak/shared_connection.h"
#include "testing/soak/token_vendor.h"
#include "testing/soak/worker_notes.h"

ABSL_FLAG(std::string, store, "", "SQLite's file or PostgreSQL's address");
ABSL_FLAG(std::string, keys, "", "the file of the master keys");
ABSL_FLAG(std::string, vendor, "", "http://127.0.0.1:PORT");
ABSL_FLAG(std::string, notes, "", "the file to note events in");
ABSL_FLAG(int64_t, number, 0, "which worker this is");
ABSL_FLAG(int, callers, 64, "coroutines that call");
ABSL_FLAG(absl::Duration, pause, absl::Seconds(1),
          "between two calls of one of them, on average");
ABSL_FLAG(absl::Duration, cycle, absl::Seconds(10),
          "nobody calls in the last fifth of each, so that the token lapses");
ABSL_FLAG(absl::Duration, lease, absl::Seconds(10), "of a renewal");

namespace hirewire::soak {
namespace {

constexpr absl::Duration kCallDeadline = absl::Seconds(60);
constexpr absl::Duration kDrain = absl::Seconds(10);

class StepNotes : public auth::RefreshObserver {
 public:
  explicit StepNotes(const WorkerNotes& notes) : notes_(notes) {}
  absl::Status Reached(auth::RefreshStep step) override {
    notes_.Add(step == auth::RefreshStep::kLeased     ? kLeased
               : step == auth::RefreshStep::kAnswered ? kAnswered
                                                      : kStored);
    return absl::OkStatus();
  }

 private:
  const WorkerNotes& notes_;
};

class NoObserver : public traffic::Observer {
 public:
  void OnAttempt(const traffic::Observation&) override {}
};

traffic::Verdict Judge(const http::Response& response) {
  using Action = traffic::Verdict::Action;
  if (response.status == 200) return {};
  if (response.status == 401) {
    return {.action = Action::kRefresh,
            .status = Error(v1::ERROR_REASON_CREDENTIALS_REJECTED)
                          .Message("the vendor refused the token twice"),
            .retry_after = {}};
  }
  return {.action = Action::kFail,
          .status = Error(v1::ERROR_REASON_VENDOR_REFUSED)
                        .Message(absl::StrCat("status ", response.status)),
          .retry_after = {}};
}

struct Worker {
  SharedConnection& shared;
  traffic::Channel& channel;
  const WorkerNotes& notes;
  const std::string url;
  std::atomic<bool> stopping = false;
};

// How long it is quiet from `now` on.
absl::Duration QuietFrom(absl::Time now) {
  const absl::Duration cycle = absl::GetFlag(FLAGS_cycle);
  const absl::Duration phase = (now - absl::UnixEpoch()) % cycle;
  return phase < 0.8 * cycle ? absl::ZeroDuration() : cycle - phase;
}

AsyncStatus CallAgainAndAgain(Worker& worker) {
  Clock& clock = worker.shared.clock();
  const absl::Duration pause = absl::GetFlag(FLAGS_pause);
  while (!worker.stopping) {
    HW_CO_RETURN_IF_ERROR(
        co_await clock.Sleep(2 * pause * worker.shared.random().NextUnit()));
    HW_CO_RETURN_IF_ERROR(co_await clock.Sleep(QuietFrom(clock.Now())));
    connectors::Cost cost;
    traffic::Call call;
    call.request.url = worker.url;
    call.request.deadline = clock.Now() + kCallDeadline;
    call.classify = Judge;
    call.operation = "soak.people.list";
    call.cost = &cost;
    const auto answer = co_await worker.channel.Send(call);
    if (!answer.ok()) {
      worker.notes.Add(kFailed, ReasonName(ReasonOf(answer.status())));
    }
  }
  co_return absl::OkStatus();
}

http::CurlOptions TransportOptions() {
  http::CurlOptions options;
  options.user_agent = absl::StrCat(kUserAgent, absl::GetFlag(FLAGS_number));
  options.allow_plain_http = true;
  return options;
}

absl::StatusOr<std::unique_ptr<traffic::Channel>> MakeChannel(
    SharedConnection& shared, http::Transport& transport,
    auth::RefreshObserver& steps, traffic::Observer& observer,
    const Executor& executor) {
  const std::string vendor = absl::GetFlag(FLAGS_vendor);
  HW_ASSIGN_OR_RETURN(const auth::Connection connection, shared.Now());
  auth::RefreshParts parts = {.table = shared.tokens(),
                              .apps = shared.apps(),
                              .transport = transport,
                              .clock = shared.clock(),
                              .random = shared.random(),
                              .observer = &steps};
  parts.options.lease = absl::GetFlag(FLAGS_lease);
  HW_ASSIGN_OR_RETURN(auto limiter, traffic::MakeLimiter(shared.clock(), {}));
  return traffic::BuildChannel(
      {.vendor = kVendor,
       .connection = kConnection,
       .base_url = vendor,
       .credentials = std::make_shared<auth::AuthorizationCodeSource>(
           parts, connection, SharedConnection::Recipe(vendor), executor),
       .limiter = std::move(limiter),
       .transport = &transport,
       .clock = &shared.clock(),
       .random = &shared.random(),
       .observer = &observer});
}

absl::Status Work(const sigset_t& stop) {
  HW_ASSIGN_OR_RETURN(auto shared,
                      SharedConnection::Open({absl::GetFlag(FLAGS_store),
                                              absl::GetFlag(FLAGS_keys)}));
  const WorkerNotes notes(absl::GetFlag(FLAGS_notes));
  StepNotes steps(notes);
  NoObserver observer;
  Shards shards(1);
  const Executor executor = shards.ForKey(kConnection);
  http::CurlTransport transport(executor, shared->clock(), TransportOptions());
  HW_ASSIGN_OR_RETURN(
      auto channel, MakeChannel(*shared, transport, steps, observer, executor));
  Worker worker{*shared, *channel, notes,
                absl::GetFlag(FLAGS_vendor) + "/api/people"};
  const int callers = absl::GetFlag(FLAGS_callers);
  absl::BlockingCounter at_work(callers);
  for (int i = 0; i < callers; ++i) {
    Spawn(executor, CallAgainAndAgain(worker),
          [&](absl::Status) { at_work.DecrementCount(); });
  }
  int signal = 0;
  sigwait(&stop, &signal);
  worker.stopping = true;
  at_work.Wait();
  shards.Stop(kDrain);
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  absl::ParseCommandLine(argc, argv);
  const absl::Status status = Work(stop);
  if (status.ok()) return 0;
  std::fprintf(stderr, "token_worker: %s\n", status.ToString().c_str());
  return 1;
}

}  // namespace
}  // namespace hirewire::soak

int main(int argc, char** argv) { return hirewire::soak::Main(argc, argv); }
