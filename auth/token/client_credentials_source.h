// OAuth 2.0 client credentials: obtains access tokens and renews them ahead of
// their expiry (token_cache.h).
//
//   ClientCredentialsOptions options;
//   options.token_url = "https://auth.greenhouse.io/token";
//   options.vendor = "greenhouse";
//   ClientCredentialsSource source(credentials, options, executor, transport,
//                                  clock, random);
//   HW_CO_ASSIGN_OR_RETURN(Credential c, co_await source.Get(deadline));
#ifndef HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_SOURCE_H_
#define HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_SOURCE_H_

#include <cstdint>
#include <memory>

#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/credential_source.h"
#include "auth/token/token_cache.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/time/clock.h"

namespace hirewire::auth {

class ClientCredentialsSource : public CredentialSource {
 public:
  // `executor` is the connection's. The others outlive it: a renewal under way
  // when the source is destroyed still ends on its own.
  ClientCredentialsSource(ClientCredentials credentials,
                          ClientCredentialsOptions options,
                          const Executor& executor, http::Transport& transport,
                          Clock& clock, Random& random);
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
  struct Client;
  // Shared with a renewal under way.
  const std::shared_ptr<Client> client_;
  TokenCache cache_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_SOURCE_H_
