#include "connectors/engine/manifests.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::engine {
namespace {

// The retired version that `name` means: the vendor's name, then "-", "/" or a
// blank, then the version's; null where it means none.
const connector::v1::RetiredVersion* FindRetired(
    const CompiledManifest& manifest, absl::string_view name) {
  if (!absl::StartsWithIgnoreCase(name, manifest.vendor())) return nullptr;
  name.remove_prefix(manifest.vendor().size());
  if (name.empty() ||
      absl::string_view("-/ ").find(name[0]) == absl::string_view::npos) {
    return nullptr;
  }
  name.remove_prefix(1);
  for (const auto& version : manifest.spec().retired_versions()) {
    if (absl::EqualsIgnoreCase(version.name(), name)) return &version;
  }
  return nullptr;
}

absl::Status Retired(const CompiledManifest& manifest,
                     const connector::v1::RetiredVersion& version) {
  return Error(v1::ERROR_REASON_API_VERSION_RETIRED)
      .With("vendor", manifest.vendor())
      .With("api_version", version.name())
      .Message(version.advice());
}

std::string KeyOf(const std::string& tenant, const std::string& id) {
  return absl::StrCat(tenant, "/", id);
}

std::vector<ManifestText> InOrder(const std::map<Layer, ManifestText>& layers) {
  std::vector<ManifestText> texts;
  for (const auto& [layer, text] : layers) texts.push_back(text);
  return texts;
}

absl::StatusOr<ManifestPtr> CompileOverlay(
    const std::map<Layer, ManifestText>& layers, const ManifestText& overlay) {
  std::vector<ManifestText> texts = InOrder(layers);
  texts.push_back(overlay);
  return CompileLayers(texts);
}

absl::Status NotOf(const std::string& vendor, const ManifestText& text) {
  return Error(v1::ERROR_REASON_MANIFEST_INVALID)
      .With("file", text.file)
      .With("field", "vendor")
      .Message(absl::StrCat(text.file, ": vendor: is not ", vendor));
}

}  // namespace

absl::StatusOr<Manifests::Vendor> Manifests::WithLayer(
    const Vendors& vendors, const std::string& vendor, Layer layer,
    std::optional<ManifestText> text) {
  const auto known = vendors.find(vendor);
  Vendor made = known == vendors.end() ? Vendor() : known->second;
  made.layers.erase(layer);
  if (text) made.layers[layer] = *std::move(text);
  if (made.layers.empty()) return Vendor();
  HW_ASSIGN_OR_RETURN(made.manifest, CompileLayers(InOrder(made.layers)));
  if (made.manifest->vendor() != vendor) {
    return NotOf(vendor, made.layers.begin()->second);
  }
  for (auto& [key, overlay] : made.overlays) {
    HW_ASSIGN_OR_RETURN(overlay.manifest,
                        CompileOverlay(made.layers, overlay.text));
  }
  return made;
}

absl::StatusOr<Manifests::Vendor> Manifests::WithOverlay(
    const Vendors& vendors, const std::string& vendor,
    const ConnectionName& connection, std::optional<ManifestText> text) {
  const auto known = vendors.find(vendor);
  if (known == vendors.end()) {
    return Error(v1::ERROR_REASON_VENDOR_UNKNOWN)
        .With("vendor", vendor)
        .Message(absl::StrCat("no connector is named ", vendor));
  }
  Vendor made = known->second;
  const std::string key = KeyOf(connection.tenant, connection.id);
  made.overlays.erase(key);
  if (!text) return made;
  HW_ASSIGN_OR_RETURN(ManifestPtr manifest, CompileOverlay(made.layers, *text));
  made.overlays[key] = {connection.created, *std::move(text),
                        std::move(manifest)};
  return made;
}

Manifests::VendorsPtr Manifests::Now() const {
  const absl::ReaderMutexLock lock(&mutex_);
  return vendors_;
}

absl::Status Manifests::PutInForce(const std::string& name, Vendor vendor,
                                   const Commit& commit) {
  auto made = std::make_shared<Vendors>(*Now());
  if (vendor.layers.empty()) {
    made->erase(name);
  } else {
    (*made)[name] = std::move(vendor);
  }
  if (commit) HW_RETURN_IF_ERROR(commit());
  const absl::MutexLock lock(&mutex_);
  vendors_ = std::move(made);
  return absl::OkStatus();
}

absl::Status Manifests::Set(const std::string& vendor, Layer layer,
                            std::optional<ManifestText> text,
                            const Commit& commit) {
  const absl::MutexLock lock(&changing_);
  HW_ASSIGN_OR_RETURN(Vendor made,
                      WithLayer(*Now(), vendor, layer, std::move(text)));
  return PutInForce(vendor, std::move(made), commit);
}

absl::Status Manifests::SetOverlay(const std::string& vendor,
                                   const ConnectionName& connection,
                                   std::optional<ManifestText> text,
                                   const Commit& commit) {
  const absl::MutexLock lock(&changing_);
  HW_ASSIGN_OR_RETURN(Vendor made,
                      WithOverlay(*Now(), vendor, connection, std::move(text)));
  return PutInForce(vendor, std::move(made), commit);
}

absl::StatusOr<ManifestPtr> Manifests::Try(
    const std::string& vendor, Layer layer,
    std::optional<ManifestText> text) const {
  HW_ASSIGN_OR_RETURN(Vendor made,
                      WithLayer(*Now(), vendor, layer, std::move(text)));
  return made.manifest;
}

absl::StatusOr<ManifestPtr> Manifests::TryOverlay(
    const std::string& vendor, const ConnectionName& connection,
    std::optional<ManifestText> text) const {
  HW_ASSIGN_OR_RETURN(Vendor made,
                      WithOverlay(*Now(), vendor, connection, std::move(text)));
  const auto found =
      made.overlays.find(KeyOf(connection.tenant, connection.id));
  return found == made.overlays.end() ? made.manifest : found->second.manifest;
}

absl::StatusOr<ManifestPtr> Manifests::Find(absl::string_view vendor) const {
  const VendorsPtr vendors = Now();
  const auto found = vendors->find(vendor);
  if (found != vendors->end()) return found->second.manifest;
  for (const auto& [name, known] : *vendors) {
    if (const auto* version = FindRetired(*known.manifest, vendor)) {
      return Retired(*known.manifest, *version);
    }
  }
  const auto name_of = [](std::string* out, const auto& entry) {
    out->append(entry.first);
  };
  return Error(v1::ERROR_REASON_VENDOR_UNKNOWN)
      .With("vendor", vendor)
      .Message(absl::StrCat("no connector is named ", vendor, "; there are ",
                            absl::StrJoin(*vendors, ", ", name_of)));
}

absl::StatusOr<ManifestPtr> Manifests::For(
    const auth::Connection& connection) const {
  const VendorsPtr vendors = Now();
  const auto vendor = vendors->find(connection.vendor);
  if (vendor == vendors->end()) return Find(connection.vendor);
  const auto& overlays = vendor->second.overlays;
  const auto found = overlays.find(KeyOf(connection.tenant, connection.id));
  const bool own = found != overlays.end() &&
                   found->second.created == connection.create_time;
  return own ? found->second.manifest : vendor->second.manifest;
}

std::vector<ManifestPtr> Manifests::All() const {
  const VendorsPtr vendors = Now();
  std::vector<ManifestPtr> all;
  for (const auto& [name, vendor] : *vendors) all.push_back(vendor.manifest);
  return all;
}

std::map<Layer, ManifestText> Manifests::LayersOf(
    absl::string_view vendor) const {
  const VendorsPtr vendors = Now();
  const auto found = vendors->find(vendor);
  if (found == vendors->end()) return {};
  return found->second.layers;
}

std::optional<ManifestText> Manifests::OverlayOf(
    const auth::Connection& connection) const {
  const VendorsPtr vendors = Now();
  const auto vendor = vendors->find(connection.vendor);
  if (vendor == vendors->end()) return std::nullopt;
  const auto& overlays = vendor->second.overlays;
  const auto found = overlays.find(KeyOf(connection.tenant, connection.id));
  if (found == overlays.end() ||
      found->second.created != connection.create_time) {
    return std::nullopt;
  }
  return found->second.text;
}

}  // namespace hirewire::engine
