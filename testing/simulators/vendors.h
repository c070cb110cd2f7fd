// The simulated vendors, by the names that connections give them.
#ifndef HIREWIRE_TESTING_SIMULATORS_VENDORS_H_
#define HIREWIRE_TESTING_SIMULATORS_VENDORS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/frame/simulator.h"

namespace hirewire::sim {

// In order of name.
std::vector<std::string> SimulatedVendors();

// Null for a name that is none of them.
std::unique_ptr<Simulator> MakeSimulator(absl::string_view vendor,
                                         const SimulatorOptions& options);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_VENDORS_H_
