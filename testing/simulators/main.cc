// hirewire-sim: a vendor without an account.
//
//   hirewire-sim --vendor=greenhouse --candidates=5000
//   hirewire-sim --replay=FOLDER
//
// Prints one line of JSON when it serves (ports, URLs, credentials), then runs
// until SIGTERM or SIGINT.
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "testing/replay/replay_server.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/server.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/vendors.h"

ABSL_FLAG(std::string, vendor, "greenhouse",
          "Which vendor to be: one of testing/simulators/vendors.cc");
ABSL_FLAG(std::string, replay, "",
          "Play the recorded exchanges of this folder instead");
ABSL_FLAG(std::string, base_prefix, "",
          "With --replay: what may come before the recorded paths");
ABSL_FLAG(int, port, 0, "Port of the vendor's API; 0: any free one");
ABSL_FLAG(int, admin_port, 0, "Port of the admin API; 0: any free one");
ABSL_FLAG(uint64_t, seed, 1, "Of the data and the faults");
ABSL_FLAG(int, candidates, 1000, "How many candidates the account has");
ABSL_FLAG(bool, awkward, true,
          "Nulls, unknown words and odd names in the data");
ABSL_FLAG(bool, rate_limits, true, "Enforce the vendor's rate limits");
ABSL_FLAG(int, empty_page_after, 0,
          "Put an empty page after so many pages of a listing; 0: never");
ABSL_FLAG(bool, grow_between_pages, false, "Add a candidate after every page");
ABSL_FLAG(bool, huge_ids, false, "Greenhouse: ids above 2^53");
ABSL_FLAG(int, rate_limit, 50, "Greenhouse: calls per 30 s");
ABSL_FLAG(int, token_rate_limit, 60, "Greenhouse: token requests per 60 s");
ABSL_FLAG(std::string, client_id, "acme-harvest-v3",
          "Greenhouse: must end in -harvest-v3");
ABSL_FLAG(std::string, client_secret, "simulated-secret", "Greenhouse");
ABSL_FLAG(std::vector<std::string>, scopes, {},
          "Greenhouse: scopes of the credential, such as harvest:jobs:list; "
          "empty: all");
ABSL_FLAG(int, latency_ms, 0, "Waited before every answer");
ABSL_FLAG(double, fault_rate, 0, "Chance that a request fails, 0..1");
ABSL_FLAG(std::vector<std::string>, fault_kinds, {},
          "Which faults, such as server_error,reset_after; empty: those that a "
          "client recovers from");
ABSL_FLAG(std::string, fault_path_prefix, "",
          "Faults spare paths that do not begin so");

namespace hirewire::sim {
namespace {

absl::StatusOr<FaultSettings> FaultsFromFlags() {
  FaultSettings settings;
  settings.rate = absl::GetFlag(FLAGS_fault_rate);
  settings.seed = absl::GetFlag(FLAGS_seed);
  settings.path_prefix = absl::GetFlag(FLAGS_fault_path_prefix);
  settings.latency = absl::Milliseconds(absl::GetFlag(FLAGS_latency_ms));
  for (const std::string& name : absl::GetFlag(FLAGS_fault_kinds)) {
    const std::optional<Fault> fault = FaultFromName(name);
    if (!fault.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--fault_kinds: no fault named ", name));
    }
    settings.kinds.push_back(*fault);
  }
  return settings;
}

template <typename Options>
void SetFromFlags(Options& options) {
  options.seed = absl::GetFlag(FLAGS_seed);
  options.candidates = absl::GetFlag(FLAGS_candidates);
  options.awkward = absl::GetFlag(FLAGS_awkward);
  options.empty_page_after = absl::GetFlag(FLAGS_empty_page_after);
  options.grow_between_pages = absl::GetFlag(FLAGS_grow_between_pages);
  options.port = absl::GetFlag(FLAGS_port);
}

std::unique_ptr<Simulator> GreenhouseFromFlags() {
  GreenhouseOptions options;
  SetFromFlags(options);
  options.huge_ids = absl::GetFlag(FLAGS_huge_ids);
  const bool limited = absl::GetFlag(FLAGS_rate_limits);
  options.rate_limit = limited ? absl::GetFlag(FLAGS_rate_limit) : 0;
  options.token_rate_limit =
      limited ? absl::GetFlag(FLAGS_token_rate_limit) : 0;
  GreenhouseCredential& credential = options.credentials[0];
  credential.client_id = absl::GetFlag(FLAGS_client_id);
  credential.client_secret = absl::GetFlag(FLAGS_client_secret);
  for (const std::string& scope : absl::GetFlag(FLAGS_scopes)) {
    credential.scopes.insert(scope);
  }
  return std::make_unique<GreenhouseSimulator>(std::move(options));
}

// Null for a name that no simulator has.
std::unique_ptr<Simulator> SimulatorFromFlags() {
  const std::string vendor = absl::GetFlag(FLAGS_vendor);
  if (vendor == "greenhouse") return GreenhouseFromFlags();
  SimulatorOptions options;
  SetFromFlags(options);
  options.rate_limits = absl::GetFlag(FLAGS_rate_limits);
  return MakeSimulator(vendor, options);
}

// Names and values, these already JSON.
using Announcement = std::vector<std::pair<std::string, std::string>>;

std::string Quoted(absl::string_view text) {
  std::string json;
  JsonWriter(&json).String(text);
  return json;
}

// One line on stdout: programs wait for it.
void Announce(const Announcement& words) {
  std::string line;
  JsonWriter writer(&line);
  writer.BeginObject();
  for (const auto& [name, json] : words) writer.Key(name).Raw(json);
  writer.EndObject();
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

// Until SIGTERM or SIGINT, which main has blocked.
void WaitForSignal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  int received = 0;
  sigwait(&signals, &received);
}

// Serves `vendor` and its admin port until a signal. `more`: words of the
// announcement that are known once the vendor has a port.
template <typename Vendor>
absl::Status Serve(Vendor& vendor, const std::function<Announcement()>& more) {
  absl::StatusOr<FaultSettings> faults = FaultsFromFlags();
  if (!faults.ok()) return faults.status();
  vendor.faults().Set(*std::move(faults));
  if (absl::Status status = vendor.Start(); !status.ok()) return status;
  HttpServer admin(vendor.Admin(), {.port = absl::GetFlag(FLAGS_admin_port)});
  if (absl::Status status = admin.Start(); !status.ok()) return status;
  Announcement words = more();
  words.emplace_back("admin_url", Quoted(admin.BaseUrl()));
  words.emplace_back("port", absl::StrCat(vendor.port()));
  words.emplace_back("admin_port", absl::StrCat(admin.port()));
  Announce(words);
  WaitForSignal();
  admin.Stop();
  vendor.Stop();
  return absl::OkStatus();
}

absl::Status ServeReplay(const std::string& folder) {
  ReplayServer replay({.port = absl::GetFlag(FLAGS_port),
                       .base_prefix = absl::GetFlag(FLAGS_base_prefix)});
  if (absl::Status status = replay.Load(folder); !status.ok()) return status;
  return Serve(replay, [&]() -> Announcement {
    return {{"vendor", Quoted("replay")},
            {"base_url", Quoted(replay.BaseUrl())},
            {"exchanges", absl::StrCat(replay.Stats().exchanges)}};
  });
}

// What a connection needs to know, under the names it has there.
Announcement WordsOf(const Login& login) {
  Announcement words;
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) words.emplace_back(name, Quoted(text));
  };
  add("vendor", login.vendor);
  add("base_url", login.base_url);
  add("token_url", login.token_url);
  add("api_key", login.api_key);
  add("client_id", login.client_id);
  add("client_secret", login.client_secret);
  return words;
}

absl::Status Run() {
  const std::string folder = absl::GetFlag(FLAGS_replay);
  if (!folder.empty()) return ServeReplay(folder);
  const std::unique_ptr<Simulator> vendor = SimulatorFromFlags();
  if (vendor == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat("--vendor: no simulator of ", absl::GetFlag(FLAGS_vendor),
                     "; there are ", absl::StrJoin(SimulatedVendors(), ", ")));
  }
  return Serve(*vendor, [&] { return WordsOf(vendor->login()); });
}

}  // namespace
}  // namespace hirewire::sim

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "A vendor to develop against without an account.");
  absl::FlagsUsageConfig usage;
  usage.contains_help_flags = [](absl::string_view file) {
    return absl::EndsWith(file, "testing/simulators/main.cc");
  };
  absl::SetFlagsUsageConfig(usage);
  absl::ParseCommandLine(argc, argv);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  // Before any thread starts, so that only WaitForSignal sees them.
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const absl::Status status = hirewire::sim::Run();
  if (status.ok()) return 0;
  std::fprintf(stderr, "hirewire-sim: %s\n", status.ToString().c_str());
  return 1;
}
