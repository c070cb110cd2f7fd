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
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "testing/data/company.h"
#include "testing/simulators/greenhouse/options.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/http/server.h"

namespace hirewire::sim {

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
