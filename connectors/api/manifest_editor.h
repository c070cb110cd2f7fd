// Changing what describes a vendor, while the server runs.
#ifndef HIREWIRE_CONNECTORS_API_MANIFEST_EDITOR_H_
#define HIREWIRE_CONNECTORS_API_MANIFEST_EDITOR_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "hirewire/v1/manifest.pb.h"

namespace hirewire::connectors {

// Whose manifest: a vendor's for all of its connections, or one connection's.
struct ManifestScope {
  std::string vendor;
  // The vendor is then the connection's.
  std::optional<auth::Connection> connection;
};

// Thread-safe. What the methods mean and how they fail is said at the methods
// of ConnectorService that have their names.
class ManifestEditor {
 public:
  virtual ~ManifestEditor() = default;

  virtual absl::StatusOr<v1::Manifest> GetManifest(
      const ManifestScope& scope) = 0;
  virtual absl::StatusOr<v1::Manifest> ValidateManifest(
      const ManifestScope& scope, const std::string& text) = 0;
  virtual absl::StatusOr<v1::Manifest> ApplyManifest(
      const ManifestScope& scope, const std::string& text,
      std::optional<int64_t> expected_revision) = 0;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_MANIFEST_EDITOR_H_
