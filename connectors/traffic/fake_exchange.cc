#include "connectors/traffic/fake_exchange.h"

namespace hirewire::traffic {

FakeExchange& FakeExchange::Then(int http_status, Verdict verdict) {
  Answer answer = {.response = {}, .verdict = std::move(verdict)};
  answer.response.status = http_status;
  script_.push_back(std::move(answer));
  return *this;
}

FakeExchange& FakeExchange::Fail(absl::Status failure) {
  script_.push_back(std::move(failure));
  return *this;
}

Async<Answer> FakeExchange::Try(Attempt attempt) {
  attempts_.push_back(std::move(attempt));
  times_.push_back(clock_.Now());
  absl::StatusOr<Answer> step = script_.front();
  if (script_.size() > 1) script_.pop_front();
  co_return step;
}

}  // namespace hirewire::traffic
