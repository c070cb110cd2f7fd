// Waits until a tenant's connections may have changed.
//
//   ChangeWait changes(executor, registry, tenant, clock);
//   while (true) {
//     ...                                  // look
//     HW_CO_RETURN_IF_ERROR(co_await changes.Wait(absl::Milliseconds(500)));
//   }
#ifndef HIREWIRE_SERVICES_AUTH_CHANGE_WAIT_H_
#define HIREWIRE_SERVICES_AUTH_CHANGE_WAIT_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/change_bell.h"
#include "auth/connection/registry.h"
#include "base/async/async.h"
#include "base/time/clock.h"

namespace hirewire::auth_service {

// Used on `executor`. `registry` and `clock` outlive it.
class ChangeWait {
 public:
  ChangeWait(const Executor& executor, const auth::ConnectionRegistry& registry,
             absl::string_view tenant, Clock& clock);

  // Ends at once where this process changed a connection since the last wait
  // ended, as soon as it does, and at the latest after `longest`: other
  // processes do not say so. CANCELLED.
  AsyncStatus Wait(absl::Duration longest);

 private:
  struct State;

  Clock& clock_;
  const std::shared_ptr<State> state_;
  const auth::ChangeBell::Subscription subscription_;
};

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_CHANGE_WAIT_H_
