#include "connectors/traffic/rate_limit.h"

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/http/transport.h"
#include "connectors/traffic/channel.h"

namespace hirewire::traffic {

Async<Answer> RateLimit::Try(Attempt attempt) {
  connectors::Cost& cost = *attempt.call->cost;
  const absl::Time start = clock_.Now();
  absl::StatusOr<Permit> permit =
      co_await limiter_->Acquire(attempt.request.deadline);
  cost.queue_time += clock_.Now() - start;
  if (!permit.ok()) co_return http::MarkNeverSent(std::move(permit).status());
  absl::StatusOr<Answer> answer = co_await inner_->Try(std::move(attempt));
  if (answer.ok()) {
    permit->Answered(answer->response, answer->verdict.retry_after);
    cost.quota_left = limiter_->left();
  } else if (http::NeverSent(answer.status())) {
    permit->Unused();
  }
  co_return answer;
}

}  // namespace hirewire::traffic
