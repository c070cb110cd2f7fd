#include "connectors/traffic/make_limiter.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "connectors/traffic/budget.h"
#include "connectors/traffic/concurrency_budget.h"
#include "connectors/traffic/fixed_window_budget.h"
#include "connectors/traffic/token_bucket_budget.h"

namespace hirewire::traffic {
namespace {

absl::Status Needs(const connector::v1::Budget& budget,
                   absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("budget '", budget.name(), "' needs ", what));
}

absl::StatusOr<std::unique_ptr<Budget>> MakeBudget(
    const connector::v1::Budget& budget) {
  switch (budget.kind_case()) {
    case connector::v1::Budget::kFixedWindow: {
      const connector::v1::FixedWindow& window = budget.fixed_window();
      if (window.limit() == 0 || window.window_seconds() == 0) {
        return Needs(budget, "a limit and window_seconds above 0");
      }
      const bool counts_down =
          window.reset_unit() ==
          connector::v1::FixedWindow::RESET_UNIT_SECONDS_LEFT;
      if (counts_down && window.reset_header().empty()) {
        return Needs(budget, "a reset_header for its reset_unit");
      }
      return std::make_unique<FixedWindowBudget>(
          FixedWindowOptions{.limit = window.limit(),
                             .window = absl::Seconds(window.window_seconds()),
                             .limit_header = window.limit_header(),
                             .remaining_header = window.remaining_header(),
                             .reset_header = window.reset_header(),
                             .reset_is_seconds_left = counts_down});
    }
    case connector::v1::Budget::kTokenBucket: {
      const connector::v1::TokenBucket& bucket = budget.token_bucket();
      // Written so that NaN is refused as well.
      if (!(bucket.rate() > 0) || bucket.burst() == 0) {
        return Needs(budget, "a rate and a burst above 0");
      }
      return std::make_unique<TokenBucketBudget>(bucket.rate(), bucket.burst());
    }
    case connector::v1::Budget::kConcurrency:
      if (budget.concurrency().limit() == 0) {
        return Needs(budget, "a limit above 0");
      }
      return std::make_unique<ConcurrencyBudget>(budget.concurrency().limit());
    case connector::v1::Budget::KIND_NOT_SET:
      break;
  }
  return Needs(budget, "a kind");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Limiter>> MakeLimiter(
    Clock& clock,
    const google::protobuf::RepeatedPtrField<connector::v1::Budget>& budgets) {
  std::vector<std::unique_ptr<Budget>> made;
  for (const connector::v1::Budget& budget : budgets) {
    HW_ASSIGN_OR_RETURN(std::unique_ptr<Budget> one, MakeBudget(budget));
    made.push_back(std::move(one));
  }
  return std::make_unique<Limiter>(clock, std::move(made));
}

}  // namespace hirewire::traffic
