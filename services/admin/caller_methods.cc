#include "services/admin/caller_methods.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "auth/secret/reveal.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"
#include "services/admin/caller_pages.h"
#include "services/rpc/admission.h"

namespace hirewire::admin {

namespace {

constexpr int kDefaultPageSize = 100;
constexpr int kLargestPageSize = 500;

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

absl::StatusOr<int> ReadPageSize(int asked) {
  if (asked < 0) {
    return Invalid("page_size", absl::StrCat("page_size is ", asked,
                                             "; it must not be negative"));
  }
  return asked == 0 ? kDefaultPageSize : std::min(asked, kLargestPageSize);
}

// Whose callers are meant. Another tenant's are the operator's to handle;
// whether there are any is not said.
absl::StatusOr<std::string> TenantOf(const rpc::Call& call,
                                     const std::string& named) {
  if (named.empty()) return call.caller.tenant;
  if (named != call.caller.tenant) {
    HW_RETURN_IF_ERROR(rpc::CheckOperator(call));
  }
  return named;
}

absl::StatusOr<absl::Time> ExpiryIn(const v1::CreateCallerRequest& request) {
  // The years 1 to 9999, as protobuf has them.
  constexpr int64_t kFirst = -62135596800;
  constexpr int64_t kLast = 253402300799;
  constexpr int32_t kNanos = 999999999;
  if (!request.has_expire_time()) return absl::InfiniteFuture();
  const auto& time = request.expire_time();
  if (time.seconds() < kFirst || time.seconds() > kLast || time.nanos() < 0 ||
      time.nanos() > kNanos) {
    return Invalid("expire_time", "expire_time is no time that can be");
  }
  return ToTime(time);
}

absl::StatusOr<auth::NewCaller> ReadCreate(
    const rpc::Call& call, const v1::CreateCallerRequest& request) {
  auth::NewCaller caller;
  HW_ASSIGN_OR_RETURN(caller.tenant, TenantOf(call, request.tenant()));
  // A name is one caller's among all tenants: whoever took another's would be
  // called in its place.
  if (!request.certificate_name().empty()) {
    HW_RETURN_IF_ERROR(rpc::CheckOperator(call));
  }
  caller.id = request.caller_id();
  for (const int role : request.roles()) {
    caller.roles.insert(static_cast<v1::CallerRole>(role));
  }
  caller.certificate_name = request.certificate_name();
  HW_ASSIGN_OR_RETURN(caller.expire_time, ExpiryIn(request));
  return caller;
}

v1::Caller ViewOf(const auth::KnownCaller& known) {
  v1::Caller view;
  view.set_id(known.caller.id);
  view.set_tenant(known.caller.tenant);
  for (const v1::CallerRole role : known.caller.roles) view.add_roles(role);
  view.set_certificate_name(known.certificate_name);
  view.set_has_key(known.has_key);
  *view.mutable_create_time() = ToProto(known.create_time);
  if (known.expire_time != absl::InfiniteFuture()) {
    *view.mutable_expire_time() = ToProto(known.expire_time);
  }
  return view;
}

}  // namespace

CallerMethods::CallerMethods(auth::CallerRegistry& callers,
                             const crypto::Aead& aead)
    : callers_(callers), aead_(aead) {}

void CallerMethods::AddTo(rpc::TypedService& service) {
  service.On<v1::CreateCallerRequest, v1::CreateCallerResponse>(
      [this](auto& call, const auto& request) {
        return Create(call, request);
      });
  service.On<v1::ListCallersRequest, v1::ListCallersResponse>(
      [this](auto& call, const auto& request) { return List(call, request); });
  service.On<v1::DeleteCallerRequest, v1::DeleteCallerResponse>(
      [this](auto& call, const auto& request) {
        return Delete(call, request);
      });
}

Async<v1::CreateCallerResponse> CallerMethods::Create(
    rpc::Call& call, const v1::CreateCallerRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const auth::NewCaller wanted,
                         ReadCreate(call, request));
  HW_CO_ASSIGN_OR_RETURN(const auth::MadeCaller made, callers_.Create(wanted));
  v1::CreateCallerResponse response;
  *response.mutable_caller() = ViewOf(made.known);
  response.set_api_key(std::string(auth::RevealSecret(made.api_key)));
  co_return response;
}

Async<v1::ListCallersResponse> CallerMethods::List(
    rpc::Call& call, const v1::ListCallersRequest& request) {
  const std::string& tenant = call.caller.tenant;
  HW_CO_ASSIGN_OR_RETURN(const int page_size,
                         ReadPageSize(request.page_size()));
  HW_CO_ASSIGN_OR_RETURN(const std::optional<auth::CallerName> after,
                         OpenPage(aead_, tenant, request.page_token()));
  // The operator sees all.
  HW_CO_ASSIGN_OR_RETURN(
      const auth::CallerPage page,
      callers_.List(tenant.empty() ? std::nullopt : std::optional(tenant),
                    after, page_size));
  v1::ListCallersResponse response;
  for (const auth::KnownCaller& known : page.callers) {
    *response.add_callers() = ViewOf(known);
  }
  response.set_next_page_token(SealPage(aead_, tenant, page.next));
  co_return response;
}

Async<v1::DeleteCallerResponse> CallerMethods::Delete(
    rpc::Call& call, const v1::DeleteCallerRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(const std::string tenant,
                         TenantOf(call, request.tenant()));
  if (request.caller_id().empty()) {
    co_return Invalid("caller_id", "caller_id is missing");
  }
  HW_CO_RETURN_IF_ERROR(callers_.Delete(tenant, request.caller_id()));
  co_return v1::DeleteCallerResponse();
}

}  // namespace hirewire::admin
