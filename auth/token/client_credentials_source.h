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
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/time/clock.h"

namespace hirewire::auth {

struct ClientCredentialsOptions {
  // Absolute. Where tokens come from.
  std::string token_url;
  // Names in errors.
  std::string vendor;
  std::string connection;

  enum class ClientAuth {
    // The client's id and secret in an Authorization: Basic header.
    kBasicHeader,
    // As client_id and client_secret in the form.
    kFormBody,
  };
  ClientAuth client_auth = ClientAuth::kBasicHeader;

  // The form field that carries ClientCredentials::acting_user, where there is
  // one.
  std::string acting_user_parameter = "sub";
  // Further form fields, such as audience or scope.
  std::vector<std::pair<std::string, std::string>> parameters;

  // How long a token lives when the answer does not say.
  absl::Duration default_lifetime = absl::Hours(1);
  // The longest that one token request may take.
  absl::Duration request_timeout = absl::Seconds(30);
};

// A token is renewed when it has less than 60 s or a tenth of its life left
// (whichever is more, but never over half its life). If that fails while the
// old token still lives, the old one is used and renewal is tried again a
// little later. There is no retry loop here: the caller's covers it.
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
  // VENDOR_UNAVAILABLE: it answered 5xx or 429, or could not be reached.
  // VENDOR_RESPONSE_INVALID: its answer is no token. Nothing of the answer is
  // repeated in the error: vendors echo client ids there.
  // DEADLINE_EXCEEDED, CANCELLED.
  Async<Credential> Get(absl::Time deadline) override;
  bool Invalidate(uint64_t generation) override;

 private:
  struct State;
  // Shared with a renewal in flight, which may outlive the source.
  std::shared_ptr<State> state_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_SOURCE_H_
