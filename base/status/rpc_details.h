// The google.rpc messages, as payloads of an absl::Status.
//
// google/rpc/*.proto is not installed with Debian's packages; rpc.proto beside
// this file has messages of the same shape, field number by field number.
#ifndef HIREWIRE_BASE_STATUS_RPC_DETAILS_H_
#define HIREWIRE_BASE_STATUS_RPC_DETAILS_H_

#include <string>

#include "absl/status/status.h"
#include "base/status/error.h"

namespace hirewire {

inline constexpr absl::string_view kErrorInfoUrl =
    "type.googleapis.com/google.rpc.ErrorInfo";
inline constexpr absl::string_view kRetryInfoUrl =
    "type.googleapis.com/google.rpc.RetryInfo";
inline constexpr absl::string_view kErrorDomain = "hirewire.dev";

// Sets (or replaces) the ErrorInfo and RetryInfo payloads of `status`.
void AttachDetails(const ErrorDetails& details, absl::Status& status);

// A serialized google.rpc.Status with all payloads of `status` as details:
// what travels in grpc-status-details-bin.
std::string ToRpcStatus(const absl::Status& status);

// The reverse. DATA_LOSS if `bytes` is no google.rpc.Status.
absl::Status FromRpcStatus(absl::string_view bytes);

}  // namespace hirewire

#endif  // HIREWIRE_BASE_STATUS_RPC_DETAILS_H_
