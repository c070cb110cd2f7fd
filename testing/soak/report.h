// The figures of several runs as a table for people.
#ifndef HIREWIRE_TESTING_SOAK_REPORT_H_
#define HIREWIRE_TESTING_SOAK_REPORT_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "testing/soak/figures.h"

namespace hirewire::soak {

struct RunReport {
  // A word or two: the head of its column.
  std::string name;
  absl::Duration lease;
  absl::Duration life;
  absl::Duration grace;
  Observed observed;
  Figures figures;
};

// A column for each run, a line for each figure; ends with a line break.
std::string Table(const std::vector<RunReport>& runs);

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_REPORT_H_
