// The manifests in force, by vendor, and for connections that have an overlay
// of their own. They change while calls run: each call keeps the one that it
// began with.
//
// A vendor's manifest is made of layers: what is built in, then what a file of
// the operator says, then what was applied through the API; the first one there
// is must be whole, the others are laid over it. A connection's overlay is laid
// over all of them.
//
//   Manifests manifests;
//   HW_RETURN_IF_ERROR(manifests.Set({"acme", Layer::kBuiltIn},
//                                    {text, "acme.textproto"}));
//   HW_ASSIGN_OR_RETURN(ManifestPtr manifest, manifests.For(connection));
#ifndef HIREWIRE_CONNECTORS_ENGINE_MANIFESTS_H_
#define HIREWIRE_CONNECTORS_ENGINE_MANIFESTS_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/compiled.h"

namespace hirewire::engine {

using ManifestPtr = std::shared_ptr<const CompiledManifest>;

enum class Layer { kBuiltIn, kFile, kApplied };

// A connection, told apart from a later one of the same id.
struct ConnectionName {
  std::string tenant;
  std::string id;
  absl::Time created;

  static ConnectionName Of(const auth::Connection& connection) {
    return {connection.tenant, connection.id, connection.create_time};
  }
};

// Thread-safe.
class Manifests {
 public:
  // What is to happen once a change has been found good and before it is in
  // force: make it durable. Where it fails, nothing changes.
  using Commit = std::function<absl::Status()>;

  // Puts the layer in the place of the one there is; without a text takes it
  // away. MANIFEST_INVALID where the vendor's manifest, or the overlay of one
  // of its connections, would not compile with it; then nothing changes. Calls
  // under way go on with what they began with.
  absl::Status Set(const std::string& vendor, Layer layer,
                   std::optional<ManifestText> text,
                   const Commit& commit = nullptr);

  // The same for one connection's overlay. VENDOR_UNKNOWN.
  absl::Status SetOverlay(const std::string& vendor,
                          const ConnectionName& connection,
                          std::optional<ManifestText> text,
                          const Commit& commit = nullptr);

  // Whether Set and SetOverlay would take it: what would be in force.
  absl::StatusOr<ManifestPtr> Try(const std::string& vendor, Layer layer,
                                  std::optional<ManifestText> text) const;
  absl::StatusOr<ManifestPtr> TryOverlay(
      const std::string& vendor, const ConnectionName& connection,
      std::optional<ManifestText> text) const;

  // VENDOR_UNKNOWN naming the vendors there are; API_VERSION_RETIRED for a name
  // with a version that is no more: "greenhouse-v1", "greenhouse/v1".
  absl::StatusOr<ManifestPtr> Find(absl::string_view vendor) const;
  // With the connection's overlay, where it has one.
  absl::StatusOr<ManifestPtr> For(const auth::Connection& connection) const;

  // By name.
  std::vector<ManifestPtr> All() const;

  // The texts that a manifest is made of, the first below.
  std::map<Layer, ManifestText> LayersOf(absl::string_view vendor) const;
  std::optional<ManifestText> OverlayOf(
      const auth::Connection& connection) const;

 private:
  struct Overlay {
    absl::Time created;
    ManifestText text;
    ManifestPtr manifest;
  };
  struct Vendor {
    std::map<Layer, ManifestText> layers;
    ManifestPtr manifest;
    // By tenant and id.
    std::map<std::string, Overlay> overlays;
  };
  // Immutable once it is in force.
  using Vendors = std::map<std::string, Vendor, std::less<>>;
  using VendorsPtr = std::shared_ptr<const Vendors>;

  static absl::StatusOr<Vendor> WithLayer(const Vendors& vendors,
                                          const std::string& vendor,
                                          Layer layer,
                                          std::optional<ManifestText> text);
  static absl::StatusOr<Vendor> WithOverlay(const Vendors& vendors,
                                            const std::string& vendor,
                                            const ConnectionName& connection,
                                            std::optional<ManifestText> text);
  VendorsPtr Now() const;
  absl::Status PutInForce(const std::string& name, Vendor vendor,
                          const Commit& commit)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(changing_);

  // Held over a whole change, so that changes come one after the other.
  absl::Mutex changing_;
  mutable absl::Mutex mutex_;
  VendorsPtr vendors_ ABSL_GUARDED_BY(mutex_) =
      std::make_shared<const Vendors>();
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MANIFESTS_H_
