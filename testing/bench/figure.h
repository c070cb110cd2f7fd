// One measured figure: a line of JSON.
//
//   Figure("memory.idle_mib").Add("value", 23.5).Print();
//   -> {"name":"memory.idle_mib","value":23.500}
#ifndef HIREWIRE_TESTING_BENCH_FIGURE_H_
#define HIREWIRE_TESTING_BENCH_FIGURE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace hirewire::bench {

class Figure {
 public:
  explicit Figure(absl::string_view name);

  // With three decimals.
  Figure& Add(absl::string_view key, double value);
  Figure& Add(absl::string_view key, absl::string_view value);

  // To standard output, at once.
  void Print() const;

 private:
  std::string members_;
};

// The value below which `share` (0 to 1) of `values` lie; 0 for none.
double Quantile(std::vector<double> values, double share);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_FIGURE_H_
