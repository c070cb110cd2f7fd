// Moves connections with their credentials between servers: nobody is locked
// in.
//
//   ConnectionTransfer transfer(store, vault, clock);
//   HW_ASSIGN_OR_RETURN(Exported out, transfer.Export("", request));
//   ...                                                   // the other server
//   HW_ASSIGN_OR_RETURN(auto moved, transfer.OpenBundle("", out.bundle));
//   HW_ASSIGN_OR_RETURN(auto connections, transfer.Import("", moved));
#ifndef HIREWIRE_AUTH_TRANSFER_TRANSFER_H_
#define HIREWIRE_AUTH_TRANSFER_TRANSFER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection.h"
#include "auth/transfer/bundle.h"
#include "auth/vault/vault.h"
#include "base/store/store.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// As much as an import takes in one request.
inline constexpr size_t kMostBundleBytes = (size_t{4} << 20) - (64 << 10);

struct ExportRequest {
  // Empty: all of the tenant.
  std::vector<std::string> ids;
  // X25519, 32 bytes.
  std::string recipient_public_key;
  // Whether they stay in use here. Otherwise they are switched off, and their
  // grants are not renewed any more.
  bool keep_enabled = false;
};

struct Exported {
  // A sealed box around WriteBundle's text.
  std::string bundle;
  std::vector<std::string> ids;
};

// Thread-safe. Blocks like its Store. What the constructor takes outlives it.
class ConnectionTransfer {
 public:
  ConnectionTransfer(store::Store& store, const Vault& vault,
                     const Clock& clock)
      : store_(store), vault_(vault), clock_(clock) {}

  // All of them in one transaction: what is switched off is what is in the
  // bundle. ARGUMENT_INVALID, CONNECTION_NOT_FOUND, SEAL_BROKEN. UNAVAILABLE
  // without a reason: the tokens of one are being renewed: ask again.
  absl::StatusOr<Exported> Export(absl::string_view tenant,
                                  const ExportRequest& request);

  // The public key that exports for this tenant are sealed with. SEAL_BROKEN.
  absl::StatusOr<std::string> ImportKey(absl::string_view tenant);

  // What Export sealed for this tenant. ARGUMENT_INVALID: it is no such bundle,
  // or a connection in it is none that the registry would take.
  absl::StatusOr<std::vector<MovedConnection>> OpenBundle(
      absl::string_view tenant, absl::string_view bundle);

  // All or none. The caller has checked that their vendors are known. One that
  // was switched off before it was exported stays so; the others are kPending.
  // CONNECTION_EXISTS names the id.
  absl::StatusOr<std::vector<Connection>> Import(
      absl::string_view tenant, const std::vector<MovedConnection>& moved);

 private:
  absl::StatusOr<Exported> ExportIn(store::Transaction& t,
                                    absl::string_view tenant,
                                    const ExportRequest& request);
  absl::StatusOr<Connection> ImportOne(store::Transaction& t,
                                       absl::string_view tenant,
                                       const MovedConnection& moved);

  store::Store& store_;
  const Vault& vault_;
  const Clock& clock_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TRANSFER_TRANSFER_H_
