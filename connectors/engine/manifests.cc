#include "connectors/engine/manifests.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/compile.h"

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

}  // namespace

absl::Status Manifests::Add(absl::string_view text, absl::string_view file) {
  HW_ASSIGN_OR_RETURN(ManifestPtr manifest, CompileManifest(text, file));
  const std::string vendor = manifest->vendor();
  if (by_vendor_.emplace(vendor, std::move(manifest)).second) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(file, ": vendor: ", vendor, " is there already"));
}

absl::StatusOr<ManifestPtr> Manifests::Find(absl::string_view vendor) const {
  const auto found = by_vendor_.find(vendor);
  if (found != by_vendor_.end()) return found->second;
  for (const auto& [name, manifest] : by_vendor_) {
    if (const auto* version = FindRetired(*manifest, vendor)) {
      return Retired(*manifest, *version);
    }
  }
  const auto name_of = [](std::string* out, const auto& entry) {
    out->append(entry.first);
  };
  return Error(v1::ERROR_REASON_VENDOR_UNKNOWN)
      .With("vendor", vendor)
      .Message(absl::StrCat("no connector is named ", vendor, "; there are ",
                            absl::StrJoin(by_vendor_, ", ", name_of)));
}

std::vector<ManifestPtr> Manifests::All() const {
  std::vector<ManifestPtr> all;
  for (const auto& [name, manifest] : by_vendor_) all.push_back(manifest);
  return all;
}

}  // namespace hirewire::engine
