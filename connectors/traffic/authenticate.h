// Gives each attempt a fresh credential, and never to a foreign host.
//
//   Authenticate exchange(std::move(inner), credentials, origin, clock);
//
// When the vendor refuses the credential, it is invalidated and the verdict
// stays kRefresh: the attempt may be made again, with another permit and
// another credential. Where there is no other, or there was one already in this
// call, the verdict becomes kFail.
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_AUTHENTICATE_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_AUTHENTICATE_H_

#include <memory>
#include <utility>

#include "auth/token/credential_source.h"
#include "base/http/url.h"
#include "base/time/clock.h"
#include "connectors/traffic/exchange.h"

namespace hirewire::traffic {

// VENDOR_RESPONSE_INVALID, without asking for a credential, when the request's
// URL is not at `pinned_origin` (scheme, host and port): such URLs come from a
// vendor's links. Fails also as CredentialSource does. The wait for a token
// counts as the call's queue_time.
class Authenticate : public Exchange {
 public:
  // `clock` outlives this. Only the origin of `pinned_origin` matters.
  Authenticate(std::unique_ptr<Exchange> inner,
               std::shared_ptr<auth::CredentialSource> credentials,
               http::Url pinned_origin, Clock& clock)
      : inner_(std::move(inner)),
        credentials_(std::move(credentials)),
        pinned_origin_(std::move(pinned_origin)),
        clock_(clock) {}

  Async<Answer> Try(Attempt attempt) override;

 private:
  const std::unique_ptr<Exchange> inner_;
  const std::shared_ptr<auth::CredentialSource> credentials_;
  const http::Url pinned_origin_;
  Clock& clock_;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_AUTHENTICATE_H_
