// What a run shows: figures made from what the vendor, the workers and the
// killer noted, and the promises that they break.
//
//   const Figures figures = MakeFigures(observed);
//   for (const std::string& broken : Broken(observed, figures)) Print(broken);
#ifndef HIREWIRE_TESTING_SOAK_FIGURES_H_
#define HIREWIRE_TESTING_SOAK_FIGURES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "testing/soak/token_vendor.h"
#include "testing/soak/worker_notes.h"
#include "testing/soak/worker_processes.h"

namespace hirewire::soak {

// The connection was seen in need of reauthorization.
struct Loss {
  // Of the vendor, that which was lost.
  int64_t family = 0;
  // The connection's state_reason.
  std::string reason;
  // MonotonicNanos.
  int64_t seen = 0;
};

// All that was noted in one run.
struct Observed {
  int64_t lapses_wanted = 0;
  absl::Duration life;
  // Whether the vendor takes spent refresh tokens for a while.
  bool leeway = false;
  std::vector<Commit> commits;
  VendorCounts vendor;
  std::map<int64_t, std::vector<Note>> notes;
  std::vector<Kill> kills;
  std::vector<Loss> losses;
  // By how many the store's pair is further than the first one.
  int64_t generations = 0;
  // Of durable writes of nothing but a block, all through the run.
  std::vector<double> disk_milliseconds;
};

// In milliseconds; zeros for none.
struct Spread {
  size_t count = 0;
  double p50 = 0;
  double p99 = 0;
  double max = 0;
};

Spread SpreadOf(std::vector<double> milliseconds);

struct Figures {
  // Pairs that the vendor gave, beside those of a new grant.
  int64_t refreshes = 0;
  // Of them, those that callers had to wait for.
  int64_t lapsed = 0;
  // Of them, those that began before half of the life of the token before,
  // which the API had not refused.
  int64_t needless = 0;
  // Failed calls by reason.
  std::map<std::string, int64_t> failed;
  // From the vendor's commit to the end of our durable write; until the answer
  // was read; the write.
  Spread window, answer, write;
  // A durable write of nothing but a block, at the same time and place.
  Spread disk;
  int64_t aimed_kills = 0;
  // Pairs whose asker was killed before it noted that they are stored.
  int64_t kills_inside = 0;
  // Losses whose asker was not killed, or had stored the pair.
  int64_t losses_outside = 0;
  // From the vendor's commit to the kill, of losses.
  Spread kill_after_commit;
  // From the kill to the connection showing it.
  Spread shown_after_kill;
};

Figures MakeFigures(const Observed& observed);

// A sentence for each promise that was not kept.
std::vector<std::string> Broken(const Observed& observed,
                                const Figures& figures);

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_FIGURES_H_
