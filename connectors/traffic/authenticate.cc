#include "connectors/traffic/authenticate.h"

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "connectors/traffic/channel.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {
namespace {

// The text of the URL is not quoted: a vendor wrote it.
absl::Status CheckOrigin(absl::string_view text, const http::Url& pinned) {
  const absl::StatusOr<http::Url> url = http::Url::Parse(text);
  if (url.ok() && url->SameOrigin(pinned)) return absl::OkStatus();
  return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
      .Message(absl::StrCat("a request led away from ", pinned.Origin(),
                            "; it was not sent"));
}

void SetHeader(const auth::Credential& credential, http::Headers& headers) {
  std::erase_if(headers, [&credential](const auto& header) {
    return absl::EqualsIgnoreCase(header.first, credential.header_name);
  });
  headers.emplace_back(
      credential.header_name,
      std::string(auth::RevealSecret(credential.header_value)));
}

}  // namespace

Async<Answer> Authenticate::Try(Attempt attempt) {
  const bool refreshed = attempt.refreshed;
  const Call& call = *attempt.call;
  if (absl::Status origin = CheckOrigin(attempt.request.url, pinned_origin_);
      !origin.ok()) {
    co_return http::MarkNeverSent(std::move(origin));
  }
  const absl::Time start = clock_.Now();
  absl::StatusOr<auth::Credential> credential =
      co_await credentials_->Get(attempt.request.deadline);
  call.cost->queue_time += clock_.Now() - start;
  if (!credential.ok()) {
    co_return http::MarkNeverSent(std::move(credential).status());
  }
  SetHeader(*credential, attempt.request.headers);
  absl::StatusOr<Answer> answer = co_await inner_->Try(std::move(attempt));
  // A second refusal in one call is final: the token is as fresh as can be.
  if (answer.ok() && answer->verdict.action == Verdict::Action::kRefresh &&
      (refreshed || !credentials_->Invalidate(credential->generation))) {
    answer->verdict.action = Verdict::Action::kFail;
  }
  co_return answer;
}

}  // namespace hirewire::traffic
