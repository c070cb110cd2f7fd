#include "testing/soak/run.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/secret/secret.h"
#include "auth/token/token_table.h"
#include "base/random/system_random.h"
#include "base/status/macros.h"
#include "testing/simulators/http/server.h"
#include "testing/soak/disk_probe.h"
#include "testing/soak/figures.h"
#include "testing/soak/killer.h"
#include "testing/soak/monotonic.h"
#include "testing/soak/shared_connection.h"
#include "testing/soak/token_vendor.h"
#include "testing/soak/worker_processes.h"

namespace hirewire::soak {
namespace {

// How often the connection is looked at: how exactly a loss is timed.
constexpr absl::Duration kLook = absl::Milliseconds(5);
constexpr int kLooksPerProbe = 40;
// Without a renewal for so long, something is wrong.
constexpr absl::Duration kStuck = absl::Minutes(1);
// Renewals after the last kill, by which what it lost has come to light.
constexpr int64_t kAfterwards = 4;
// Of lives: how often there is a pause in which the token lapses.
constexpr int kCycle = 10;

auth::TokenPair Pair(GivenPair given, absl::Duration life) {
  const absl::Time now = absl::Now();
  return {.access_token = auth::Secret(std::move(given.access_token)),
          .refresh_token = auth::Secret(std::move(given.refresh_token)),
          .issued = now,
          .expires = now + life,
          .scopes = {}};
}

std::vector<std::string> WorkerFlags(const RunOptions& options,
                                     const SharedPlace& place,
                                     const std::string& vendor_url) {
  return {absl::StrCat("--store=", place.store),
          absl::StrCat("--keys=", place.keys),
          absl::StrCat("--vendor=", vendor_url),
          absl::StrCat("--callers=", options.callers),
          "--pause=" + absl::FormatDuration(options.pause),
          "--cycle=" + absl::FormatDuration(kCycle * options.life),
          "--lease=" + absl::FormatDuration(options.lease)};
}

// Watches the connection while the workers are at work.
class Watch {
 public:
  Watch(const RunOptions& options, SharedConnection& shared,
        TokenVendor& vendor, WorkerProcesses& workers)
      : options_(options),
        shared_(shared),
        vendor_(vendor),
        workers_(workers),
        probe_(options.folder + "/probe") {}

  // Until the vendor has renewed so often.
  absl::Status Until(int64_t commits) {
    int64_t before = -1;
    int64_t moved = MonotonicNanos();
    for (;;) {
      const auto now = static_cast<int64_t>(vendor_.commit_count());
      if (now >= commits) return absl::OkStatus();
      if (now != before) moved = MonotonicNanos();
      before = now;
      if (MonotonicNanos() - moved > absl::ToInt64Nanoseconds(kStuck)) {
        return absl::DeadlineExceededError(absl::StrCat(
            "nothing was renewed for a minute after ", now, " lapses"));
      }
      HW_RETURN_IF_ERROR(Look());
      if (++looks_ % kLooksPerProbe == 0) probe_.Write();
      HW_RETURN_IF_ERROR(workers_.Replace());
      if (options_.progress) options_.progress(now);
      absl::SleepFor(kLook);
    }
  }

  std::vector<Loss> losses() && { return std::move(losses_); }
  const DiskProbe& probe() const { return probe_; }

 private:
  // A connection that is lost is connected again.
  absl::Status Look() {
    HW_ASSIGN_OR_RETURN(const auth::Connection connection, shared_.Now());
    if (connection.state != auth::ConnectionState::kNeedsReauthorization) {
      return absl::OkStatus();
    }
    losses_.push_back(
        {vendor_.family(), connection.state_reason, MonotonicNanos()});
    return shared_.Regrant(Pair(vendor_.NewGrant(), options_.life));
  }

  const RunOptions& options_;
  SharedConnection& shared_;
  TokenVendor& vendor_;
  WorkerProcesses& workers_;
  DiskProbe probe_;
  int64_t looks_ = 0;
  std::vector<Loss> losses_;
};

}  // namespace

absl::StatusOr<Observed> RunSoak(const RunOptions& options) {
  const SharedPlace place = {
      options.database.empty() ? options.folder + "/soak.db" : options.database,
      options.folder + "/master-keys"};
  HW_ASSIGN_OR_RETURN(const auto shared, SharedConnection::Open(place));
  Killer* killer = nullptr;
  TokenVendor vendor(
      {.life = options.life, .grace = options.grace, .leeway = options.leeway},
      [&](const Commit& commit) {
        if (killer != nullptr) killer->Committed(commit);
      });
  HW_RETURN_IF_ERROR(shared->Begin(Pair(vendor.NewGrant(), options.life)));
  HW_ASSIGN_OR_RETURN(const int64_t first, shared->Generation());
  sim::HttpServer server(
      [&](const sim::Request& request) { return vendor.Handle(request); });
  HW_RETURN_IF_ERROR(server.Start());
  WorkerProcesses workers(options.worker_binary,
                          WorkerFlags(options, place, server.BaseUrl()),
                          options.folder);
  SystemRandom random;
  Killer killing(workers, random,
                 {options.kill_every, options.aimed, options.aim});
  killer = &killing;
  HW_RETURN_IF_ERROR(workers.Start(options.processes));
  Watch watch(options, *shared, vendor, workers);
  absl::Status status = watch.Until(options.lapses);
  killing.Stop();
  if (status.ok()) {
    status =
        watch.Until(static_cast<int64_t>(vendor.commit_count()) + kAfterwards);
  }
  if (status.ok()) status = workers.End();
  server.Stop();
  HW_RETURN_IF_ERROR(status);

  Observed observed;
  observed.lapses_wanted = options.lapses;
  observed.life = options.life;
  observed.leeway = options.leeway > absl::ZeroDuration();
  observed.commits = vendor.commits();
  observed.vendor = vendor.counts();
  HW_ASSIGN_OR_RETURN(observed.notes, workers.Notes());
  observed.kills = workers.kills();
  observed.disk_milliseconds = watch.probe().milliseconds();
  observed.losses = std::move(watch).losses();
  HW_ASSIGN_OR_RETURN(observed.generations, shared->Generation());
  observed.generations -= first;
  return observed;
}

}  // namespace hirewire::soak
