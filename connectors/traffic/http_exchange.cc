#include "connectors/traffic/http_exchange.h"

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "connectors/traffic/channel.h"

namespace hirewire::traffic {

Async<Answer> HttpExchange::Try(Attempt attempt) {
  const Call& call = *attempt.call;
  const absl::Time start = clock_.Now();
  absl::StatusOr<http::Response> response =
      co_await transport_.Send(std::move(attempt.request));
  const absl::Duration latency = clock_.Now() - start;
  if (!http::NeverSent(response.status())) ++call.cost->vendor_calls;
  call.cost->vendor_time += latency;
  observer_.OnAttempt({.vendor = vendor_,
                       .connection = connection_,
                       .operation = call.operation,
                       .attempt = attempt.number,
                       .http_status = response.ok() ? response->status : 0,
                       .code = response.status().code(),
                       .latency = latency});
  if (!response.ok()) co_return std::move(response).status();
  Verdict verdict = call.classify(*response);
  co_return Answer{.response = *std::move(response),
                   .verdict = std::move(verdict)};
}

}  // namespace hirewire::traffic
