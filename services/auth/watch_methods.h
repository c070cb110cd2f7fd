// AuthService.WatchConnections: tells of every change of connections as it
// happens, whichever process made it.
//
//   WatchMethods watch(registry, keyring, clock, random);
//   watch.AddTo(auth_service);
//
// The log of events (auth/connection/event_log.h) is the truth: each stream
// reads it at its own pace, so a slow reader holds nobody up and costs no
// memory. One that lags behind what the log keeps gets a GAP and begins anew.
#ifndef HIREWIRE_SERVICES_AUTH_WATCH_METHODS_H_
#define HIREWIRE_SERVICES_AUTH_WATCH_METHODS_H_

#include <cstdint>
#include <string>

#include "auth/connection/connection.h"
#include "auth/connection/event_log.h"
#include "auth/connection/registry.h"
#include "base/async/async.h"
#include "base/crypto/aead.h"
#include "base/random/random.h"
#include "base/time/clock.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {

class WatchMethods {
 public:
  // All outlive it. `aead` seals resume tokens.
  WatchMethods(const auth::ConnectionRegistry& registry,
               const crypto::Aead& aead, Clock& clock, Random& random);

  // It outlives the service's calls.
  void AddTo(rpc::TypedService& service);

 private:
  using Sink = rpc::TypedSink<v1::WatchConnectionsResponse>;

  AsyncStatus Watch(rpc::Call& call, const v1::WatchConnectionsRequest& request,
                    Sink sink);
  // Sends the connections that are there. The number of the event to go on
  // after.
  Async<int64_t> SendPresent(const std::string& tenant, Sink sink);
  // Sends what happened after event `after`, up to a page of it. The number of
  // the last event sent.
  Async<int64_t> SendEvents(const std::string& tenant, int64_t after,
                            Sink sink);
  v1::WatchConnectionsResponse Bare(v1::ConnectionEventKind kind) const;
  v1::WatchConnectionsResponse ResponseOf(
      const auth::ConnectionEvent& event) const;
  absl::Duration PollInterval();

  const auth::ConnectionRegistry& registry_;
  const crypto::Aead& aead_;
  Clock& clock_;
  Random& random_;
};

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_WATCH_METHODS_H_
