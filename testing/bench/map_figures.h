// map.VENDOR.COLLECTION[.bytes]: how fast the engine maps pages, beside code
// written by hand.
#ifndef HIREWIRE_TESTING_BENCH_MAP_FIGURES_H_
#define HIREWIRE_TESTING_BENCH_MAP_FIGURES_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "testing/bench/input.h"

namespace hirewire::bench {

// Whether the user wants the figure of that name.
using Wanted = std::function<bool(const std::string& name)>;

// Where pages come from that no simulator renders.
struct Recordings {
  Exchanges lever;
  Exchanges workable;
  // Files, not folders.
  Exchanges ashby;
};

// Prints those that are wanted. Fails where engine and hand-written code do not
// say the same: then no figure would mean anything.
absl::Status PrintMapFigures(const Wanted& wanted,
                             const Recordings& recordings);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_MAP_FIGURES_H_
