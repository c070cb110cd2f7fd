#include "connectors/traffic/retry.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "connectors/traffic/explain.h"
#include "connectors/traffic/repeat_safety.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

// Why an attempt did not do, and what may be done about it.
struct Setback {
  // Has a reason.
  absl::Status error;
  bool refreshed = false;
  bool repeatable = false;
  std::optional<absl::Duration> retry_after;
  std::optional<int> most_retries = std::nullopt;
};

Setback OfAnswer(const Call& call, Answer answer) {
  const int http_status = answer.response.status;
  const Verdict::Action action = answer.verdict.action;
  return {
      .error = Annotate(Explain(std::move(answer.verdict.status)),
                        "http_status", absl::StrCat(http_status)),
      .refreshed = action == Verdict::Action::kRefresh,
      .repeatable = action == Verdict::Action::kRetry &&
                    RepeatSafety::AfterAnswer(call, http_status),
      .retry_after = answer.verdict.retry_after,
      .most_retries = answer.verdict.most_retries,
  };
}

Setback OfFailure(const Call& call, absl::Status failure) {
  const bool safe = RepeatSafety::AfterFailure(call, failure);
  absl::Status error = Explain(std::move(failure));
  const std::optional<ErrorDetails> details = DetailsOf(error);
  // Not to be reached, be it the vendor itself or its token endpoint. The
  // limiter's QUOTA_EXHAUSTED is final: it has waited as long as it could.
  const bool unavailable =
      details->reason == v1::ERROR_REASON_VENDOR_UNAVAILABLE;
  return {.error = std::move(error),
          .repeatable = unavailable && safe,
          .retry_after = details->retry_after};
}

}  // namespace

absl::Status Retry::Label(const Call& call, absl::Status error) const {
  error = Annotate(std::move(error), "vendor", vendor_);
  error = Annotate(std::move(error), "connection", connection_);
  return Annotate(std::move(error), "operation", call.operation);
}

Async<http::Response> Retry::Send(const Call& call) {
  const absl::Time deadline = call.request.deadline;
  if (clock_.Now() >= deadline) {
    co_return Label(call, Explain(absl::DeadlineExceededError(
                              "the deadline had passed before the request")));
  }
  bool refreshed = false;
  int made = 0;
  for (int number = 1;; ++number) {
    absl::StatusOr<Answer> answer =
        co_await inner_->Try({.call = &call,
                              .number = number,
                              .refreshed = refreshed,
                              .request = call.request});
    if (answer.ok() && answer->verdict.action == Verdict::Action::kAccept) {
      co_return std::move(answer->response);
    }
    Setback setback = answer.ok() ? OfAnswer(call, *std::move(answer))
                                  : OfFailure(call, std::move(answer).status());
    if (setback.refreshed && !refreshed) {
      refreshed = true;
      ++call.cost->retries;
      continue;
    }
    ++made;
    const absl::Time now = clock_.Now();
    const absl::Duration wait = backoff_.Wait(made, setback.retry_after);
    const bool spent = setback.most_retries && made > *setback.most_retries;
    if (!setback.repeatable || spent ||
        !limit_.Allows(made, now, wait, deadline)) {
      co_return Label(call, SuggestRetry(std::move(setback.error), wait));
    }
    absl::Status slept = co_await clock_.Sleep(wait);
    call.cost->queue_time += clock_.Now() - now;
    if (!slept.ok()) co_return Label(call, Explain(std::move(slept)));
    ++call.cost->retries;
  }
}

}  // namespace hirewire::traffic
