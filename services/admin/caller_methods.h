// The methods of hirewire.v1.AdminService about callers: makes, lists and
// forgets those who may call this server.
//
//   CallerMethods methods(callers, keyring);
//   methods.AddTo(admin);
#ifndef HIREWIRE_SERVICES_ADMIN_CALLER_METHODS_H_
#define HIREWIRE_SERVICES_ADMIN_CALLER_METHODS_H_

#include "auth/inbound/caller_registry.h"
#include "base/async/async.h"
#include "base/crypto/aead.h"
#include "hirewire/v1/admin_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::admin {

class CallerMethods {
 public:
  // Both outlive it. `aead` seals page tokens.
  CallerMethods(auth::CallerRegistry& callers, const crypto::Aead& aead);

  // Outlives `service`.
  void AddTo(rpc::TypedService& service);

 private:
  Async<v1::CreateCallerResponse> Create(
      rpc::Call& call, const v1::CreateCallerRequest& request);
  Async<v1::ListCallersResponse> List(rpc::Call& call,
                                      const v1::ListCallersRequest& request);
  Async<v1::DeleteCallerResponse> Delete(
      rpc::Call& call, const v1::DeleteCallerRequest& request);

  auth::CallerRegistry& callers_;
  const crypto::Aead& aead_;
};

}  // namespace hirewire::admin

#endif  // HIREWIRE_SERVICES_ADMIN_CALLER_METHODS_H_
