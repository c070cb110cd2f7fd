// How a simulated Ashby account behaves.
//
//   AshbyOptions options;
//   options.candidates = 5000;
//   options.keys[0].permissions = {"candidates:read"};
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_OPTIONS_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_OPTIONS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "testing/simulators/frame/simulator.h"

namespace hirewire::sim {

// An API key of one customer.
struct AshbyKey {
  std::string key = "ashby-simulated-key";
  // "candidates:read", ... as apiKey.info lists them; empty: all of them.
  std::set<std::string> permissions = {};
  // May see confidential jobs and what hangs off them. The vendor's own
  // default is off, and what is hidden is silently absent.
  bool confidential = true;
  // May see private custom fields and notes. Off at the vendor, too.
  bool private_fields = true;
};

// How a refusal that has two recorded forms is said.
enum class AshbyRefusal {
  // As an HTTP status: 403, 429.
  kStatus,
  // As 200 with success:false.
  kEnvelope,
};

struct AshbyOptions : SimulatorOptions {
  std::vector<AshbyKey> keys = {AshbyKey{}};
  // Calls per window and key, where rate_limits is on. The vendor publishes no
  // number; this one is made up.
  int rate_limit = 1000;
  absl::Duration rate_window = absl::Seconds(60);
  // Whether a refusal for the rate says how long to wait. The vendor does not
  // promise it. Default off.
  bool retry_after = false;
  AshbyRefusal throttles = AshbyRefusal::kStatus;
  AshbyRefusal forbids = AshbyRefusal::kStatus;
  // How long a sync token stays good.
  absl::Duration sync_token_lifetime = absl::Hours(24 * 30);
  // More pages than these within one incremental run are refused; 0: any
  // number.
  int max_sync_pages = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_OPTIONS_H_
