#include "connectors/traffic/explain.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/http/transport.h"
#include "base/status/error.h"
#include "base/status/rpc_details.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {

absl::Status Explain(absl::Status failure) {
  failure.ErasePayload(http::kSentPayloadUrl);
  if (failure.ok() || DetailsOf(failure).has_value()) return failure;
  const auto because = [&failure](v1::ErrorReason reason,
                                  absl::string_view what) {
    return Error(reason).Message(absl::StrCat(what, ": ", failure.message()));
  };
  switch (failure.code()) {
    case absl::StatusCode::kUnavailable:
      return because(v1::ERROR_REASON_VENDOR_UNAVAILABLE,
                     "the vendor could not be reached");
    case absl::StatusCode::kDeadlineExceeded:
      return because(v1::ERROR_REASON_DEADLINE_EXCEEDED,
                     "the vendor did not answer in time");
    case absl::StatusCode::kCancelled:
      return because(v1::ERROR_REASON_CANCELLED, "the call was cancelled");
    // The transport's word for an answer beyond its limits, not for a quota.
    case absl::StatusCode::kResourceExhausted:
      return because(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID,
                     "the vendor's answer is too large");
    default:
      return because(v1::ERROR_REASON_INTERNAL,
                     "the request could not be made");
  }
}

absl::Status SuggestRetry(absl::Status failure, absl::Duration wait) {
  std::optional<ErrorDetails> details = DetailsOf(failure);
  if (!details.has_value() || details->retry_after.has_value()) return failure;
  if (details->reason != v1::ERROR_REASON_QUOTA_EXHAUSTED &&
      details->reason != v1::ERROR_REASON_VENDOR_UNAVAILABLE) {
    return failure;
  }
  details->retry_after = std::max(wait, absl::Seconds(1));
  AttachDetails(*details, failure);
  return failure;
}

}  // namespace hirewire::traffic
