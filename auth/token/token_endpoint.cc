#include "auth/token/token_endpoint.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/token/token_response.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

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

boost::asio::awaitable<TokenGrant> AskTokenEndpoint(
    http::Transport& transport, http::Request request, absl::Time sent,
    absl::Duration default_lifetime) {
  auto response = co_await transport.Send(std::move(request));
  TokenGrant grant;
  if (!response.ok()) {
    grant.access = Unanswered(response.status());
    grant.outcome_unknown = !http::NeverSent(response.status());
    co_return grant;
  }
  // A refusal in so many words, and a limit on requests, came before anything
  // was done.
  const int status = response->status;
  const bool refused = status >= 400 && status < 500 && status != 408;
  RefreshToken refresh = ReadRefreshToken(*response);
  grant.refresh_token = std::move(refresh.value);
  grant.scopes = std::move(refresh.scopes);
  grant.access =
      ReadTokenResponse(*std::move(response), sent, default_lifetime);
  grant.outcome_unknown = !grant.access.ok() && !refused;
  co_return grant;
}

}  // namespace hirewire::auth
