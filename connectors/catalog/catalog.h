// The vendors that are built in: the one explicit list of them.
//
//   for (const VendorSource& vendor : BuiltInVendors()) {
//     HW_ASSIGN_OR_RETURN(auto manifest,
//                         engine::CompileManifest(vendor.manifest,
//                         vendor.file));
//   }
#ifndef HIREWIRE_CONNECTORS_CATALOG_CATALOG_H_
#define HIREWIRE_CONNECTORS_CATALOG_CATALOG_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace hirewire::connectors {

struct VendorSource {
  // As connections name it: "greenhouse".
  std::string name;
  // The text of its manifest, which lives as long as the program.
  absl::string_view manifest;
  // Names the manifest in error messages.
  std::string file;
};

// All of them, in order of name.
std::vector<VendorSource> BuiltInVendors();

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_CATALOG_CATALOG_H_
