// Lever's ids: UUIDs, made from what they name, so that a test knows them
// beforehand and the simulator keeps no table of them.
//
//   UuidOf("users", 3);                   // "5c0f9a1e-....-4...-...."
//   RefOf("users", UuidOf("users", 3));   // 3
//   RefOf("tags", UuidOf("users", 3));    // kNone
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_IDS_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_IDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "testing/data/record.h"

namespace hirewire::sim::lever {

// The id of the `ref`-th thing of that kind.
std::string UuidOf(absl::string_view kind, Ref ref);

// Which thing of that kind has the id; kNone where none can. It may lie beyond
// the last one.
Ref RefOf(absl::string_view kind, absl::string_view id);

// A number that looks random and is the same in every run.
uint64_t Scramble(absl::string_view text);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_IDS_H_
