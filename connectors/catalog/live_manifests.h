// The manifests in force, kept over restarts: what was applied through the API
// is durable before it is in force.
//
//   LiveManifests live(manifests, store, clock, logger);
//   live.Restore(registry);   // what was applied in earlier runs
//   live.ApplyManifest({"lever", nullopt}, "version: \"2+acme\"", nullopt);
#ifndef HIREWIRE_CONNECTORS_CATALOG_LIVE_MANIFESTS_H_
#define HIREWIRE_CONNECTORS_CATALOG_LIVE_MANIFESTS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "auth/connection/registry.h"
#include "base/log/logger.h"
#include "base/store/store.h"
#include "base/time/clock.h"
#include "connectors/api/manifest_editor.h"
#include "connectors/engine/manifests.h"
#include "hirewire/internal/v1/manifest.pb.h"

namespace hirewire::connectors {

class LiveManifests : public ManifestEditor {
 public:
  // All of it outlives this.
  LiveManifests(engine::Manifests& manifests, store::Store& store,
                const Clock& clock, log::Logger& logger)
      : manifests_(manifests), store_(store), clock_(clock), logger_(logger) {}

  // Puts what was applied in earlier runs in force. A text that no longer fits
  // what is built in stays out of force, kept and logged; the overlay of a
  // connection that is gone is forgotten. Fails where the store does.
  absl::Status Restore(const auth::ConnectionRegistry& registry);

  absl::StatusOr<v1::Manifest> GetManifest(const ManifestScope& scope) override;
  absl::StatusOr<v1::Manifest> ValidateManifest(
      const ManifestScope& scope, const std::string& text) override;
  absl::StatusOr<v1::Manifest> ApplyManifest(
      const ManifestScope& scope, const std::string& text,
      std::optional<int64_t> expected_revision) override;

 private:
  // What the store holds for a scope; version 0 where it holds nothing.
  struct Stored {
    internal::v1::ManifestRecord record;
    int64_t version = 0;
  };

  absl::StatusOr<Stored> Read(const ManifestScope& scope);
  absl::Status Keep(const ManifestScope& scope, const std::string& text,
                    std::optional<int64_t> expected_revision);
  absl::Status PutInForce(const internal::v1::ManifestRecord& record,
                          const engine::Manifests::Commit& commit);
  absl::Status RestoreOne(const store::Record& stored,
                          const auth::ConnectionRegistry& registry);
  void LogRefused(const internal::v1::ManifestRecord& record,
                  const absl::Status& why);

  engine::Manifests& manifests_;
  store::Store& store_;
  const Clock& clock_;
  log::Logger& logger_;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_CATALOG_LIVE_MANIFESTS_H_
