// A vendor with a fixed-window rate limit, a clock of its own, a network in
// between and other clients: the strict judge of the limiter's promise.
//
//   WindowedVendor vendor(clock, random, {.limit = 50, .skew =
//   absl::Hours(1)});
//   ...
//   EXPECT_EQ(vendor.refused(), 0);
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_WINDOWED_VENDOR_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_WINDOWED_VENDOR_H_

#include <cstdint>

#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/time/clock.h"

namespace hirewire::traffic {

struct VendorOptions {
  int64_t limit = 50;
  absl::Duration window = absl::Seconds(30);
  // The vendor's clock minus ours.
  absl::Duration skew = absl::ZeroDuration();
  // Windows end here, in the vendor's seconds: not at whole windows of ours.
  absl::Duration phase = absl::Seconds(7.3);
  // Each way of the network takes up to this.
  absl::Duration network = absl::Milliseconds(400);
  // Answers carry a Date, and the three rate-limit headers.
  bool date = true;
  bool headers = true;
  // The reset header counts the seconds left, rounded down (or up: `ceil`).
  bool seconds_left = false;
  bool ceil = false;
  // Another client takes up to this many as each window opens.
  int64_t taken = 0;
  // One request in so many is lost after it was counted. 0: none.
  uint64_t lost_one_in = 0;
};

// One executor. Outlives every Send.
class WindowedVendor : public http::Transport {
 public:
  WindowedVendor(Clock& clock, Random& random, VendorOptions options)
      : clock_(clock), random_(random), options_(options) {}

  // The vendor's clock jumps.
  void SetSkew(absl::Duration skew) { options_.skew = skew; }

  int64_t served() const { return served_; }
  // Answered with 429: the promise broken.
  int64_t refused() const { return refused_; }

  Async<http::Response> Send(http::Request request) override;

 private:
  http::Response Count();
  int64_t ResetAt(absl::Time now) const;
  absl::Duration Latency() { return options_.network * random_.NextUnit(); }

  Clock& clock_;
  Random& random_;
  VendorOptions options_;
  absl::Time ends_ = absl::InfinitePast();
  int64_t used_ = 0;
  int64_t served_ = 0;
  int64_t refused_ = 0;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_WINDOWED_VENDOR_H_
