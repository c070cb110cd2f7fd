// What all services of one server share. Made by the composition root.
#ifndef HIREWIRE_SERVICES_RPC_HOST_H_
#define HIREWIRE_SERVICES_RPC_HOST_H_

#include <atomic>
#include <cstddef>

#include "absl/time/time.h"
#include "auth/inbound/authenticator.h"
#include "base/async/shards.h"
#include "base/random/random.h"
#include "base/time/clock.h"
#include "services/rpc/call.h"
#include "services/rpc/open_streams.h"

namespace hirewire::rpc {

struct Host {
  // All outlive the services.
  Clock& clock;
  Random& random;
  Shards& shards;
  CallObserver& observer;
  auth::Authenticator& authenticator;

  // For callers that give no deadline.
  absl::Duration default_deadline = absl::Seconds(60);
  // A longer reply is refused with a sentence that says how to make it shorter.
  // Below the limit that is set in gRPC, whose error says less.
  size_t max_reply_bytes = size_t{64} << 20;
  // Once true, every new call ends with SHUTTING_DOWN.
  std::atomic<bool> draining = false;
  OpenStreams streams = {};

  // No new calls; streams end with SHUTTING_DOWN at once, other calls go on.
  void Drain() {
    draining = true;
    streams.EndAll();
  }
};

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_HOST_H_
