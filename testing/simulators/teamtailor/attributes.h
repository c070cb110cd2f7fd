// Writes a resource's attributes.
//
//   Resource resource;
//   Attributes(resource).Text("name", job.name).Time("created-at",
//   job.created);
#ifndef HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_ATTRIBUTES_H_
#define HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_ATTRIBUTES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/data/record.h"
#include "testing/simulators/teamtailor/resource.h"

namespace hirewire::sim::teamtailor {

class Attributes {
 public:
  explicit Attributes(Resource& resource) : resource_(resource) {}

  // null where there is none.
  Attributes& Text(absl::string_view name, const OptionalText& value);
  Attributes& Time(absl::string_view name, const OptionalTime& value);
  Attributes& Bool(absl::string_view name, bool value);
  Attributes& Int(absl::string_view name, int64_t value);
  Attributes& Texts(absl::string_view name,
                    const std::vector<std::string>& values);
  // Any JSON, spelled by the caller.
  Attributes& Json(absl::string_view name, std::string json);

 private:
  Resource& resource_;
};

// "2026-03-02T10:15:30.250+01:00", the vendor's way.
std::string TimeText(absl::Time time);

// A JSON string.
std::string Quoted(absl::string_view text);

}  // namespace hirewire::sim::teamtailor

#endif  // HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_ATTRIBUTES_H_
