// The door of every method: who calls, and may they? Passed before a request is
// read or anything is looked up, so that a caller who may not call learns
// nothing of what there is.
//
//   if (absl::Status s = Admit(host.authenticator, PresentedBy(context), call);
//       !s.ok()) return End(s);
#ifndef HIREWIRE_SERVICES_RPC_ADMISSION_H_
#define HIREWIRE_SERVICES_RPC_ADMISSION_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "auth/inbound/authenticator.h"
#include "hirewire/v1/options.pb.h"
#include "services/rpc/call.h"

namespace hirewire::rpc {

// What the method takes, as its options, or its service's, say. UNSPECIFIED
// where neither does: nobody may call it.
v1::CallerRole RoleFor(const google::protobuf::MethodDescriptor& method);

// What the caller shows. Good as long as `context` is.
auth::Presented PresentedBy(const grpc::ServerContextBase& context);

// Sets call.caller, if it may call call.method. UNAUTHENTICATED_CALLER, then
// CALLER_NOT_ALLOWED; other failures are our own. May block for a local read.
absl::Status Admit(auth::Authenticator& authenticator,
                   const auth::Presented& presented, Call& call);

// OK where `call` is one of the operator's tenant. CALLER_NOT_ALLOWED: what
// concerns all tenants is not a tenant's to do.
absl::Status CheckOperator(const Call& call);

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_ADMISSION_H_
