#include "testing/conformance/wire_time.h"

#include <optional>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/time/time.h"

namespace hirewire::conformance {

Async<http::Response> WireTime::Send(http::Request request) {
  ++on_the_wire_;
  const auto back = absl::MakeCleanup([this] { --on_the_wire_; });
  co_return co_await transport_.Send(std::move(request));
}

Driver WireTime::driver() {
  return [this](const std::function<bool()>& done) { RunUntil(done); };
}

void WireTime::RunUntil(const std::function<bool()>& done) {
  while (!done()) {
    // A context that ran out of work calls itself stopped; it may have new
    // work.
    context_.restart();
    if (context_.poll_one() > 0) continue;
    if (on_the_wire_ > 0) {
      if (context_.run_one() == 0) return;
      continue;
    }
    const std::optional<absl::Time> next = clock_.NextDue();
    if (!next.has_value()) return;
    clock_.AdvanceTo(*next);
  }
}

}  // namespace hirewire::conformance
