#include "base/store/failure.h"

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::store {

absl::Status Explained(const absl::Status& status) {
  if (status.ok() || ReasonOf(status) != v1::ERROR_REASON_UNSPECIFIED) {
    return status;
  }
  if (absl::IsUnavailable(status) || absl::IsResourceExhausted(status)) {
    return Error(v1::ERROR_REASON_STORE_UNAVAILABLE)
        .RetryAfter(absl::Seconds(1))
        .Message("the server's database cannot be reached or is full");
  }
  // Without a reason, so that callers see none of it and the log does.
  return status;
}

}  // namespace hirewire::store
