// A drift report that says what it is told, for tests of services.
#ifndef HIREWIRE_CONNECTORS_API_FAKE_DRIFT_REPORT_H_
#define HIREWIRE_CONNECTORS_API_FAKE_DRIFT_REPORT_H_

#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "connectors/api/drift_report.h"
#include "hirewire/v1/schema_drift.pb.h"

namespace hirewire::connectors {

class FakeDriftReport : public DriftReport {
 public:
  // Before any call.
  void Add(v1::EntityDrift entity) { entities_.push_back(std::move(entity)); }

  std::vector<v1::EntityDrift> Of(absl::string_view vendor) const override {
    std::vector<v1::EntityDrift> out;
    for (const v1::EntityDrift& entity : entities_) {
      if (vendor.empty() || entity.vendor() == vendor) out.push_back(entity);
    }
    return out;
  }

 private:
  std::vector<v1::EntityDrift> entities_;
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_FAKE_DRIFT_REPORT_H_
