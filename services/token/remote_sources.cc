#include "services/token/remote_sources.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "auth/secret/secret.h"
#include "auth/token/token_cache.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"
#include "hirewire/v1/token_service.pb.h"

namespace hirewire::token_service {

namespace {

// Shared with a request under way.
struct Remote {
  TokenClient& client;
  Clock& clock;
  Random& random;
  const std::string tenant;
  const std::string connection;
  bool renewable = true;

  static Async<auth::LiveToken> Renew(std::shared_ptr<Remote> remote,
                                      auth::WantedToken wanted) {
    v1::GetAccessTokenRequest request;
    request.set_tenant(remote->tenant);
    request.set_connection_id(remote->connection);
    if (wanted.refused) request.set_rejected_generation(*wanted.known);
    const absl::Time asked = remote->clock.Now();
    HW_CO_ASSIGN_OR_RETURN(
        v1::GetAccessTokenResponse response,
        co_await remote->client.GetAccessToken(std::move(request)));
    remote->renewable = response.renewable();
    const absl::Time expires = ToTime(response.expire_time());
    co_return auth::LiveToken{
        {.header_name = response.header_name(),
         .header_value =
             auth::Secret(std::move(*response.mutable_header_value())),
         .generation = response.generation(),
         .expires = expires},
        auth::RenewFrom(asked, expires - asked, remote->random)};
  }
};

class RemoteSource : public auth::CredentialSource {
 public:
  RemoteSource(std::shared_ptr<Remote> remote, const Executor& executor)
      : remote_(std::move(remote)),
        cache_(executor, remote_->clock,
               [remote = remote_](auth::WantedToken wanted) {
                 return Remote::Renew(remote, wanted);
               }) {}

  Async<auth::Credential> Get(absl::Time deadline) override {
    return cache_.Get(deadline);
  }

  bool Invalidate(uint64_t generation) override {
    if (remote_->renewable) cache_.Invalidate(generation);
    return remote_->renewable;
  }

 private:
  const std::shared_ptr<Remote> remote_;
  auth::TokenCache cache_;
};

}  // namespace

using SourcePtr = std::shared_ptr<auth::CredentialSource>;

absl::StatusOr<SourcePtr> RemoteSources::For(const auth::Connection& connection,
                                             const auth::GrantRecipe&) {
  Slot& slot = slots_[absl::StrCat(connection.tenant, "/", connection.id)];
  if (slot.source != nullptr && slot.create_time == connection.create_time &&
      slot.credential_version == connection.credential_version) {
    return slot.source;
  }
  slot.source = std::make_shared<RemoteSource>(
      std::make_shared<Remote>(Remote{.client = client_,
                                      .clock = clock_,
                                      .random = random_,
                                      .tenant = connection.tenant,
                                      .connection = connection.id}),
      executor_);
  slot.create_time = connection.create_time;
  slot.credential_version = connection.credential_version;
  return slot.source;
}

absl::StatusOr<SourcePtr> RemoteSources::Trial(const auth::Connection&,
                                               const auth::Credentials&,
                                               const auth::GrantRecipe&) {
  return Error(v1::ERROR_REASON_OPERATION_UNSUPPORTED)
      .Message("credentials are tried by the process that serves auth");
}

}  // namespace hirewire::token_service
