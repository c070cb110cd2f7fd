#include "auth/token/token_refresh.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/code_requests.h"
#include "auth/token/connection_health.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_cache.h"
#include "auth/token/token_endpoint.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/async/spawn.h"
#include "base/random/random.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

// While another process renews the pair: when to look again.
constexpr absl::Duration kNextLook = absl::Milliseconds(200);
// While the store is down and the vendor's answer is at hand.
constexpr absl::Duration kFirstPause = absl::Milliseconds(20);
constexpr absl::Duration kLongestPause = absl::Seconds(2);

std::string NewHolder(Random& random) {
  return absl::StrCat(absl::Hex(random.Next(), absl::kZeroPad16));
}

// Whether the vendor said that this refresh token is no good. Nothing less
// ends a connection: proxies answer 401 and 403, too, and invalid_client is
// about the app.
bool IsRefused(const absl::Status& status) {
  const auto details = DetailsOf(status);
  if (!details) return false;
  const auto code = details->metadata.find("vendor_code");
  return code != details->metadata.end() && code->second == "invalid_grant";
}

// The app's trouble, or the endpoint's, is not the grant's.
absl::Status NotTheGrant(const absl::Status& status) {
  const auto details = DetailsOf(status);
  if (!details || details->reason != v1::ERROR_REASON_CREDENTIALS_REJECTED) {
    return status;
  }
  Error error(v1::ERROR_REASON_VENDOR_REFUSED);
  for (const auto& [key, value] : details->metadata) {
    std::move(error).With(key, value);
  }
  return std::move(error).Message(
      "the vendor does not let the OAuth app renew tokens");
}

// Cancels what it holds when it goes.
class Cancelled {
 public:
  explicit Cancelled(CancelHandle handle) : handle_(std::move(handle)) {}
  ~Cancelled() { handle_.Cancel(); }
  Cancelled(const Cancelled&) = delete;
  Cancelled& operator=(const Cancelled&) = delete;

 private:
  const CancelHandle handle_;
};

StoredTokens Renewed(const StoredTokens& old, TokenGrant grant,
                     absl::Time sent) {
  StoredTokens tokens = old;
  ++tokens.generation;
  tokens.pair.issued = sent;
  if (grant.access.ok()) {
    tokens.pair.access_token = std::move(grant.access->value);
    tokens.pair.expires = sent + grant.access->lifetime;
  } else {
    // Of no use, but the refresh token that came with it is.
    tokens.pair.access_token = Secret();
    tokens.pair.expires = sent;
  }
  if (!grant.refresh_token.empty()) {
    tokens.pair.refresh_token = std::move(grant.refresh_token);
  }
  if (!grant.scopes.empty()) tokens.pair.scopes = std::move(grant.scopes);
  tokens.lease_holder.clear();
  tokens.lost_attempts = 0;
  return tokens;
}

}  // namespace

TokenRefresh::TokenRefresh(const RefreshParts& parts,
                           const Connection& connection,
                           AuthorizationCodeRecipe recipe)
    : parts_(parts), connection_(connection), recipe_(std::move(recipe)) {}

Async<LiveToken> TokenRefresh::Renew(WantedToken wanted) {
  const Owner owner{connection_.tenant, connection_.id};
  for (;;) {
    HW_CO_ASSIGN_OR_RETURN(std::optional<StoredTokens> tokens,
                           parts_.table.Load(owner));
    if (!tokens) {
      co_return Explain(Error(v1::ERROR_REASON_REAUTHORIZATION_REQUIRED)
                            .Message("the connection was never authorized"));
    }
    const bool known =
        wanted.known == static_cast<uint64_t>(tokens->generation);
    const LiveToken live = ToLive(*tokens);
    if (!known && parts_.clock.Now() < live.renew_from) co_return live;
    if (!tokens->dead_reason.empty()) co_return Dead(*tokens);
    if (tokens->pair.refresh_token.empty()) {
      if (Serves(*tokens, wanted)) co_return ForNow(*tokens);
      HW_CO_ASSIGN_OR_RETURN(
          const bool buried,
          Bury(*tokens, v1::ERROR_REASON_REAUTHORIZATION_REQUIRED));
      if (buried) co_return Dead(*tokens);
      continue;
    }
    if (!tokens->lease_holder.empty() &&
        !watch_.IsOver(tokens->version, tokens->lease_duration,
                       parts_.clock.Now())) {
      if (Serves(*tokens, wanted)) co_return ForNow(*tokens);
      HW_CO_RETURN_IF_ERROR(
          co_await parts_.clock.Sleep(watch_.NextPause(parts_.random)));
      continue;
    }
    HW_CO_ASSIGN_OR_RETURN(const bool mine, TakeLease(*tokens));
    if (!mine) continue;
    auto renewed = co_await RenewUnderLease(
        std::make_shared<StoredTokens>(*std::move(tokens)));
    // Another process renewed the pair in spite of the lease: look at that.
    if (absl::IsAborted(renewed.status())) continue;
    co_return renewed;
  }
}

// Whether the access token may still be given out.
bool TokenRefresh::Serves(const StoredTokens& tokens,
                          const WantedToken& wanted) const {
  const bool refused = wanted.refused &&
                       wanted.known == static_cast<uint64_t>(tokens.generation);
  return !refused && parts_.clock.Now() < tokens.pair.expires;
}

LiveToken TokenRefresh::ToLive(const StoredTokens& tokens) const {
  const TokenPair& pair = tokens.pair;
  return {{.header_name = "Authorization",
           .header_value =
               Secret(absl::StrCat("Bearer ", RevealSecret(pair.access_token))),
           .generation = static_cast<uint64_t>(tokens.generation),
           .expires = pair.expires},
          RenewFrom(pair.issued, pair.expires - pair.issued, parts_.random)};
}

LiveToken TokenRefresh::ForNow(const StoredTokens& tokens) const {
  LiveToken live = ToLive(tokens);
  live.renew_from = parts_.clock.Now() + kNextLook;
  return live;
}

absl::Status TokenRefresh::Explain(absl::Status status) const {
  status = Annotate(std::move(status), "vendor", connection_.vendor);
  status = Annotate(std::move(status), "connection", connection_.id);
  return Annotate(std::move(status), "operation", "token");
}

absl::Status TokenRefresh::Dead(const StoredTokens& tokens) const {
  // Moved to another server, and not switched on here again.
  if (tokens.dead_reason == ReasonName(v1::ERROR_REASON_CONNECTION_DISABLED)) {
    return Explain(Error(v1::ERROR_REASON_CONNECTION_DISABLED)
                       .Message("the connection is switched off"));
  }
  const bool lost =
      tokens.dead_reason == ReasonName(v1::ERROR_REASON_REFRESH_LOST);
  return Explain(
      Error(lost ? v1::ERROR_REASON_REFRESH_LOST
                 : v1::ERROR_REASON_REAUTHORIZATION_REQUIRED)
          .Message(lost ? "a process died, or lost the vendor's answer, after "
                          "the vendor had replaced the refresh token: the "
                          "customer has to connect again"
                        : "the vendor takes the grant no more: the customer "
                          "has to connect again"));
}

absl::StatusOr<bool> TokenRefresh::TakeLease(StoredTokens& tokens) {
  // Its holder died at work, and nobody knows how far it came.
  if (!tokens.lease_holder.empty()) ++tokens.lost_attempts;
  tokens.lease_holder = NewHolder(parts_.random);
  tokens.lease_duration = parts_.options.lease;
  return parts_.table.Replace(tokens, nullptr);
}

absl::Status TokenRefresh::Reach(RefreshStep step) {
  return parts_.observer == nullptr ? absl::OkStatus()
                                    : parts_.observer->Reached(step);
}

Async<LiveToken> TokenRefresh::RenewUnderLease(
    std::shared_ptr<StoredTokens> tokens) {
  HW_CO_RETURN_IF_ERROR(Reach(RefreshStep::kLeased));
  auto app = parts_.apps.Find(connection_.tenant, connection_.vendor,
                              recipe_.environment);
  if (!app.ok()) {
    EndLease(*tokens, false, app.status());
    co_return Explain(app.status());
  }
  const absl::Time sent = parts_.clock.Now();
  TokenGrant grant;
  {
    const Cancelled signs(Spawn(co_await boost::asio::this_coro::executor,
                                KeepLease(tokens), [](absl::Status) {}));
    grant = co_await AskTokenEndpoint(
        parts_.transport,
        BuildRefreshRequest(recipe_, *app, tokens->pair.refresh_token,
                            sent + parts_.options.request_timeout),
        sent, recipe_.default_lifetime);
  }
  HW_CO_RETURN_IF_ERROR(Reach(RefreshStep::kAnswered));
  const absl::Status status = grant.access.status();
  if (status.ok() || !grant.refresh_token.empty()) {
    auto kept = co_await Keep(Renewed(*tokens, std::move(grant), sent));
    if (kept.ok() && !status.ok()) co_return Explain(status);
    co_return kept;
  }
  if (IsRefused(status)) {
    const auto reason = tokens->lost_attempts > 0
                            ? v1::ERROR_REASON_REFRESH_LOST
                            : v1::ERROR_REASON_REAUTHORIZATION_REQUIRED;
    HW_CO_ASSIGN_OR_RETURN(const bool buried, Bury(*tokens, reason));
    if (!buried) co_return absl::AbortedError("renewed by another process");
    co_return Dead(*tokens);
  }
  const absl::Status why = NotTheGrant(status);
  EndLease(*tokens, grant.outcome_unknown, why);
  co_return Explain(why);
}

AsyncStatus TokenRefresh::KeepLease(std::shared_ptr<StoredTokens> tokens) {
  for (;;) {
    HW_CO_RETURN_IF_ERROR(
        co_await parts_.clock.Sleep(tokens->lease_duration / 3));
    // Where another took it, or the store is down, the vendor's answer decides.
    const auto written = parts_.table.Replace(*tokens, nullptr);
    if (!written.ok() || *written) continue;
    // A row that was only sealed again is still ours.
    const auto now = parts_.table.Load(tokens->owner);
    if (now.ok() && *now && (*now)->lease_holder == tokens->lease_holder) {
      tokens->version = (*now)->version;
    }
  }
}

// Whatever it takes: nobody else has this pair.
Async<LiveToken> TokenRefresh::Keep(StoredTokens renewed) {
  absl::Duration pause = kFirstPause;
  for (;;) {
    const auto written =
        parts_.table.Replace(renewed, [&](store::Transaction& t) {
          return NoteRenewed(t, renewed.owner, parts_.clock.Now());
        });
    if (written.ok() && *written) break;
    if (written.ok()) {
      HW_CO_ASSIGN_OR_RETURN(const auto now, parts_.table.Load(renewed.owner));
      if (!now) co_return absl::AbortedError("the connection is gone");
      // Theirs is newer, or of a new grant; otherwise they took the lease, and
      // what they hold is spent: ours is the newest pair.
      if (now->generation >= renewed.generation) {
        co_return absl::AbortedError("renewed by another process");
      }
      renewed.version = now->version;
      continue;
    }
    HW_CO_RETURN_IF_ERROR(co_await parts_.clock.Sleep(pause));
    pause = std::min(pause * 2, kLongestPause);
  }
  HW_CO_RETURN_IF_ERROR(Reach(RefreshStep::kStored));
  co_return ToLive(renewed);
}

// False where another process has renewed the pair meanwhile, so that it is not
// the one that was refused.
absl::StatusOr<bool> TokenRefresh::Bury(StoredTokens& tokens,
                                        v1::ErrorReason reason) {
  const int64_t generation = tokens.generation;
  for (;;) {
    tokens.lease_holder.clear();
    tokens.dead_reason = std::string(ReasonName(reason));
    HW_ASSIGN_OR_RETURN(
        const bool written,
        parts_.table.Replace(tokens, [&](store::Transaction& t) {
          return NoteLost(t, tokens.owner, reason, parts_.clock.Now());
        }));
    if (written) return true;
    HW_ASSIGN_OR_RETURN(auto now, parts_.table.Load(tokens.owner));
    if (!now || now->generation != generation) return false;
    tokens = *std::move(now);
  }
}

// A failure of the store here is no loss: the lease runs out.
void TokenRefresh::EndLease(StoredTokens tokens, bool outcome_unknown,
                            const absl::Status& why) {
  tokens.lease_holder.clear();
  if (outcome_unknown) ++tokens.lost_attempts;
  const bool lives = parts_.clock.Now() < tokens.pair.expires;
  parts_.table
      .Replace(tokens,
               [&](store::Transaction& t) {
                 return lives ? NoteDegraded(t, tokens.owner, ReasonOf(why),
                                             parts_.clock.Now())
                              : absl::OkStatus();
               })
      .IgnoreError();
}

}  // namespace hirewire::auth
