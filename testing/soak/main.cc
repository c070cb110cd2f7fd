// soak: many processes call through one connection whose token lapses all the
// time; prints what came of it. tools/soak tells how it is used.
#include <stdlib.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/store/postgres_server.h"
#include "testing/soak/figures.h"
#include "testing/soak/report.h"
#include "testing/soak/run.h"

ABSL_FLAG(int64_t, lapses, 10'000, "in each run");
ABSL_FLAG(double, life, 0.25, "of an access token, in seconds");
ABSL_FLAG(
    double, grace, 2,
    "for how many seconds longer the API takes a token: one that lives as "
    "short as here may end while a call is on its way");
ABSL_FLAG(int, processes, 8, "that share the connection");
ABSL_FLAG(int, callers, 64, "coroutines of each that call");
ABSL_FLAG(double, pause, 1,
          "seconds between two calls of a caller, on average");
ABSL_FLAG(std::string, store, "", "only this one: sqlite or postgres");
ABSL_FLAG(bool, kill, false, "only a run in which processes are killed");
ABSL_FLAG(bool, leeway, false,
          "only a run with kills, at a vendor that takes a spent refresh token "
          "again for a minute");
ABSL_FLAG(double, kill_every, 2, "seconds between two kills, on average");
ABSL_FLAG(double, aimed, 0.02,
          "share of refreshes whose process is killed within 6 ms of them");
ABSL_FLAG(double, lease, 10, "seconds; in runs without kills");
ABSL_FLAG(double, kill_lease, 2, "seconds; in runs with kills");
ABSL_FLAG(std::string, worker, "", "the path of token_worker (the one built)");

namespace hirewire::soak {
namespace {

enum ExitCode { kKept = 0, kBroken = 1, kWrongUsage = 2 };

struct Plan {
  std::string name;
  bool postgres = false;
  bool kill = false;
  bool leeway = false;
};

absl::StatusOr<std::vector<Plan>> MakePlans() {
  const std::string store = absl::GetFlag(FLAGS_store);
  const bool leeway = absl::GetFlag(FLAGS_leeway);
  const bool kill = absl::GetFlag(FLAGS_kill) || leeway;
  if (store.empty() && !kill) {
    return std::vector<Plan>{{"sqlite"},
                             {"postgres", true},
                             {"sqlite, kills", false, true},
                             {"postgres, kills", true, true},
                             {"sqlite, kills, leeway", false, true, true}};
  }
  if (!store.empty() && store != "sqlite" && store != "postgres") {
    return absl::InvalidArgumentError("--store is sqlite or postgres");
  }
  return std::vector<Plan>{
      {absl::StrCat(store.empty() ? "sqlite" : store, kill ? ", kills" : "",
                    leeway ? ", leeway" : ""),
       store == "postgres", kill, leeway}};
}

RunOptions OptionsOf(const Plan& plan) {
  RunOptions options;
  options.worker_binary = absl::GetFlag(FLAGS_worker);
  options.lapses = absl::GetFlag(FLAGS_lapses);
  options.life = absl::Seconds(absl::GetFlag(FLAGS_life));
  options.grace = absl::Seconds(absl::GetFlag(FLAGS_grace));
  options.processes = absl::GetFlag(FLAGS_processes);
  options.callers = absl::GetFlag(FLAGS_callers);
  options.pause = absl::Seconds(absl::GetFlag(FLAGS_pause));
  options.lease =
      absl::Seconds(absl::GetFlag(plan.kill ? FLAGS_kill_lease : FLAGS_lease));
  if (plan.leeway) options.leeway = absl::Minutes(1);
  if (plan.kill) {
    options.kill_every = absl::Seconds(absl::GetFlag(FLAGS_kill_every));
    options.aimed = absl::GetFlag(FLAGS_aimed);
  }
  return options;
}

// A folder that goes with this.
class Scratch {
 public:
  Scratch() {
    std::string path =
        (std::filesystem::temp_directory_path() / "hirewire-soak-XXXXXX")
            .string();
    if (mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

absl::StatusOr<RunReport> RunPlan(const Plan& plan) {
  const Scratch scratch;
  if (scratch.path().empty()) return absl::InternalError("no folder to use");
  RunOptions options = OptionsOf(plan);
  options.folder = scratch.path();
  std::unique_ptr<store::PostgresServer> postgres;
  if (plan.postgres) {
    HW_ASSIGN_OR_RETURN(postgres, store::PostgresServer::Start());
    options.database = postgres->NewDatabase();
  }
  int64_t told = 0;
  options.progress = [&](int64_t lapses) {
    if (lapses < told) return;
    told = lapses + options.lapses / 10 + 1;
    std::fprintf(stderr, "%s: %lld of %lld lapses\n", plan.name.c_str(),
                 static_cast<long long>(lapses),
                 static_cast<long long>(options.lapses));
  };
  HW_ASSIGN_OR_RETURN(Observed observed, RunSoak(options));
  Figures figures = MakeFigures(observed);
  return RunReport{plan.name,     options.lease,       options.life,
                   options.grace, std::move(observed), std::move(figures)};
}

int Main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "calls through one connection from many processes while its token lapses "
      "all the time; exits with 1 when a promise is broken");
  absl::ParseCommandLine(argc, argv);
  if (absl::GetFlag(FLAGS_worker).empty()) {
    absl::SetFlag(&FLAGS_worker, std::string(argv[0]) +
                                     ".runfiles/hirewire/testing/soak/"
                                     "token_worker");
  }
  const auto plans = MakePlans();
  if (!plans.ok()) {
    std::fprintf(stderr, "soak: %s\n", plans.status().ToString().c_str());
    return kWrongUsage;
  }
  std::vector<RunReport> reports;
  std::string broken;
  for (const Plan& plan : *plans) {
    auto report = RunPlan(plan);
    if (!report.ok()) {
      absl::StrAppend(&broken, plan.name, ": ", report.status().ToString(),
                      "\n");
      continue;
    }
    for (const std::string& one : Broken(report->observed, report->figures)) {
      absl::StrAppend(&broken, plan.name, ": ", one, "\n");
    }
    // Runs are long: what one showed is told when it ends.
    if (plans->size() > 1) std::fputs(Table({*report}).c_str(), stderr);
    reports.push_back(*std::move(report));
  }
  std::fputs(Table(reports).c_str(), stdout);
  std::fputs(broken.empty() ? "Every promise was kept.\n"
                            : ("BROKEN:\n" + broken).c_str(),
             stdout);
  return broken.empty() ? kKept : kBroken;
}

}  // namespace
}  // namespace hirewire::soak

int main(int argc, char** argv) { return hirewire::soak::Main(argc, argv); }
