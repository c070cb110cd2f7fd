// The methods of hirewire.v1.AuthService that move connections to and from
// other servers.
//
//   TransferMethods moves(transfer, directory, clock, options);
//   moves.AddTo(auth_service);
#ifndef HIREWIRE_SERVICES_AUTH_TRANSFER_METHODS_H_
#define HIREWIRE_SERVICES_AUTH_TRANSFER_METHODS_H_

#include "auth/transfer/transfer.h"
#include "base/async/async.h"
#include "base/time/clock.h"
#include "connectors/api/directory.h"
#include "hirewire/v1/auth_service.pb.h"
#include "services/rpc/call.h"
#include "services/rpc/typed_service.h"

namespace hirewire::auth_service {

struct TransferOptions {
  // Whether connections may have addresses of their own (simulators).
  bool allow_loopback_vendors = false;
};

class TransferMethods {
 public:
  // All arguments but `options` outlive it.
  TransferMethods(auth::ConnectionTransfer& transfer,
                  const connectors::Directory& directory, Clock& clock,
                  const TransferOptions& options)
      : transfer_(transfer),
        directory_(directory),
        clock_(clock),
        options_(options) {}

  // Outlives `service`'s last call.
  void AddTo(rpc::TypedService& service);

 private:
  Async<v1::ExportConnectionsResponse> Export(
      rpc::Call& call, const v1::ExportConnectionsRequest& request);
  Async<v1::GetImportKeyResponse> ImportKey(
      rpc::Call& call, const v1::GetImportKeyRequest& request);
  Async<v1::ImportConnectionsResponse> Import(
      rpc::Call& call, const v1::ImportConnectionsRequest& request);
  // Whether this server's vendors know what the connection is to be.
  absl::Status Check(const auth::Connection& connection) const;

  auth::ConnectionTransfer& transfer_;
  const connectors::Directory& directory_;
  Clock& clock_;
  const TransferOptions options_;
};

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_TRANSFER_METHODS_H_
