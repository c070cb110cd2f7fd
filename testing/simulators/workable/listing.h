// Lists as Workable wraps and pages them: {"jobs": [...], "paging": {"next"}}.
//
//   return Page(view, query, {"jobs", "/jobs"}, rows, [&](Ref job, auto& out) {
//     WriteJob(view, job, out);
//   });
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_LISTING_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_LISTING_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/query.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

// Writes one object.
using WriteRow = std::function<void(Ref, JsonWriter&)>;

// What matches, in ascending order of id.
struct Row {
  uint64_t id = 0;
  Ref ref = kNone;
};

struct List {
  // The key of the array.
  absl::string_view name;
  // Where the next page is, below /spi/v3; not always where this one is.
  std::string next_path;
  // A parameter that `next_path` has taken over; empty: none.
  absl::string_view dropped = {};
};

// One page of `rows`. The last has no "paging".
Reply Page(const View& view, const Query& query, const List& list,
           const std::vector<Row>& rows, const WriteRow& write);

// All of `refs` under a key, without pages.
Reply Wrapped(absl::string_view name, const std::vector<Ref>& refs,
              const WriteRow& write);
// All of `refs` without a key.
Reply Bare(const std::vector<Ref>& refs, const WriteRow& write);
// One object.
Reply Single(Ref ref, const WriteRow& write);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_LISTING_H_
