// The methods of hirewire.v1.AdminService about master keys: which there are,
// and a new one. For the operator's tenant only.
//
//   KeyMethods keys(store, master_keys, clock);
//   rpc::TypedService admin("hirewire.v1.AdminService");
//   keys.AddTo(admin);
#ifndef HIREWIRE_SERVICES_ADMIN_KEY_METHODS_H_
#define HIREWIRE_SERVICES_ADMIN_KEY_METHODS_H_

#include "base/async/async.h"
#include "base/crypto/master_keys.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "hirewire/v1/admin_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::admin_service {

class KeyMethods {
 public:
  // All outlive it.
  KeyMethods(store::Store& store, crypto::MasterKeys& keys, Clock& clock)
      : store_(store), keys_(keys), clock_(clock) {}

  // Outlives `service`'s last call.
  void AddTo(rpc::TypedService& service);

 private:
  Async<v1::ListMasterKeysResponse> List(
      rpc::Call& call, const v1::ListMasterKeysRequest& request);
  Async<v1::RotateMasterKeyResponse> Rotate(
      rpc::Call& call, const v1::RotateMasterKeyRequest& request);
  // How many records were sealed again.
  Async<int64_t> Reseal();

  store::Store& store_;
  crypto::MasterKeys& keys_;
  Clock& clock_;
};

}  // namespace hirewire::admin_service

#endif  // HIREWIRE_SERVICES_ADMIN_KEY_METHODS_H_
