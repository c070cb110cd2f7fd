#include "connectors/traffic/fixed_window_budget.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace hirewire::traffic {
namespace {

// Dates and resets have no fractions: either may be off by up to a second.
constexpr absl::Duration kRounding = absl::Seconds(1);
// How long the others wait for the answer to a window's first request.
constexpr absl::Duration kPatience = absl::Seconds(2);
// A limit beyond this is a vendor's mistake, not a budget.
constexpr int64_t kLargestLimit = 1'000'000;

std::optional<int64_t> ReadNumber(const http::Response& response,
                                  const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto text = http::FindHeader(response.headers, name);
  int64_t number = 0;
  if (!text.has_value() ||
      !absl::SimpleAtoi(absl::StripAsciiWhitespace(*text), &number) ||
      number < 0) {
    return std::nullopt;
  }
  return number;
}

// RFC 9110's preferred form; the two obsolete ones are out of use.
std::optional<absl::Time> ReadDate(const http::Response& response) {
  const auto text = http::FindHeader(response.headers, "Date");
  absl::Time date;
  std::string error;
  if (!text.has_value() ||
      !absl::ParseTime("%a, %d %b %Y %H:%M:%S GMT", *text, &date, &error)) {
    return std::nullopt;
  }
  return date;
}

}  // namespace

FixedWindowBudget::FixedWindowBudget(FixedWindowOptions options)
    : options_(std::move(options)),
      limit_(options_.limit),
      blind_(options_.remaining_header.empty()) {}

Forecast FixedWindowBudget::Ask(absl::Time now, int64_t ahead) {
  Expire(now);
  const int64_t need = ahead + 1;
  Forecast forecast = {.not_before = FreeAt(now, need)};
  if (need + in_flight_ > Free()) {
    // If that is no time to come, only the end of a request helps.
    const absl::Time at = FreeAt(now, need + in_flight_);
    forecast.ask_again = at > now ? at : absl::InfiniteFuture();
  } else if (Gated() && probe_.has_value()) {
    forecast.ask_again = probe_->issued + kPatience;
  }
  return forecast;
}

void FixedWindowBudget::OnIssue(uint64_t serial, absl::Time now) {
  Expire(now);
  ++in_flight_;
  if (Gated() && !probe_.has_value()) probe_ = {serial, now};
}

void FixedWindowBudget::OnEnd(const Ending& ending) {
  Expire(ending.now);
  --in_flight_;
  if (probe_.has_value() && probe_->serial == ending.serial) probe_.reset();
  if (ending.unused) return;
  if (ending.response != nullptr) {
    blind_ = !Learn(*ending.response, ending);
    if (!blind_) return;
  }
  uncounted_.push_back(ending.now);
}

// Forgets what is over. A wall clock that was set back must not make anything
// last longer than one window from now.
void FixedWindowBudget::Expire(absl::Time now) {
  if (window_.has_value()) {
    window_->ends = std::min(window_->ends, now + options_.window);
    if (window_->ends <= now) Close(now);
  }
  if (probe_.has_value()) probe_->issued = std::min(probe_->issued, now);
  if (!uncounted_.empty() && uncounted_.back() > now) {
    for (absl::Time& ended : uncounted_) ended = std::min(ended, now);
  }
  while (!uncounted_.empty() && uncounted_.front() + options_.window <= now) {
    uncounted_.pop_front();
  }
}

void FixedWindowBudget::Close(absl::Time now) {
  previous_ = *std::exchange(window_, std::nullopt);
  previous_->ends = now;
}

// Whether the open window is unknown, and an answer may be expected to tell.
bool FixedWindowBudget::Gated() const {
  return !window_.has_value() && !blind_;
}

int64_t FixedWindowBudget::Free() const {
  return limit_ - (window_.has_value() ? window_->used : 0) -
         std::ssize(uncounted_);
}

absl::Time FixedWindowBudget::FreeAt(absl::Time now, int64_t need) const {
  const int64_t missing = need - Free();
  if (missing <= 0) return now;
  const int64_t expiring = std::ssize(uncounted_);
  // The wait for the uncounted ones to expire, where that is enough.
  const absl::Time expired = missing <= expiring
                                 ? uncounted_[missing - 1] + options_.window
                                 : absl::InfiniteFuture();
  if (window_.has_value()) {
    const int64_t further = (missing - 1) / limit_;
    return std::min(expired, window_->ends + further * options_.window);
  }
  if (missing <= expiring) return expired;
  // Full windows from now on. Where the vendor's are not known yet, the first
  // of them may end at any time.
  const int64_t windows = (missing - expiring - 1) / limit_ + 1;
  return now + (blind_ ? windows : windows - 1) * options_.window;
}

bool FixedWindowBudget::Learn(const http::Response& response,
                              const Ending& ending) {
  const auto remaining = ReadNumber(response, options_.remaining_header);
  if (!remaining.has_value()) return false;
  const auto limit = ReadNumber(response, options_.limit_header);
  if (limit.has_value() && *limit >= 1 && *limit <= kLargestLimit) {
    limit_ = *limit;
  }
  left_ = *remaining;
  const int64_t used = std::max<int64_t>(0, limit_ - *remaining);
  const Reset reset = ReadReset(response);
  const absl::Time ends =
      ending.now + std::min(options_.window,
                            reset.left.value_or(options_.window) + kRounding);
  if (window_.has_value() && IsSame(window_->id, reset.id)) {
    // Answers may overtake each other; what is used never shrinks.
    window_->used = std::max({window_->used, used, ++window_->answered});
    window_->ends = std::min(window_->ends, ends);
    return true;
  }
  // A late answer of a window that is over tells nothing of the open one.
  if (previous_.has_value() && IsSame(previous_->id, reset.id) &&
      ending.issued < previous_->ends) {
    return true;
  }
  if (window_.has_value()) Close(ending.now);
  window_ = {.id = reset.id,
             .ends = ends,
             .used = std::max<int64_t>(used, 1),
             .answered = 1};
  return true;
}

// Without a usable header all windows have one name. What is left is never more
// than a window: one window's length from now it is over in any case.
FixedWindowBudget::Reset FixedWindowBudget::ReadReset(
    const http::Response& response) const {
  const auto number = ReadNumber(response, options_.reset_header);
  const std::optional<absl::Time> date = ReadDate(response);
  if (!number.has_value()) return {};
  Reset reset;
  if (options_.reset_is_seconds_left) {
    if (date.has_value()) {
      reset.id = absl::ToUnixSeconds(*date + absl::Seconds(*number));
    }
    reset.left = absl::Seconds(*number);
  } else {
    reset.id = *number;
    if (date.has_value()) reset.left = absl::FromUnixSeconds(*number) - *date;
  }
  if (reset.left.has_value() && (*reset.left < absl::ZeroDuration() ||
                                 *reset.left > options_.window + kRounding)) {
    reset.left = std::nullopt;
  }
  return reset;
}

// The sum of two rounded numbers is off by a second; the next window ends at
// least a window's length later. Whatever lies between is no window's end.
bool FixedWindowBudget::IsSame(int64_t id, int64_t other) const {
  if (!options_.reset_is_seconds_left) return id == other;
  const int64_t apart = id > other ? id - other : other - id;
  return apart <= std::max<int64_t>(
                      0, absl::ToInt64Seconds(options_.window - 2 * kRounding));
}

}  // namespace hirewire::traffic
