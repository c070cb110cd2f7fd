// OAuth 2.0 client credentials: obtains access tokens and renews them ahead of
// their expiry.
//
//   ClientCredentialsOptions options;
//   options.token_url = "https://auth.greenhouse.io/token";
//   options.vendor = "greenhouse";
//   ClientCredentialsSource source(credentials, options, executor, transport,
//                                  clock);
//   HW_CO_ASSIGN_OR_RETURN(Credential c, co_await source.Get(deadline));
#ifndef HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_SOURCE_H_
#define HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_SOURCE_H_

#include <cstdint>
#include <memory>

#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// A token is renewed ahead of its expiry: when it has less than 60 s or a tenth
// of its life left (whichever is more, but never over half its life). Nobody
// waits for that: until the new one is there, and also when renewing fails and
// is tried again a little later, the old one is given out as long as it lives.
// Only where there is no token do callers wait, all for the same request. There
// is no retry loop here: the caller's covers it.
class ClientCredentialsSource : public CredentialSource {
 public:
  // `executor` is the connection's. `transport` and `clock` outlive it: a
  // renewal under way when the source is destroyed still ends on its own.
  ClientCredentialsSource(ClientCredentials credentials,
                          ClientCredentialsOptions options,
                          const Executor& executor, http::Transport& transport,
                          Clock& clock);
  ~ClientCredentialsSource() override;

  // CREDENTIALS_REJECTED: the token endpoint refused the client.
  // VENDOR_REFUSED: it refused the request for another reason.
  // VENDOR_UNAVAILABLE: it answered 5xx or 429, or could not be reached.
  // VENDOR_RESPONSE_INVALID: its answer is no token.
  // DEADLINE_EXCEEDED, CANCELLED: this caller waits no longer; others may.
  // Nothing of the answer is repeated in an error: vendors echo client ids.
  Async<Credential> Get(absl::Time deadline) override;
  bool Invalidate(uint64_t generation) override;

 private:
  struct State;
  // Shared with a renewal under way.
  const std::shared_ptr<State> state_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_SOURCE_H_
