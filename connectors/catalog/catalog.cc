#include "connectors/catalog/catalog.h"

#include "connectors/vendors/ashby/manifest.h"
#include "connectors/vendors/greenhouse/manifest.h"
#include "connectors/vendors/lever/manifest.h"
#include "connectors/vendors/teamtailor/manifest.h"
#include "connectors/vendors/workable/manifest.h"

namespace hirewire::connectors {

std::vector<VendorSource> BuiltInVendors() {
  return {
      {"ashby", vendors::ashby::ManifestText(),
       "connectors/vendors/ashby/manifest.textproto"},
      {"greenhouse", vendors::greenhouse::ManifestText(),
       "connectors/vendors/greenhouse/manifest.textproto"},
      {"lever", vendors::lever::ManifestText(),
       "connectors/vendors/lever/manifest.textproto"},
      {"teamtailor", vendors::teamtailor::ManifestText(),
       "connectors/vendors/teamtailor/manifest.textproto"},
      {"workable", vendors::workable::ManifestText(),
       "connectors/vendors/workable/manifest.textproto"},
  };
}

}  // namespace hirewire::connectors
