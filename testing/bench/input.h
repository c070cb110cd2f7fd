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

// The opportunities recorded in `folder`, or, where it has none, in
// `in_tree_folder`.
absl::StatusOr<Input> LeverInput(const std::string& folder,
                                 const std::string& in_tree_folder);

// The candidates recorded in the exchanges of `file`, or, where there is none,
// of `in_tree_file`.
absl::StatusOr<Input> AshbyInput(const std::string& file,
                                 const std::string& in_tree_file);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_INPUT_H_
