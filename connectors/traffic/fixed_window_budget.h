// So many requests in each window of the vendor's clock, corrected by what the
// vendor's answers say.
//
//   FixedWindowBudget budget({.limit = 50, .window = absl::Seconds(30),
//                             .limit_header = "X-RateLimit-Limit", ...});
//
// How it keeps below the limit without knowing the vendor's clock:
//  - The reset header names the window; it is compared with other resets and
//    with the Date of the same answer, never with our own clock. Without a
//    usable Date, a window lasts as long as one can after it was first seen.
//    Where the header counts the seconds left, these and the Date are the name.
//  - What we were answered in a window is used of it, whatever headers say:
//    some vendors send the same numbers always.
//  - Requests without an answer yet count in whatever window is open, since
//    they may arrive in it.
//  - Each window begins with a single request, whose answer tells what other
//    clients have left us. The others wait for it, but not for long.
//  - Where answers say nothing, the vendor's windows may begin at any time: no
//    span of one window's length then sees more than the limit.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_FIXED_WINDOW_BUDGET_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_FIXED_WINDOW_BUDGET_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "connectors/traffic/budget.h"

namespace hirewire::traffic {

struct FixedWindowOptions {
  // Requests a window, until a header says otherwise. At least 1.
  int64_t limit = 1;
  // Positive.
  absl::Duration window = absl::Seconds(1);
  // Response headers; each may be empty. Without the remaining header the
  // others are of no use and not read.
  std::string limit_header;
  std::string remaining_header;
  // When the window ends: seconds since the epoch, by the vendor's clock.
  std::string reset_header;
  // The reset header says how many seconds are left instead.
  bool reset_is_seconds_left = false;
};

class FixedWindowBudget : public Budget {
 public:
  explicit FixedWindowBudget(FixedWindowOptions options);

  Forecast Ask(absl::Time now, int64_t ahead) override;
  void OnIssue(uint64_t serial, absl::Time now) override;
  void OnEnd(const Ending& ending) override;
  std::optional<int64_t> left() const override { return left_; }

 private:
  // A window of the vendor's, as its answers describe it.
  struct Window {
    // When it ends by the vendor's clock: the window's name.
    int64_t id = 0;
    // By our clock, never too early.
    absl::Time ends;
    // The most that the vendor said was used, and at least what it answered.
    int64_t used = 0;
    int64_t answered = 0;
  };
  struct Probe {
    uint64_t serial = 0;
    absl::Time issued;
  };

  void Expire(absl::Time now);
  void Close(absl::Time now);
  bool Gated() const;
  // Requests that the open window still takes, those in flight aside.
  int64_t Free() const;
  // When `need` requests can go if none of those in flight counts.
  absl::Time FreeAt(absl::Time now, int64_t need) const;
  // Reads the headers. False when they say nothing usable.
  bool Learn(const http::Response& response, const Ending& ending);
  // What the reset header says of the window that an answer belongs to.
  struct Reset {
    int64_t id = 0;
    // Until the window ends; nullopt where the answer does not tell.
    std::optional<absl::Duration> left;
  };
  Reset ReadReset(const http::Response& response) const;
  bool IsSame(int64_t id, int64_t other) const;

  const FixedWindowOptions options_;
  int64_t limit_;
  int64_t in_flight_ = 0;
  std::optional<int64_t> left_;
  std::optional<Window> window_;
  // The window before, for answers that come late.
  std::optional<Window> previous_;
  // When requests ended of which the vendor did not say whether it counted
  // them. They count for one window's length.
  std::deque<absl::Time> uncounted_;
  // The request that opens a window, while it is under way.
  std::optional<Probe> probe_;
  // The last answer had no usable headers: there is nothing to wait for.
  bool blind_ = false;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_FIXED_WINDOW_BUDGET_H_
