// How a simulated Greenhouse account behaves.
//
//   GreenhouseOptions options;
//   options.candidates = 5000;
//   options.credentials[0].scopes = {"harvest:candidates:list"};
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_OPTIONS_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_OPTIONS_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "base/time/clock.h"

namespace hirewire::sim {

// A Harvest v3 (OAuth) credential of one customer.
struct GreenhouseCredential {
  // Must end in "-harvest-v3": the token endpoint refuses other ids as
  // malformed.
  std::string client_id = "acme-harvest-v3";
  std::string client_secret = "simulated-secret";
  // "harvest:candidates:list", ...; empty: every scope.
  std::set<std::string> scopes = {};
};

struct GreenhouseOptions {
  // Of the data; the same seed gives the same company. Default 1.
  uint64_t seed = 1;
  // How many candidates; everything else follows. Default 1000.
  int candidates = 1000;
  // Awkward rows: nulls, unknown words, odd names. Default on.
  bool awkward = true;
  // Ids above 2^53, which the vendor's format allows. Default off: up to
  // 4.7e10, as they are today.
  bool huge_ids = false;
  // applications carry job_interview_stage_id and rejection_reason_id, as they
  // do since autumn 2026. Default on.
  bool newer_fields = true;
  // Calls per fixed window of 30 s and credential. 0: no limit.
  int rate_limit = 50;
  // Token requests per 60 s and credential. 0: no limit.
  int token_rate_limit = 60;
  std::vector<GreenhouseCredential> credentials = {GreenhouseCredential{}};
  // After this many pages of a listing comes an empty page whose cursor leads
  // on. 0: never.
  int empty_page_after = 0;
  // A new candidate is added after every page served. Default off.
  bool grow_between_pages = false;
  // How long a cursor stays good, by the simulated clock.
  absl::Duration cursor_lifetime = absl::Hours(24);
  // Time and waits. Default (nullptr): the system's.
  Clock* clock = nullptr;
  // 0: any free port.
  int port = 0;
  // Threads of the server; handling itself is one at a time.
  int threads = 1;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_OPTIONS_H_
