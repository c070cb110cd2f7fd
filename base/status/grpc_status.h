// Between absl::Status and grpc::Status, with google.rpc.Status details.
//
//   reactor->Finish(ToGrpcStatus(Presentable(status)));
//   ...                                              // and at the other end
//   const absl::Status failed = FromGrpcStatus(stub.Call(&context, ...));
//   ReasonOf(failed);
#ifndef HIREWIRE_BASE_STATUS_GRPC_STATUS_H_
#define HIREWIRE_BASE_STATUS_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace hirewire {

// What a caller may see of `status`: one that has a reason of ours, as it is;
// DEADLINE_EXCEEDED and CANCELLED with the reason of that name; anything else
// becomes INTERNAL with a sentence that says nothing of what happened, since
// nobody has looked at its text. The text is for the log.
absl::Status Presentable(const absl::Status& status);

// Carries code, message and all payloads. Trailers have room for 8 KiB: a
// longer message is cut, and where the payloads are too long only the reason
// and the time to wait travel.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The reverse. A status without details, such as gRPC's own, keeps its code and
// message and has no reason.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace hirewire

#endif  // HIREWIRE_BASE_STATUS_GRPC_STATUS_H_
