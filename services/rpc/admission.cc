#include "services/rpc/admission.h"

#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "base/status/error.h"

namespace hirewire::rpc {

namespace pb = google::protobuf;

namespace {

constexpr char kAuthorization[] = "authorization";

absl::string_view ToView(grpc::string_ref text) {
  return {text.data(), text.size()};
}

// "read" for CALLER_ROLE_READ.
std::string WordOf(v1::CallerRole role) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::CallerRole_Name(role), "CALLER_ROLE_"));
}

absl::Status NotAllowed(v1::CallerRole needed) {
  const std::string role = WordOf(needed);
  return Error(v1::ERROR_REASON_CALLER_NOT_ALLOWED)
      .With("role", role)
      .Message(absl::StrCat("the caller may not call this method: it takes the "
                            "role ",
                            role));
}

}  // namespace

v1::CallerRole RoleFor(const pb::MethodDescriptor& method) {
  if (method.options().HasExtension(v1::role)) {
    return method.options().GetExtension(v1::role);
  }
  return method.service()->options().GetExtension(v1::default_role);
}

auth::Presented PresentedBy(const grpc::ServerContextBase& context) {
  auth::Presented presented;
  const auto [begin, end] =
      context.client_metadata().equal_range(kAuthorization);
  for (auto field = begin; field != end; ++field) {
    presented.authorization.push_back(ToView(field->second));
  }
  // Certificates are in here only where they were verified; the server asks
  // for them in no other way (services/server).
  const std::shared_ptr<const grpc::AuthContext> peer = context.auth_context();
  if (peer == nullptr || !peer->IsPeerAuthenticated()) return presented;
  for (const char* property :
       {GRPC_PEER_URI_PROPERTY_NAME, GRPC_PEER_DNS_PROPERTY_NAME,
        GRPC_X509_CN_PROPERTY_NAME}) {
    for (const grpc::string_ref& name : peer->FindPropertyValues(property)) {
      presented.certificate_names.emplace_back(name.data(), name.size());
    }
  }
  return presented;
}

absl::Status Admit(auth::Authenticator& authenticator,
                   const auth::Presented& presented, Call& call) {
  absl::StatusOr<auth::Caller> caller = authenticator.Authenticate(presented);
  if (!caller.ok()) return caller.status();
  call.caller = *std::move(caller);
  const v1::CallerRole needed = RoleFor(*call.method);
  if (!auth::MayPlay(call.caller, needed)) return NotAllowed(needed);
  return absl::OkStatus();
}

absl::Status CheckOperator(const Call& call) {
  if (call.caller.tenant.empty()) return absl::OkStatus();
  return Error(v1::ERROR_REASON_CALLER_NOT_ALLOWED)
      .With("role", WordOf(v1::CALLER_ROLE_ADMIN))
      .Message(
          "this concerns all tenants: it takes a caller of the operator's "
          "tenant");
}

}  // namespace hirewire::rpc
