// What all simulated vendors are: one generated company, served over HTTP in
// one vendor's way. A vendor's own class renders records and knows its rules.
//
//   class LeverSimulator : public Simulator {
//    public:
//     explicit LeverSimulator(SimulatorOptions options)
//         : Simulator(std::move(options)) {}
//     ~LeverSimulator() override { Stop(); }
//     Login login() const override;
//
//    protected:
//     Reply Answer(const Request& request) override;
//   };
//
// The same options give the same company, whoever the vendor is, so that a test
// can compare what several vendors say of it.
#ifndef HIREWIRE_TESTING_SIMULATORS_FRAME_SIMULATOR_H_
#define HIREWIRE_TESTING_SIMULATORS_FRAME_SIMULATOR_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/time/clock.h"
#include "base/time/system_clock.h"
#include "testing/data/company.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/http/server.h"

namespace hirewire::sim {

struct SimulatorOptions {
  // Of the data; the same seed gives the same company. Default 1.
  uint64_t seed = 1;
  // How many candidates; everything else follows. Default 1000.
  int candidates = 1000;
  // Awkward rows: nulls, unknown words, odd names. Default on.
  bool awkward = true;
  // Ids as odd as the vendor's format allows, e.g. above 2^53 where they are
  // numbers. Default off: as they commonly are.
  bool odd_ids = false;
  // Whether the vendor's rate limits are enforced. Default on.
  bool rate_limits = true;
  // After this many pages of a listing comes an empty page (or, where the
  // vendor's paging cannot express one, a short page) that leads on. 0: never.
  int empty_page_after = 0;
  // A new candidate is added after every page served. Default off.
  bool grow_between_pages = false;
  // Time and waits. Default (nullptr): the system's.
  Clock* clock = nullptr;
  // 0: any free port.
  int port = 0;
  // Threads of the server; handling itself is one at a time.
  int threads = 1;
};

// How a client signs in at the simulated vendor.
struct Login {
  // As connections name it: "lever".
  std::string vendor = {};
  // What a connection calls base_url and token_url; the latter may be empty.
  std::string base_url = {};
  std::string token_url = {};
  // Either a key, or the id and secret of a client.
  std::string api_key = {};
  std::string client_id = {};
  std::string client_secret = {};
};

// Start and Stop from one thread; the rest is thread-safe.
class Simulator {
 public:
  explicit Simulator(SimulatorOptions options);
  // A subclass stops in its own destructor: requests call it.
  virtual ~Simulator();

  absl::Status Start();
  void Stop();

  // http://127.0.0.1:PORT
  std::string Origin() const;
  int port() const;
  virtual Login login() const = 0;

  // Answers without a socket; what the server calls for each request.
  Reply Handle(const Request& request);

  // --- what the vendor saw
  CallCounts Counts() const;
  // 429s of the rate limiter (injected ones are not counted).
  int64_t Throttled() const;
  FaultInjector& faults();

  // --- what happens at the vendor
  // Moves the simulated clock ahead of (or behind) the real one.
  void SetSkew(absl::Duration skew);
  // Changes the data under the lock. Records are never taken out of the
  // vectors: deleting one sets its `deleted`.
  void Mutate(const std::function<void(Company&)>& change);
  // A copy of the data.
  Company Data() const;
  // Counts to zero, no faults, no skew, the data as generated.
  void Reset();
  // The handler of an admin port for this simulator, which must outlive it.
  Handler Admin();

 protected:
  // --- what a vendor's class says; all of it is called under the lock.
  virtual Reply Answer(const Request& request) = 0;
  // Headers that every answer carries, also refused and injected ones.
  virtual void Dress(const Request& request, Reply& reply) {}
  // The company's records are not what they were: forget what was cached.
  virtual void Changed() {}
  // More counts for /stats, such as {"token_calls", 3}.
  virtual std::map<std::string, int64_t> MoreStats() const { return {}; }
  // The vendor's own part of Reset.
  virtual void ResetMore() {}

  // --- what it may use meanwhile.
  const SimulatorOptions& options() const { return options_; }
  const Company& company() const { return company_; }
  absl::Time Now() const;
  void CountThrottled() { ++throttled_; }
  // Call after each page served: does what `grow_between_pages` says.
  void PageServed();
  // For what the vendor's class adds to the public interface.
  template <typename Do>
  auto WithLock(Do act) const {
    const std::scoped_lock lock(mutex_);
    return act();
  }

 private:
  const SimulatorOptions options_;
  SystemClock system_clock_;
  mutable std::mutex mutex_;
  Company company_;
  absl::Duration skew_;
  int64_t throttled_ = 0;
  HttpServer server_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_FRAME_SIMULATOR_H_
