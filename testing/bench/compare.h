// Two subjects on the same pages: first whether they say the same, then how
// long each takes.
#ifndef HIREWIRE_TESTING_BENCH_COMPARE_H_
#define HIREWIRE_TESTING_BENCH_COMPARE_H_

#include <string>

#include "absl/status/status.h"
#include "testing/bench/input.h"
#include "testing/bench/subject.h"

namespace hirewire::bench {

enum class Output { kMessages, kBytes };

struct Times {
  // Processor time for one record, in microseconds: medians over many turns.
  double engine = 0;
  double by_hand = 0;
  // by_hand / engine: the median of the turns' own ratios. In a turn both map
  // all pages, one after the other, so that what else the machine does slows
  // both.
  double ratio = 0;
};

// OK where both map every page to equal messages; else where they first differ.
// Values appear in it: the inputs hold invented people.
absl::Status SameResults(const Input& input, Subject& engine, Subject& by_hand);

// Runs about a second, by Google Benchmark under `name`.
Times Measure(const std::string& name, const Input& input, Output output,
              Subject& engine, Subject& by_hand);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_COMPARE_H_
