#include "services/token/token_service.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/secret/reveal.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"

namespace hirewire::token_service {

namespace {

// A credential may be replaced or switched off while others hold it.
constexpr absl::Duration kLongestHeld = absl::Minutes(5);

}  // namespace

TokenService::TokenService(Parts parts)
    : TypedService("hirewire.v1.TokenService"), parts_(std::move(parts)) {
  On<v1::GetAccessTokenRequest, v1::GetAccessTokenResponse>(
      [this](auto& call, const auto& request) { return Get(call, request); });
}

Async<v1::GetAccessTokenResponse> TokenService::Get(
    rpc::Call& call, const v1::GetAccessTokenRequest& request) {
  HW_CO_ASSIGN_OR_RETURN(
      const auth::Connection connection,
      parts_.registry.Get(request.tenant(), request.connection_id()));
  call.connection = connection.id;
  call.vendor = connection.vendor;
  if (connection.state == auth::ConnectionState::kDisabled) {
    co_return Error(v1::ERROR_REASON_CONNECTION_DISABLED)
        .With("connection", connection.id)
        .Message(
            absl::StrCat("connection ", connection.id, " is switched off"));
  }
  HW_CO_ASSIGN_OR_RETURN(
      const auth::GrantRecipe recipe,
      parts_.directory.GetRecipe(connection, parts_.allow_loopback));
  auth::CredentialSources& sources =
      *parts_.sources[parts_.shards.IndexOf(request.connection_id())];
  HW_CO_ASSIGN_OR_RETURN(const std::shared_ptr<auth::CredentialSource> source,
                         sources.For(connection, recipe));
  if (request.rejected_generation() != 0) {
    source->Invalidate(request.rejected_generation());
  }
  HW_CO_ASSIGN_OR_RETURN(const auth::Credential credential,
                         co_await source->Get(call.deadline));
  v1::GetAccessTokenResponse response;
  response.set_header_name(credential.header_name);
  response.set_header_value(
      std::string(auth::RevealSecret(credential.header_value)));
  response.set_generation(credential.generation);
  *response.mutable_expire_time() =
      ToProto(std::min(credential.expires, parts_.clock.Now() + kLongestHeld));
  response.set_renewable(connection.auth_kind != auth::AuthKind::kApiKey);
  co_return response;
}

}  // namespace hirewire::token_service
