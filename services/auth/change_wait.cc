#include "services/auth/change_wait.h"

#include <boost/asio/post.hpp>
#include <string>

#include "base/async/event.h"
#include "base/async/spawn.h"

namespace hirewire::auth_service {

namespace asio = boost::asio;

// Touched on `executor` only, but for the executor itself.
struct ChangeWait::State {
  explicit State(const Executor& e) : executor(e), woken(e) {}
  const Executor executor;
  Event woken;
};

ChangeWait::ChangeWait(const Executor& executor,
                       const auth::ConnectionRegistry& registry,
                       absl::string_view tenant, Clock& clock)
    : clock_(clock),
      state_(std::make_shared<State>(executor)),
      subscription_(
          registry.Subscribe([state = state_, ours = std::string(tenant)](
                                 absl::string_view whose) {
            if (whose != ours) return;
            asio::post(state->executor, [state] { state->woken.Notify(); });
          })) {}

AsyncStatus ChangeWait::Wait(absl::Duration longest) {
  const Event woken = state_->woken;
  if (!woken.notified()) {
    const CancelHandle timer = Spawn(state_->executor, clock_.Sleep(longest),
                                     [woken](absl::Status slept) {
                                       if (slept.ok()) woken.Notify();
                                     });
    const absl::Status waited = co_await woken.Wait();
    timer.Cancel();
    if (!waited.ok()) co_return waited;
  }
  state_->woken = Event(state_->executor);
  co_return absl::OkStatus();
}

}  // namespace hirewire::auth_service
