#include "tools/cli/progress.h"

namespace hirewire::cli {

namespace {

// To the line's begin, and away with what stands there.
constexpr char kErase[] = "\r\x1B[K";

}  // namespace

Progress::Progress(Console& console, const Clock& clock)
    : console_(console), clock_(clock), start_(clock.Now()) {}

void Progress::Show(absl::string_view what) {
  // `what` may be what_ itself.
  std::string text(what);
  what_.swap(text);
  const absl::Duration waited = clock_.Now() - start_;
  if (!console_.err_is_terminal || waited < absl::Seconds(1)) return;
  console_.err << kErase << what_ << ", " << absl::ToInt64Seconds(waited)
               << " s" << std::flush;
  shown_ = true;
}

void Progress::Clear() {
  if (shown_) console_.err << kErase << std::flush;
  shown_ = false;
}

}  // namespace hirewire::cli
