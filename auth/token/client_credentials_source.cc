#include "auth/token/client_credentials_source.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
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
#include "auth/token/token_request.h"
#include "auth/token/token_response.h"
#include "base/async/async.h"
#include "base/async/single_flight.h"
#include "base/async/spawn.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/clock.h"
#include "base/time/deadline.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr absl::Duration kLeastMargin = absl::Seconds(60);
constexpr absl::Duration kPauseAfterFailure = absl::Seconds(10);

struct Token {
  Credential credential;
  absl::Time renew_from;
  absl::Time expires;
};

// Short-lived tokens keep at least half their life.
absl::Duration Margin(absl::Duration lifetime) {
  return std::min(std::max(kLeastMargin, lifetime / 10), lifetime / 2);
}

// A transport's failure in the words of a vendor call.
absl::Status Unanswered(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kCancelled:
      return Error(v1::ERROR_REASON_CANCELLED).Message("cancelled");
    case absl::StatusCode::kResourceExhausted:
      return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
          .Message("the token endpoint's answer is too large");
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return Error(v1::ERROR_REASON_VENDOR_UNAVAILABLE)
          .RetryAfter(absl::Seconds(5))
          .Message(absl::StrCat("the token endpoint did not answer: ",
                                status.message()));
    default:
      return Error(v1::ERROR_REASON_INTERNAL)
          .Message(absl::StrCat("the token request cannot be sent: ",
                                status.message()));
  }
}

}  // namespace

struct ClientCredentialsSource::State {
  State(ClientCredentials credentials, ClientCredentialsOptions options,
        const Executor& executor, http::Transport& transport, Clock& clock)
      : credentials(std::move(credentials)),
        options(std::move(options)),
        executor(executor),
        transport(transport),
        clock(clock),
        renewal(executor) {}

  const ClientCredentials credentials;
  const ClientCredentialsOptions options;
  const Executor executor;
  http::Transport& transport;
  Clock& clock;
  SingleFlight<Credential> renewal;
  std::optional<Token> token;
  uint64_t last_generation = 0;
  // After a failed renewal: not before this.
  absl::Time next_attempt = absl::InfinitePast();

  absl::Status Explain(absl::Status status) const {
    status = Annotate(std::move(status), "vendor", options.vendor);
    status = Annotate(std::move(status), "connection", options.connection);
    return Annotate(std::move(status), "operation", "token");
  }

  void Keep(AccessToken fresh, absl::Time sent) {
    const absl::Time expires = sent + fresh.lifetime;
    token = Token{{"Authorization",
                   Secret(absl::StrCat("Bearer ", RevealSecret(fresh.value))),
                   ++last_generation},
                  expires - Margin(fresh.lifetime),
                  expires};
    next_attempt = absl::InfinitePast();
  }

  // The closer the old token is to its end, the sooner another attempt.
  void PostponeNextAttempt() {
    if (!token) return;
    const absl::Time now = clock.Now();
    next_attempt =
        now + std::min(kPauseAfterFailure, (token->expires - now) / 4);
  }

  static Async<AccessToken> Fetch(std::shared_ptr<State> state,
                                  absl::Time sent) {
    auto response = co_await state->transport.Send(
        BuildTokenRequest(state->credentials, state->options,
                          sent + state->options.request_timeout));
    if (!response.ok()) co_return Unanswered(response.status());
    co_return ReadTokenResponse(*std::move(response), sent,
                                state->options.default_lifetime);
  }

  // The one flight: obtains a token and keeps it.
  static Async<Credential> Renew(std::shared_ptr<State> state) {
    const absl::Time sent = state->clock.Now();
    auto fresh = co_await Fetch(state, sent);
    if (!fresh.ok()) {
      state->PostponeNextAttempt();
      co_return state->Explain(fresh.status());
    }
    state->Keep(*std::move(fresh), sent);
    co_return state->token->credential;
  }

  static Async<Credential> Join(std::shared_ptr<State> state) {
    co_return co_await state->renewal.Run([state] { return Renew(state); });
  }
};

ClientCredentialsSource::ClientCredentialsSource(
    ClientCredentials credentials, ClientCredentialsOptions options,
    const Executor& executor, http::Transport& transport, Clock& clock)
    : state_(std::make_shared<State>(std::move(credentials), std::move(options),
                                     executor, transport, clock)) {}

ClientCredentialsSource::~ClientCredentialsSource() = default;

Async<Credential> ClientCredentialsSource::Get(absl::Time deadline) {
  const std::shared_ptr<State> state = state_;
  const absl::Time now = state->clock.Now();
  if (state->token && now < state->token->expires) {
    Credential credential = state->token->credential;
    if (now >= state->token->renew_from && now >= state->next_attempt &&
        !state->renewal.in_flight()) {
      // A failure shows when the old token has ended and the next one is asked
      // for; until then it is nobody's.
      Spawn(state->executor, State::Join(state),
            [](const absl::StatusOr<Credential>&) {});
    }
    co_return credential;
  }
  auto credential =
      co_await WithDeadline(state->clock, deadline, State::Join(state));
  if (absl::IsDeadlineExceeded(credential.status())) {
    co_return state->Explain(
        Error(v1::ERROR_REASON_DEADLINE_EXCEEDED)
            .Message("the deadline passed while waiting for a token"));
  }
  if (absl::IsCancelled(credential.status())) {
    co_return state->Explain(
        Error(v1::ERROR_REASON_CANCELLED).Message("cancelled"));
  }
  co_return credential;
}

bool ClientCredentialsSource::Invalidate(uint64_t generation) {
  if (state_->token && state_->token->credential.generation == generation) {
    state_->token.reset();
  }
  return true;
}

}  // namespace hirewire::auth
