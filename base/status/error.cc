#include "base/status/error.h"

#include <utility>

#include "absl/strings/match.h"
#include "base/status/rpc_details.h"

namespace hirewire {

absl::StatusCode CodeOf(v1::ErrorReason reason) {
  switch (reason) {
    case v1::ERROR_REASON_ARGUMENT_INVALID:
    case v1::ERROR_REASON_VENDOR_UNKNOWN:
    case v1::ERROR_REASON_MANIFEST_INVALID:
    case v1::ERROR_REASON_VENDOR_REFUSED:
    case v1::ERROR_REASON_PAGE_TOKEN_INVALID:
    case v1::ERROR_REASON_PAGE_TOKEN_MISMATCH:
    case v1::ERROR_REASON_PAGE_TOKEN_EXPIRED:
    case v1::ERROR_REASON_AUTHORIZATION_UNKNOWN:
      return absl::StatusCode::kInvalidArgument;
    case v1::ERROR_REASON_CONNECTION_NOT_FOUND:
    case v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND:
    case v1::ERROR_REASON_CONNECT_SESSION_NOT_FOUND:
    case v1::ERROR_REASON_CALLER_NOT_FOUND:
      return absl::StatusCode::kNotFound;
    case v1::ERROR_REASON_CONNECTION_EXISTS:
    case v1::ERROR_REASON_CALLER_EXISTS:
      return absl::StatusCode::kAlreadyExists;
    case v1::ERROR_REASON_MANIFEST_CHANGED:
      return absl::StatusCode::kAborted;
    case v1::ERROR_REASON_OPERATION_UNSUPPORTED:
    case v1::ERROR_REASON_FILTER_UNSUPPORTED:
      return absl::StatusCode::kUnimplemented;
    // A vendor's 401 or 403 must not look like one about our own caller, so
    // neither UNAUTHENTICATED nor PERMISSION_DENIED.
    case v1::ERROR_REASON_CREDENTIALS_REJECTED:
    case v1::ERROR_REASON_SCOPE_MISSING:
    case v1::ERROR_REASON_API_VERSION_RETIRED:
    case v1::ERROR_REASON_SEAL_BROKEN:
    case v1::ERROR_REASON_REAUTHORIZATION_REQUIRED:
    case v1::ERROR_REASON_REFRESH_LOST:
    case v1::ERROR_REASON_CONNECTION_DISABLED:
    case v1::ERROR_REASON_AUTHORIZATION_DENIED:
    case v1::ERROR_REASON_OAUTH_APP_MISSING:
    case v1::ERROR_REASON_KEY_SOURCE_READ_ONLY:
      return absl::StatusCode::kFailedPrecondition;
    case v1::ERROR_REASON_UNAUTHENTICATED_CALLER:
      return absl::StatusCode::kUnauthenticated;
    case v1::ERROR_REASON_CALLER_NOT_ALLOWED:
      return absl::StatusCode::kPermissionDenied;
    case v1::ERROR_REASON_QUOTA_EXHAUSTED:
    case v1::ERROR_REASON_TOO_MANY_OPEN:
      return absl::StatusCode::kResourceExhausted;
    case v1::ERROR_REASON_VENDOR_UNAVAILABLE:
    case v1::ERROR_REASON_SHUTTING_DOWN:
    case v1::ERROR_REASON_STORE_UNAVAILABLE:
    case v1::ERROR_REASON_TOKENS_UNAVAILABLE:
      return absl::StatusCode::kUnavailable;
    case v1::ERROR_REASON_DEADLINE_EXCEEDED:
      return absl::StatusCode::kDeadlineExceeded;
    case v1::ERROR_REASON_CANCELLED:
      return absl::StatusCode::kCancelled;
    default:
      return absl::StatusCode::kInternal;
  }
}

absl::string_view ReasonName(v1::ErrorReason reason) {
  absl::string_view name = v1::ErrorReason_Name(reason);
  constexpr absl::string_view kPrefix = "ERROR_REASON_";
  return name.substr(absl::StartsWith(name, kPrefix) ? kPrefix.size() : 0);
}

Error&& Error::With(absl::string_view key, absl::string_view value) && {
  details_.metadata.emplace(std::string(key), std::string(value));
  return std::move(*this);
}

Error&& Error::RetryAfter(absl::Duration wait) && {
  details_.retry_after = wait;
  return std::move(*this);
}

absl::Status Error::Message(absl::string_view message) && {
  absl::Status status(CodeOf(details_.reason), message);
  AttachDetails(details_, status);
  return status;
}

v1::ErrorReason ReasonOf(const absl::Status& status) {
  std::optional<ErrorDetails> details = DetailsOf(status);
  return details ? details->reason : v1::ERROR_REASON_UNSPECIFIED;
}

absl::Status Annotate(absl::Status status, absl::string_view key,
                      absl::string_view value) {
  std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details) return status;
  details->metadata.emplace(std::string(key), std::string(value));
  AttachDetails(*details, status);
  return status;
}

}  // namespace hirewire
