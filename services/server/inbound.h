// Who may call this server, put together as its configuration says.
//
//   Inbound inbound(config, store, clock, shards, logger);
//   HW_RETURN_IF_ERROR(inbound.Start());
//   host.authenticator = inbound.authenticator()
#ifndef HIREWIRE_SERVICES_SERVER_INBOUND_H_
#define HIREWIRE_SERVICES_SERVER_INBOUND_H_

#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "auth/inbound/authenticator.h"
#include "auth/inbound/caller_authenticator.h"
#include "auth/inbound/caller_registry.h"
#include "auth/inbound/jwt_verifier.h"
#include "auth/inbound/live_jwks.h"
#include "base/async/shards.h"
#include "base/async/spawn.h"
#include "base/http/transport.h"
#include "base/log/logger.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "services/server/config.h"

namespace hirewire::server {

class Inbound {
 public:
  // All outlive it; the shards have stopped when it goes.
  Inbound(const Config& config, store::Store& store, Clock& clock,
          Shards& shards, log::Logger& logger);

  // Makes the first admin where nobody is known, and gets the issuer's keys. An
  // issuer that cannot be reached is in the log and tried again; its callers
  // are refused until then. FAILED_PRECONDITION: nobody could ever call, or a
  // file is not what it should be.
  absl::Status Start();

  // No more work in the background.
  void Stop();

  auth::Authenticator& authenticator() { return *authenticator_; }
  auth::CallerRegistry& callers() { return callers_; }

 private:
  absl::Status MakeAdmin();
  absl::Status StartJwks();

  const Config& config_;
  Clock& clock_;
  Shards& shards_;
  log::Logger& logger_;
  auth::CallerRegistry callers_;
  // Of the issuer's keys; null where they are in a file.
  std::unique_ptr<http::Transport> transport_;
  std::optional<auth::LiveJwks> jwks_;
  std::optional<auth::JwtVerifier> jwt_;
  std::unique_ptr<auth::Authenticator> authenticator_;
  CancelHandle watch_;
};

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_INBOUND_H_
