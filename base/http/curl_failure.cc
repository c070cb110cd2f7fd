#include "base/http/curl_failure.h"

#include "absl/strings/str_cat.h"
#include "base/http/transport.h"

namespace hirewire::http {
namespace {

absl::StatusCode CodeOf(const CurlFailure& failure) {
  switch (failure.code) {
    case CURLE_OPERATION_TIMEDOUT:
      // Else it was the connect timeout, a stall or the transport's own limit:
      // the server's fault, not the caller's impatience.
      return failure.deadline_passed ? absl::StatusCode::kDeadlineExceeded
                                     : absl::StatusCode::kUnavailable;
    case CURLE_FILESIZE_EXCEEDED:
    // curl's word for a single header line beyond its own limit of 100 KiB, and
    // for the real thing: in both cases the answer was too much for us.
    case CURLE_OUT_OF_MEMORY:
    // Our callbacks stop curl only when memory ran out; limits say so
    // themselves.
    case CURLE_WRITE_ERROR:
      return absl::StatusCode::kResourceExhausted;
    case CURLE_BAD_FUNCTION_ARGUMENT:
    case CURLE_UNKNOWN_OPTION:
    case CURLE_FAILED_INIT:
    case CURLE_NOT_BUILT_IN:
      return absl::StatusCode::kInternal;
    default:
      return absl::StatusCode::kUnavailable;
  }
}

}  // namespace

absl::Status ToStatus(const CurlFailure& failure) {
  const absl::string_view words = failure.detail.empty()
                                      ? curl_easy_strerror(failure.code)
                                      : failure.detail;
  absl::Status status(CodeOf(failure),
                      absl::StrCat(failure.origin, ": ", words));
  if (failure.request_bytes_sent == 0) return MarkNeverSent(std::move(status));
  return status;
}

bool DeadlinePassed(absl::Time deadline, absl::Time now) {
  return now + absl::Milliseconds(5) >= deadline;
}

}  // namespace hirewire::http
