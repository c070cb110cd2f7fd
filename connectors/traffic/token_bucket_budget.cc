#include "connectors/traffic/token_bucket_budget.h"

#include <algorithm>

namespace hirewire::traffic {
namespace {

constexpr int kTooManyRequests = 429;
// Sums of many small refills must not fall short of a whole token for ever.
constexpr double kRounding = 1e-9;

}  // namespace

TokenBucketBudget::TokenBucketBudget(double rate, int64_t burst)
    : rate_(rate),
      burst_(static_cast<double>(burst)),
      tokens_(std::min(burst_, std::max(1.0, rate))) {}

Forecast TokenBucketBudget::Ask(absl::Time now, int64_t ahead) {
  Refill(now);
  const double missing = static_cast<double>(ahead) + 1 - tokens_;
  if (missing <= kRounding) return {};
  const absl::Time at = now + absl::Seconds(missing / rate_);
  return {.not_before = at, .ask_again = at};
}

void TokenBucketBudget::OnIssue(uint64_t serial, absl::Time now) {
  Refill(now);
  tokens_ -= 1;
}

void TokenBucketBudget::OnEnd(const Ending& ending) {
  Refill(ending.now);
  if (ending.unused) tokens_ = std::min(burst_, tokens_ + 1);
  if (ending.response != nullptr &&
      ending.response->status == kTooManyRequests) {
    tokens_ = std::min(tokens_, 0.0);
  }
}

void TokenBucketBudget::Refill(absl::Time now) {
  // The wall clock may be set back; what is in the bucket stays.
  if (now > refilled_ && refilled_ != absl::InfinitePast()) {
    tokens_ = std::min(
        burst_, tokens_ + rate_ * absl::ToDoubleSeconds(now - refilled_));
  }
  refilled_ = now;
}

}  // namespace hirewire::traffic
