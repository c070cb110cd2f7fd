// Manifests as the API shows them.
#ifndef HIREWIRE_CONNECTORS_CATALOG_MANIFEST_VIEW_H_
#define HIREWIRE_CONNECTORS_CATALOG_MANIFEST_VIEW_H_

#include <map>

#include "connectors/engine/compiled.h"
#include "connectors/engine/manifests.h"
#include "hirewire/internal/v1/manifest.pb.h"
#include "hirewire/v1/manifest.pb.h"

namespace hirewire::connectors {

// Vendor, version and the whole text.
v1::Manifest ViewOf(const engine::CompiledManifest& manifest);

void AddLayers(const std::map<engine::Layer, engine::ManifestText>& layers,
               v1::Manifest& view);
void AddOverlay(const engine::ManifestText& text,
                const internal::v1::ManifestRecord& record, v1::Manifest& view);

// When the layer was applied, if it is there.
void NoteApplied(engine::Layer layer,
                 const internal::v1::ManifestRecord& record,
                 v1::Manifest& view);

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_CATALOG_MANIFEST_VIEW_H_
