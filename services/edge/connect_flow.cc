#include "services/edge/connect_flow.h"

#include <optional>
#include <utility>
#include <variant>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/grant_recipe.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/api/cost.h"
#include "hirewire/v1/errors.pb.h"
#include "services/edge/run_on.h"

namespace hirewire::edge {

namespace {

// Longer than vendors commonly take, shorter than people wait.
constexpr absl::Duration kProbeTime = absl::Seconds(25);

using Missing = std::vector<std::string>;

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

// What one probe says: the permissions that are missing, or why the credential
// cannot be used.
absl::StatusOr<Missing> Judge(const absl::Status& probe) {
  if (probe.ok()) return Missing();
  const std::optional<ErrorDetails> details = DetailsOf(probe);
  if (!details || details->reason != v1::ERROR_REASON_SCOPE_MISSING) {
    return probe;
  }
  const auto scope = details->metadata.find("scope");
  return scope == details->metadata.end() ? Missing() : Missing{scope->second};
}

Async<Missing> Try(connectors::Accounts& accounts, auth::Connection connection,
                   auth::Credentials credentials, absl::Time deadline) {
  HW_CO_ASSIGN_OR_RETURN(const auto account,
                         accounts.Trial(connection, credentials));
  connectors::Cost cost;
  co_return Judge(co_await account->Check(deadline, cost));
}

// The token endpoint of a vendor whose address another takes the place of: at
// that other's, so that no credential of a simulator goes to the vendor.
absl::StatusOr<std::string> TokenUrlBeside(const auth::GrantRecipe& recipe,
                                           const std::string& base_url) {
  const auto* client = std::get_if<auth::ClientCredentialsOptions>(&recipe);
  if (client == nullptr) return "";
  HW_ASSIGN_OR_RETURN(const http::Url base, http::Url::Parse(base_url));
  HW_ASSIGN_OR_RETURN(const http::Url token,
                      http::Url::Parse(client->token_url));
  return absl::StrCat(base.Origin(), token.path());
}

bool MayPick(const auth::ConnectSession& session, const std::string& vendor) {
  return session.vendors.empty() ||
         absl::c_linear_search(session.vendors, vendor);
}

}  // namespace

std::vector<v1::Connector> ConnectFlow::Choices(
    const auth::ConnectSession& session) const {
  std::vector<v1::Connector> choices;
  for (v1::Connector& connector : backend_.directory.List()) {
    if (MayPick(session, connector.vendor())) {
      choices.push_back(std::move(connector));
    }
  }
  return choices;
}

absl::Status ConnectFlow::CheckPick(const auth::ConnectSession& session,
                                    const std::string& vendor) const {
  HW_RETURN_IF_ERROR(backend_.directory.Get(vendor).status());
  if (MayPick(session, vendor)) return absl::OkStatus();
  return Invalid("vendor", "the session is for other vendors");
}

bool ConnectFlow::IsCompleted(const auth::ConnectSession& session) const {
  const auto now = backend_.sessions.Get(session.tenant, session.id);
  return now.ok() && now->state == auth::ConnectSessionState::kCompleted;
}

absl::StatusOr<auth::Connection> ConnectFlow::ShapeOf(
    const auth::ConnectSession& session, const Submission& submission) const {
  HW_RETURN_IF_ERROR(CheckPick(session, submission.vendor));
  auth::Connection shape;
  if (session.reconnect) {
    HW_ASSIGN_OR_RETURN(
        shape, backend_.registry.Get(session.tenant, session.connection));
    if (shape.vendor != submission.vendor) {
      return Invalid("vendor", "the connection is of another vendor");
    }
  } else {
    shape.id = session.connection;
    shape.tenant = session.tenant;
    shape.vendor = submission.vendor;
    shape.environment = submission.environment;
    shape.settings = submission.settings;
  }
  shape.auth_kind = auth::KindOf(submission.credentials);
  const bool allow = backend_.allow_loopback_vendors;
  const auto base_url = session.base_urls.find(submission.vendor);
  if (!session.reconnect && base_url != session.base_urls.end()) {
    HW_ASSIGN_OR_RETURN(const auth::GrantRecipe recipe,
                        backend_.directory.GetRecipe(shape, allow));
    shape.base_url = base_url->second;
    HW_ASSIGN_OR_RETURN(shape.token_url,
                        TokenUrlBeside(recipe, shape.base_url));
  }
  HW_RETURN_IF_ERROR(backend_.directory.Validate(shape, allow));
  return shape;
}

absl::Status ConnectFlow::Replace(const auth::ConnectSession& session,
                                  const auth::Credentials& credentials) {
  // With the credential or not at all.
  const auth::AlsoWrite complete = [&](store::Transaction& t) {
    return backend_.sessions.Complete(t, session);
  };
  return backend_.registry
      .ReplaceCredentials(session.tenant, session.connection, credentials,
                          complete)
      .status();
}

absl::Status ConnectFlow::Keep(const auth::ConnectSession& session,
                               const auth::Connection& shape,
                               const Submission& submission) {
  if (session.reconnect) return Replace(session, submission.credentials);
  auth::NewConnection wanted;
  wanted.id = shape.id;
  wanted.vendor = shape.vendor;
  wanted.display_name = session.display_name;
  wanted.environment = shape.environment;
  wanted.base_url = shape.base_url;
  wanted.token_url = shape.token_url;
  wanted.labels = session.labels;
  wanted.settings = shape.settings;
  wanted.credentials = submission.credentials;
  // Both or neither.
  const absl::Status made =
      backend_.registry
          .Create(session.tenant, wanted,
                  [&](store::Transaction& t) {
                    return backend_.sessions.Complete(t, session);
                  })
          .status();
  if (made.ok() || ReasonOf(made) != v1::ERROR_REASON_CONNECTION_EXISTS) {
    return made;
  }
  // Sent twice; or somebody else has made it since the session was.
  if (IsCompleted(session)) return absl::OkStatus();
  HW_ASSIGN_OR_RETURN(
      const auth::Connection there,
      backend_.registry.Get(session.tenant, session.connection));
  return there.vendor == shape.vendor ? Replace(session, submission.credentials)
                                      : made;
}

// A store that fails here must not spoil the answer: the next call to the
// vendor notes it.
void ConnectFlow::NoteProbe(const auth::Connection& connection,
                            const Missing& missing) {
  const bool whole = missing.empty();
  backend_.registry
      .SetState(connection.tenant, connection.id,
                whole ? auth::ConnectionState::kActive
                      : auth::ConnectionState::kDegraded,
                whole ? "" : ReasonName(v1::ERROR_REASON_SCOPE_MISSING))
      .IgnoreError();
  if (whole) return;
  const auto now = backend_.registry.Get(connection.tenant, connection.id);
  if (!now.ok()) return;
  backend_.registry
      .SetScopes(connection.tenant, connection.id, now->granted_scopes, missing)
      .IgnoreError();
}

Async<ConnectFlow::Outcome> ConnectFlow::TrySubmission(
    const auth::ConnectSession& session, const Submission& submission) {
  HW_CO_ASSIGN_OR_RETURN(const auth::Connection shape,
                         ShapeOf(session, submission));
  const size_t shard = backend_.shards.IndexOf(shape.id);
  HW_CO_ASSIGN_OR_RETURN(
      Missing missing,
      co_await RunOn<Missing>(
          backend_.shards.At(shard),
          Try(*backend_.accounts[shard], shape, submission.credentials,
              backend_.clock.Now() + kProbeTime)));
  if (!missing.empty() && !submission.accept_missing_permission) {
    co_return Outcome{false, std::move(missing)};
  }
  HW_CO_RETURN_IF_ERROR(Keep(session, shape, submission));
  NoteProbe(shape, missing);
  co_return Outcome{true, std::move(missing)};
}

Async<ConnectFlow::Outcome> ConnectFlow::TryAuthorized(
    const auth::ConnectSession& session, Authorizer::Answer answer) {
  const size_t shard = backend_.shards.IndexOf(session.connection);
  const Executor there = backend_.shards.At(shard);
  HW_CO_ASSIGN_OR_RETURN(
      const auth::Connection connection,
      co_await RunOn<auth::Connection>(
          there, backend_.authorizer->Complete(session, std::move(answer))));
  // The vendor gave a grant: that is the connection. What a probe says of it
  // beyond that is for its state.
  HW_CO_RETURN_IF_ERROR(backend_.sessions.Complete(session));
  const absl::Time deadline = backend_.clock.Now() + kProbeTime;
  absl::StatusOr<Missing> missing = co_await RunOn<Missing>(
      there,
      [](connectors::Accounts& accounts, auth::Connection made,
         absl::Time end) -> Async<Missing> {
        HW_CO_ASSIGN_OR_RETURN(const auto account, accounts.For(made));
        connectors::Cost cost;
        co_return Judge(co_await account->Check(end, cost));
      }(*backend_.accounts[shard], connection, deadline));
  if (missing.ok()) NoteProbe(connection, *missing);
  co_return Outcome{true, missing.value_or(Missing())};
}

Async<ConnectFlow::Outcome> ConnectFlow::Noted(auth::ConnectSession session,
                                               Async<Outcome> work) {
  absl::StatusOr<Outcome> outcome = co_await std::move(work);
  if (!outcome.ok()) {
    const v1::ErrorReason reason = ReasonOf(outcome.status());
    backend_.sessions
        .NoteError(session, reason == v1::ERROR_REASON_UNSPECIFIED
                                ? ReasonName(v1::ERROR_REASON_INTERNAL)
                                : ReasonName(reason))
        .IgnoreError();
  }
  co_return outcome;
}

Async<ConnectFlow::Outcome> ConnectFlow::Submit(auth::ConnectSession session,
                                                Submission submission) {
  if (IsCompleted(session)) co_return Outcome{.connected = true};
  co_return co_await Noted(session, TrySubmission(session, submission));
}

Async<ConnectFlow::Outcome> ConnectFlow::Authorized(
    auth::ConnectSession session, Authorizer::Answer answer) {
  if (IsCompleted(session)) co_return Outcome{.connected = true};
  co_return co_await Noted(session, TryAuthorized(session, std::move(answer)));
}

}  // namespace hirewire::edge
