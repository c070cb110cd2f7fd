// The offsets that lead from page to page: the key of the next page's first
// row, as percent-encoded JSON. Rows move while somebody pages, so one may be
// skipped or come twice.
//
//   Offsets offsets;
//   const std::string next = offsets.Give("/v1/users", {key, 1}, shape);
//   offsets.Find("/v1/users", next)->key;   // what was given
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_OFFSETS_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_OFFSETS_H_

#include <string>
#include <unordered_map>

#include "absl/strings/string_view.h"
#include "testing/simulators/lever/endpoint.h"

namespace hirewire::sim::lever {

struct Offset {
  // Of the first row to come.
  SortKey key;
  // How many pages came before.
  int page = 0;
};

// Not thread-safe.
class Offsets {
 public:
  // What to put into `next`, for that path only.
  std::string Give(absl::string_view path, const Offset& offset,
                   KeyShape shape);

  // nullptr for what was never given, to the letter: neither decoded once too
  // often nor made up.
  const Offset* Find(absl::string_view path, absl::string_view text) const;

  // All that was given goes bad.
  void Forget() { given_.clear(); }

 private:
  std::unordered_map<std::string, Offset> given_;
};

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_OFFSETS_H_
