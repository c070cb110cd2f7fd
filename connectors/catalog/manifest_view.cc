#include "connectors/catalog/manifest_view.h"

#include "google/protobuf/text_format.h"

namespace hirewire::connectors {
namespace {

using engine::Layer;

v1::ManifestLayerKind KindOf(Layer layer) {
  switch (layer) {
    case Layer::kBuiltIn:
      return v1::MANIFEST_LAYER_KIND_BUILT_IN;
    case Layer::kFile:
      return v1::MANIFEST_LAYER_KIND_FILE;
    case Layer::kApplied:
      return v1::MANIFEST_LAYER_KIND_APPLIED;
  }
  return v1::MANIFEST_LAYER_KIND_UNSPECIFIED;
}

}  // namespace

v1::Manifest ViewOf(const engine::CompiledManifest& manifest) {
  v1::Manifest view;
  view.set_vendor(manifest.vendor());
  view.set_manifest_version(manifest.spec().version());
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseShortRepeatedPrimitives(true);
  printer.SetUseUtf8StringEscaping(true);
  printer.PrintToString(manifest.spec(), view.mutable_text());
  return view;
}

void AddLayers(const std::map<Layer, engine::ManifestText>& layers,
               v1::Manifest& view) {
  for (const auto& [layer, text] : layers) {
    v1::ManifestLayer& shown = *view.add_layers();
    shown.set_kind(KindOf(layer));
    shown.set_file(text.file);
    if (layer != Layer::kBuiltIn) shown.set_text(text.text);
  }
}

void AddOverlay(const engine::ManifestText& text,
                const internal::v1::ManifestRecord& record,
                v1::Manifest& view) {
  v1::ManifestLayer& shown = *view.add_layers();
  shown.set_kind(v1::MANIFEST_LAYER_KIND_OVERLAY);
  shown.set_file(text.file);
  shown.set_text(text.text);
  *shown.mutable_apply_time() = record.apply_time();
}

void NoteApplied(Layer layer, const internal::v1::ManifestRecord& record,
                 v1::Manifest& view) {
  for (v1::ManifestLayer& shown : *view.mutable_layers()) {
    if (shown.kind() != KindOf(layer)) continue;
    *shown.mutable_apply_time() = record.apply_time();
  }
}

}  // namespace hirewire::connectors
