// The compiled manifests of a server, by vendor.
#ifndef HIREWIRE_CONNECTORS_ENGINE_MANIFESTS_H_
#define HIREWIRE_CONNECTORS_ENGINE_MANIFESTS_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "connectors/engine/compiled.h"

namespace hirewire::engine {

using ManifestPtr = std::shared_ptr<const CompiledManifest>;

// Filled at start; thread-safe from then on.
class Manifests {
 public:
  // Compiles and adds one. MANIFEST_INVALID naming file, line and field, also
  // for a vendor that is there already.
  absl::Status Add(absl::string_view text, absl::string_view file);

  // VENDOR_UNKNOWN naming the vendors there are; API_VERSION_RETIRED for a name
  // with a version that is no more: "greenhouse-v1", "greenhouse/v1".
  absl::StatusOr<ManifestPtr> Find(absl::string_view vendor) const;

  // By name.
  std::vector<ManifestPtr> All() const;

 private:
  std::map<std::string, ManifestPtr, std::less<>> by_vendor_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MANIFESTS_H_
