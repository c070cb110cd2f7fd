// A lower layer that says what the test wants.
//
//   FakeExchange inner(clock);
//   inner.Then(429, {.action = Verdict::Action::kRetry})
//       .Fail(absl::UnavailableError("broken"))
//       .Then(200);
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_FAKE_EXCHANGE_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_FAKE_EXCHANGE_H_

#include <deque>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/time/clock.h"
#include "connectors/traffic/exchange.h"

namespace hirewire::traffic {

// Plays its script in order; the last step stays for all that follow.
class FakeExchange : public Exchange {
 public:
  explicit FakeExchange(Clock& clock) : clock_(clock) {}

  FakeExchange& Then(int http_status, Verdict verdict = {});
  FakeExchange& Fail(absl::Status failure);

  // What came, and when.
  const std::vector<Attempt>& attempts() const { return attempts_; }
  const std::vector<absl::Time>& times() const { return times_; }

  Async<Answer> Try(Attempt attempt) override;

 private:
  Clock& clock_;
  std::deque<absl::StatusOr<Answer>> script_;
  std::vector<Attempt> attempts_;
  std::vector<absl::Time> times_;
};

// Forwards to an exchange that the test keeps.
class ExchangeView : public Exchange {
 public:
  explicit ExchangeView(Exchange& exchange) : exchange_(exchange) {}
  Async<Answer> Try(Attempt attempt) override {
    return exchange_.Try(std::move(attempt));
  }

 private:
  Exchange& exchange_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_FAKE_EXCHANGE_H_
