#include "auth/token/client_credentials_source.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/credential_source.h"
#include "auth/token/token_cache.h"
#include "auth/token/token_endpoint.h"
#include "auth/token/token_request.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/random/random.h"
#include "base/status/error.h"
#include "base/time/clock.h"

namespace hirewire::auth {

struct ClientCredentialsSource::Client {
  const ClientCredentials credentials;
  const ClientCredentialsOptions options;
  http::Transport& transport;
  Clock& clock;
  Random& random;
  uint64_t last_generation = 0;

  absl::Status Explain(absl::Status status) const {
    status = Annotate(std::move(status), "vendor", options.vendor);
    status = Annotate(std::move(status), "connection", options.connection);
    return Annotate(std::move(status), "operation", "token");
  }

  static Async<LiveToken> Renew(std::shared_ptr<Client> client) {
    const absl::Time sent = client->clock.Now();
    TokenGrant grant = co_await AskTokenEndpoint(
        client->transport,
        BuildTokenRequest(client->credentials, client->options,
                          sent + client->options.request_timeout),
        sent, client->options.default_lifetime);
    if (!grant.access.ok()) co_return client->Explain(grant.access.status());
    const absl::Duration lifetime = grant.access->lifetime;
    co_return LiveToken{{.header_name = "Authorization",
                         .header_value = Secret(absl::StrCat(
                             "Bearer ", RevealSecret(grant.access->value))),
                         .generation = ++client->last_generation,
                         .expires = sent + lifetime},
                        RenewFrom(sent, lifetime, client->random)};
  }
};

ClientCredentialsSource::ClientCredentialsSource(
    ClientCredentials credentials, ClientCredentialsOptions options,
    const Executor& executor, http::Transport& transport, Clock& clock,
    Random& random)
    : client_(std::make_shared<Client>(std::move(credentials),
                                       std::move(options), transport, clock,
                                       random)),
      cache_(executor, clock, [client = client_](WantedToken) {
        return Client::Renew(client);
      }) {}

ClientCredentialsSource::~ClientCredentialsSource() = default;

Async<Credential> ClientCredentialsSource::Get(absl::Time deadline) {
  const std::shared_ptr<Client> client = client_;
  auto credential = co_await cache_.Get(deadline);
  if (!credential.ok()) co_return client->Explain(credential.status());
  co_return credential;
}

bool ClientCredentialsSource::Invalidate(uint64_t generation) {
  cache_.Invalidate(generation);
  return true;
}

}  // namespace hirewire::auth
