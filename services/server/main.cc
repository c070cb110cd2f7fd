// hirewired: the Hirewire server.
#include <malloc.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/log/logger.h"
#include "base/log/stderr_logger.h"
#include "base/status/macros.h"
#include "base/time/system_clock.h"
#include "services/server/compose.h"
#include "services/server/config.h"
#include "services/server/flags.h"
#include "services/server/signals.h"
#include "services/server/vendors.h"

namespace hirewire::server {
namespace {

// The codes that --help lists.
enum ExitCode {
  kDrained = 0,
  kCannotStart = 1,
  kWrongUsage = 2,
  kCutShort = 3
};

absl::StatusOr<Config> Configure(int argc, char** argv) {
  DescribeProgram();
  HW_ASSIGN_OR_RETURN(const Flags flags, ReadFlags(argc, argv));
  internal::v1::ServerConfig file;
  if (!flags.config_file.empty()) {
    std::ifstream stream(flags.config_file);
    std::stringstream text;
    text << stream.rdbuf();
    if (!stream) {
      return absl::InvalidArgumentError(
          absl::StrCat("cannot read ", flags.config_file));
    }
    HW_ASSIGN_OR_RETURN(file, ParseConfigFile(flags.config_file, text.str()));
  }
  return MakeConfig({file, flags.config}, std::thread::hardware_concurrency());
}

int Fail(const absl::Status& status, ExitCode code) {
  const std::string sentence(status.message());
  std::fprintf(stderr, "hirewired: %s\n", sentence.c_str());
  return code;
}

// Loudly: whoever starts a server must not believe that it is locked.
void Announce(const Config& config, int port, log::Logger& logger) {
  if (config.auth == kAuthRequired) {
    logger.Info("server.asks_callers",
                {{"listen", config.listen},
                 {"tls", !config.tls_cert.empty()},
                 {"client_certificates", !config.tls_client_ca.empty()},
                 {"tokens_of", config.jwt_issuer}});
  } else {
    logger.Warning(
        "server.open_to_this_host",
        {{"mode", "development"},
         {"listen", config.listen},
         {"meaning",
          "callers are not authenticated: whoever reaches this port may use "
          "every connection; it takes loopback only"},
         {"allow_loopback_vendors", config.allow_loopback_vendors}});
  }
  logger.Info("server.ready", {{"port", port},
                               {"data_dir", config.data_dir},
                               {"shards", config.shards}});
}

int Serve(const Config& config) {
  SystemClock clock;
  log::StderrLogger logger(clock, log::Level::kInfo);
  absl::StatusOr<std::unique_ptr<RunningServer>> server =
      Compose(config, clock, logger, MakeVendors);
  if (!server.ok()) return Fail(server.status(), kCannotStart);
  Announce(config, (*server)->port(), logger);
  const int signal = WaitForStop();
  logger.Info(
      "server.draining",
      {{"signal", signal}, {"seconds", absl::ToInt64Seconds(config.drain)}});
  EndAtNextStop();
  const bool all_ended = (*server)->Stop();
  logger.Info("server.stopped", {{"all_calls_ended", all_ended}});
  return all_ended ? kDrained : kCutShort;
}

int Main(int argc, char** argv) {
  // Each further arena of malloc's costs memory that an idle server has no use
  // for.
  constexpr int kArenas = 2;
  mallopt(M_ARENA_MAX, kArenas);
  HoldStopSignals();
  const absl::StatusOr<Config> config = Configure(argc, argv);
  if (!config.ok()) return Fail(config.status(), kWrongUsage);
  return Serve(*config);
}

}  // namespace
}  // namespace hirewire::server

int main(int argc, char** argv) { return hirewire::server::Main(argc, argv); }
