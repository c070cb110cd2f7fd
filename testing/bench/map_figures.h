// map.VENDOR.COLLECTION[.bytes]: how fast the engine maps pages, beside code
// written by hand.
#ifndef HIREWIRE_TESTING_BENCH_MAP_FIGURES_H_
#define HIREWIRE_TESTING_BENCH_MAP_FIGURES_H_

#include <functional>
#include <string>

#include "absl/status/status.h"

namespace hirewire::bench {

// Whether the user wants the figure of that name.
using Wanted = std::function<bool(const std::string& name)>;

// Where pages come from that no simulator renders.
struct Samples {
  // Holds lever/ and ashby/, or neither.
  std::string recorded;
  // What stands in for them: a folder, and a file of exchanges.
  std::string lever_in_tree;
  std::string ashby_in_tree;
};

// Prints those that are wanted. Fails where engine and hand-written code do not
// say the same: then no figure would mean anything.
absl::Status PrintMapFigures(const Wanted& wanted, const Samples& samples);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_MAP_FIGURES_H_
