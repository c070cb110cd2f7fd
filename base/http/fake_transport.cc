#include "base/http/fake_transport.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/time/deadline.h"

namespace hirewire::http {

FakeTransport& FakeTransport::Answer(int status, std::string body,
                                     Headers headers, absl::Duration delay) {
  Response response;
  response.status = status;
  response.headers = std::move(headers);
  response.body = std::move(body);
  script_.push_back({std::move(response), delay});
  return *this;
}

FakeTransport& FakeTransport::Fail(absl::Status status, absl::Duration delay) {
  script_.push_back({std::move(status), delay});
  return *this;
}

Async<Response> FakeTransport::Play(Step step) {
  const absl::Status slept = co_await clock_.Sleep(step.delay);
  if (!slept.ok()) co_return slept;
  co_return std::move(step.outcome);
}

Async<Response> FakeTransport::Choose(const Request& request) {
  if (!script_.empty()) {
    Step step = std::move(script_.front());
    script_.pop_front();
    return Play(std::move(step));
  }
  if (handler_ != nullptr) return handler_(request);
  return Play({absl::InternalError(absl::StrCat(
                   "nobody expected ", request.method, " ", request.url)),
               absl::ZeroDuration()});
}

Async<Response> FakeTransport::Send(Request request) {
  struct Flight {
    int& count;
    ~Flight() { --count; }
  };
  if (request.deadline <= clock_.Now()) {
    co_return MarkNeverSent(
        absl::DeadlineExceededError("the deadline had passed"));
  }
  requests_.push_back(request);
  const Flight flight{++in_flight_};
  max_in_flight_ = std::max(max_in_flight_, in_flight_);
  co_return co_await WithDeadline(clock_, request.deadline, Choose(request));
}

}  // namespace hirewire::http
