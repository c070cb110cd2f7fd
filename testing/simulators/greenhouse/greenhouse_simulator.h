// A server that behaves as Greenhouse's Harvest v3 does, strictly: what the
// vendor refuses is refused here too.
//
//   GreenhouseSimulator vendor({.candidates = 500});
//   ASSERT_TRUE(vendor.Start().ok());
//   connect(vendor.BaseUrl(), vendor.TokenUrl(), "acme-harvest-v3", "secret");
//   EXPECT_EQ(vendor.Counts().by_path["/v3/candidates"], 5);
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_GREENHOUSE_SIMULATOR_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_GREENHOUSE_SIMULATOR_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/time/clock.h"
#include "testing/data/company.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/http/server.h"

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

// Start and Stop from one thread; the rest is thread-safe.
class GreenhouseSimulator {
 public:
  explicit GreenhouseSimulator(GreenhouseOptions options = {});
  ~GreenhouseSimulator();

  absl::Status Start();
  void Stop();

  // http://127.0.0.1:PORT; paths begin with /v3/.
  std::string BaseUrl() const;
  // http://127.0.0.1:PORT/token
  std::string TokenUrl() const;
  int port() const;

  // Answers without a socket; what the server calls for each request.
  Reply Handle(const Request& request);

  // --- what the vendor saw
  CallCounts Counts() const;
  int64_t TokenCalls() const;
  // 429s of the rate limiter (injected ones are not counted).
  int64_t Throttled() const;
  FaultInjector& faults();

  // --- what happens at the vendor
  // Moves the simulated clock ahead of (or behind) the real one.
  void SetSkew(absl::Duration skew);
  // Every token given out so far stops working.
  void RevokeTokens();
  // Changes the data under the lock. Records are never taken out of the
  // vectors: deleting one sets its `deleted`.
  void Mutate(const std::function<void(Company&)>& change);
  // A copy of the data, and the vendor's id of a record of it.
  Company Data() const;
  int64_t IdOf(absl::string_view collection, Ref record) const;
  // Names of the collections under /v3/.
  static std::vector<std::string> Collections();

  // Counts to zero, no faults, no skew, the data as generated.
  void Reset();
  // The handler of an admin port for this simulator, which must outlive it.
  Handler Admin();

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_GREENHOUSE_SIMULATOR_H_
