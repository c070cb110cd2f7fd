#include "connectors/catalog/catalog.h"

#include <algorithm>

#include "connectors/engine/compile.h"
#include "gtest/gtest.h"

namespace hirewire::connectors {
namespace {

TEST(BuiltInVendors, AllCompileUnderTheirOwnNames) {
  for (const VendorSource& vendor : BuiltInVendors()) {
    const auto manifest = engine::CompileManifest(vendor.manifest, vendor.file);
    ASSERT_TRUE(manifest.ok()) << manifest.status();
    EXPECT_EQ((*manifest)->vendor(), vendor.name);
  }
}

TEST(BuiltInVendors, StandInOrderOfNameAndOnlyOnce) {
  const std::vector<VendorSource> vendors = BuiltInVendors();
  EXPECT_TRUE(std::is_sorted(
      vendors.begin(), vendors.end(),
      [](const auto& a, const auto& b) { return a.name <= b.name; }));
}

}  // namespace
}  // namespace hirewire::connectors
