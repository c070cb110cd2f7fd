// A vendor that says what the test wants, when the test wants it.
//
//   FakeTransport transport(clock);
//   transport.Answer(429, "", {{"Retry-After", "2"}})
//       .Answer(200, R"({"data":[]})", {}, absl::Milliseconds(300))
//       .Fail(MarkNeverSent(absl::UnavailableError("refused")));
//   ...
//   EXPECT_EQ(transport.requests().size(), 3);
//
// or, for a vendor with a mind of its own:
//
//   transport.Handle([&](const Request& request) -> Async<Response> { ... });
#ifndef HIREWIRE_BASE_HTTP_FAKE_TRANSPORT_H_
#define HIREWIRE_BASE_HTTP_FAKE_TRANSPORT_H_

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/time/clock.h"

namespace hirewire::http {

// One executor. Honours the request's deadline and cancellation as a real
// transport does, in the clock's time. Outlives every Send.
class FakeTransport : public Transport {
 public:
  // The request stays valid until the coroutine ends.
  using Handler = std::function<Async<Response>(const Request&)>;

  explicit FakeTransport(Clock& clock) : clock_(clock) {}

  // Queues one answer for one request, `delay` after it was sent.
  FakeTransport& Answer(int status, std::string body = "", Headers headers = {},
                        absl::Duration delay = absl::ZeroDuration());
  FakeTransport& Fail(absl::Status status,
                      absl::Duration delay = absl::ZeroDuration());

  // Answers whatever finds the queue empty. Without one, that is INTERNAL and
  // names the request.
  void Handle(Handler handler) { handler_ = std::move(handler); }

  // All that was sent, in order.
  const std::vector<Request>& requests() const { return requests_; }
  // Answers queued and not yet asked for.
  size_t queued() const { return script_.size(); }
  // Sent and neither answered nor given up.
  int in_flight() const { return in_flight_; }
  // The most of them that there were at one time.
  int max_in_flight() const { return max_in_flight_; }

  Async<Response> Send(Request request) override;

 private:
  struct Step {
    absl::StatusOr<Response> outcome;
    absl::Duration delay;
  };

  Async<Response> Play(Step step);
  Async<Response> Choose(const Request& request);

  Clock& clock_;
  std::deque<Step> script_;
  Handler handler_;
  std::vector<Request> requests_;
  int in_flight_ = 0;
  int max_in_flight_ = 0;
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_FAKE_TRANSPORT_H_
