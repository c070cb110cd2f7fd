// How vendors' answers differ from what their manifests know, as services see
// it.
#ifndef HIREWIRE_CONNECTORS_API_DRIFT_REPORT_H_
#define HIREWIRE_CONNECTORS_API_DRIFT_REPORT_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "hirewire/v1/schema_drift.pb.h"

namespace hirewire::connectors {

// Thread-safe.
class DriftReport {
 public:
  virtual ~DriftReport() = default;

  // What was seen so far of the entities of `vendor` (empty: of all vendors),
  // by vendor and entity.
  virtual std::vector<v1::EntityDrift> Of(absl::string_view vendor) const = 0;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_DRIFT_REPORT_H_
