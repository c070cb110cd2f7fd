// Where listings go on: cursors within a run, sync tokens from one run to the
// next. Both are opaque and kept here, so that they may be as short as the
// vendor's are.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_WALKS_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_WALKS_H_

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"
#include "testing/simulators/ashby/endpoint.h"

namespace hirewire::sim::ashby {

// One run through a listing, between two of its pages.
struct Walk {
  const Endpoint* endpoint = nullptr;
  // Of its first page: later ones need not repeat them.
  Arguments arguments;
  // Only what changed since, in an incremental run.
  OptionalTime since;
  // When the run began.
  absl::Time begun;
  // The last place that was served.
  Ref after = kNone;
  // Pages already served.
  int page = 0;
};

class Walks {
 public:
  // A cursor that leads on with `walk`; it can be used more than once.
  std::string CursorFor(const Walk& walk);
  // A token for what changes after a run that is now at its end.
  std::string SyncTokenFor(const Walk& walk);
  // nullptr for texts that are none of these.
  const Walk* AtCursor(const std::string& cursor) const;
  const Walk* AtSyncToken(const std::string& token) const;
  void Forget();

 private:
  // The oldest are forgotten first.
  static constexpr size_t kKept = 50'000;

  struct Kept {
    std::unordered_map<std::string, Walk> walks;
    std::deque<std::string> order;
  };
  static void Keep(Kept& kept, const std::string& text, const Walk& walk);

  Kept cursors_;
  Kept tokens_;
  uint64_t made_ = 0;
};

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_WALKS_H_
