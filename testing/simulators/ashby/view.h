// What a call may see: the company, through the eyes of one API key.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_VIEW_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_VIEW_H_

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "testing/data/company.h"
#include "testing/simulators/ashby/options.h"

namespace hirewire::sim::ashby {

struct View {
  const Company& company;
  const AshbyKey& key;
  // The simulated clock.
  absl::Time now;
  // Where the simulator is reached, for links: http://127.0.0.1:PORT
  std::string origin;
  // Whether some rows are archived that the company itself has no word for.
  bool awkward = true;

  bool SeesJob(Ref job) const {
    return !company.jobs[job].deleted &&
           (key.confidential || !company.jobs[job].confidential);
  }
  // People who are known without a job have no application at Ashby.
  bool SeesApplication(Ref ref) const {
    const Application& application = company.applications[ref];
    return !application.deleted && application.job != kNone &&
           SeesJob(application.job) &&
           !company.candidates[application.candidate].deleted;
  }
  // Whoever applied for nothing but confidential jobs is confidential too.
  bool SeesCandidate(Ref ref) const;
  // For tables of the company that know no such thing.
  bool Archived(Ref ref) const { return awkward && ref % 5 == 4; }
};

// The records of `all` that belong to `ref`, as [first, second). The company
// adds them owner by owner, so they lie side by side.
template <typename T>
std::pair<Ref, Ref> RowsOf(const std::vector<T>& all, Ref T::* owner, Ref ref) {
  const auto before = [owner](const T& record, Ref other) {
    return record.*owner < other;
  };
  const auto first = std::lower_bound(all.begin(), all.end(), ref, before);
  const auto last = std::lower_bound(first, all.end(), ref + 1, before);
  return {static_cast<Ref>(first - all.begin()),
          static_cast<Ref>(last - all.begin())};
}

inline bool View::SeesCandidate(Ref ref) const {
  if (company.candidates[ref].deleted) return false;
  if (key.confidential) return true;
  const auto [first, last] =
      RowsOf(company.applications, &Application::candidate, ref);
  bool hidden = false;
  for (Ref application = first; application < last; ++application) {
    if (SeesApplication(application)) return true;
    hidden = hidden || company.applications[application].job != kNone;
  }
  return !hidden;
}

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_VIEW_H_
