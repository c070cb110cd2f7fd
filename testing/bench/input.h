// What is mapped: pages of a vendor, and the reference data that they refer to.
#ifndef HIREWIRE_TESTING_BENCH_INPUT_H_
#define HIREWIRE_TESTING_BENCH_INPUT_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::bench {

struct Input {
  // Bodies of answers, never changed.
  std::vector<std::string> pages;
  size_t records = 0;  // In all pages.
  // Bodies of whole reference collections, by the manifest's name of the join.
  std::map<std::string, std::string> tables;
  // "simulated", "recorded" or "in-tree".
  std::string origin;
};

// Pages of 100 records of a collection under /v3/ as the simulated Greenhouse
// renders them, awkward rows included; the same ones at every run.
absl::StatusOr<Input> GreenhouseInput(absl::string_view collection);

// Where exchanges lie: those recorded, else those in the tree.
struct Exchanges {
  std::string recorded;
  std::string in_tree;
};

// Lever's opportunities, from folders of exchanges.
absl::StatusOr<Input> LeverInput(const Exchanges& folders);

// Workable's candidates, from folders of exchanges.
absl::StatusOr<Input> WorkableInput(const Exchanges& folders);

// Ashby's candidates, from files of exchanges.
absl::StatusOr<Input> AshbyInput(const Exchanges& files);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_INPUT_H_
