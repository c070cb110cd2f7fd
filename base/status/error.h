// Errors that say whose fault they are.
//
// Every failure that reaches a caller is an absl::Status with one ErrorInfo
// payload: a reason from hirewire/v1/errors.proto and the dynamic words of the
// message. The gRPC code follows from the reason, so it is never chosen twice.
//
//   return Error(v1::ERROR_REASON_CONNECTION_NOT_FOUND)
//       .With("connection", id)
//       .Message(absl::StrCat("no connection ", id));
#ifndef HIREWIRE_BASE_STATUS_ERROR_H_
#define HIREWIRE_BASE_STATUS_ERROR_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire {

// What is attached to a failed status, decoded.
struct ErrorDetails {
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  std::map<std::string, std::string> metadata;
  // Set with QUOTA_EXHAUSTED and VENDOR_UNAVAILABLE: not before this long.
  std::optional<absl::Duration> retry_after;
};

// The gRPC code every error of this reason carries.
absl::StatusCode CodeOf(v1::ErrorReason reason);

// "QUOTA_EXHAUSTED": the reason as ErrorInfo spells it.
absl::string_view ReasonName(v1::ErrorReason reason);

// Builds one failed status. Converts to absl::Status by itself.
class Error {
 public:
  explicit Error(v1::ErrorReason reason) { details_.reason = reason; }

  // Adds one word of metadata. Values must hold no personal data and no secret.
  Error&& With(absl::string_view key, absl::string_view value) &&;
  Error&& RetryAfter(absl::Duration wait) &&;
  // The sentence a person reads. The same rule: nobody's data in it.
  absl::Status Message(absl::string_view message) &&;

 private:
  ErrorDetails details_;
};

// The details of `status`, or nullopt when it carries none of ours.
std::optional<ErrorDetails> DetailsOf(const absl::Status& status);

// The reason of `status`; UNSPECIFIED when it carries none.
v1::ErrorReason ReasonOf(const absl::Status& status);

// Adds metadata to a status made further down, where the word was not known.
// Keeps what is already there; leaves OK and foreign statuses alone.
absl::Status Annotate(absl::Status status, absl::string_view key,
                      absl::string_view value);

}  // namespace hirewire

#endif  // HIREWIRE_BASE_STATUS_ERROR_H_
