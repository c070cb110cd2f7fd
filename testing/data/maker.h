// The steps by which a company is made, in order. Each fills its vectors and
// may look at those filled before it.
#ifndef HIREWIRE_TESTING_DATA_MAKER_H_
#define HIREWIRE_TESTING_DATA_MAKER_H_

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "testing/data/company.h"
#include "testing/data/draw.h"

namespace hirewire::sim {

struct Maker {
  Company& company;
  Draw& draw;
  bool awkward = true;

  // A chance that counts only where awkward rows are wanted.
  bool Odd(double chance) { return awkward && draw.Chance(chance); }
  // The value, or nothing now and then.
  template <typename T>
  std::optional<T> Gap(T value, double chance = 0.12) {
    if (Odd(chance)) return std::nullopt;
    return value;
  }
  Ref GapRef(Ref value, double chance = 0.12) {
    return Odd(chance) ? kNone : value;
  }
  // Created within [low, as_of), updated later.
  void Stamp(Record& record, absl::Time low);
  // Created at `when`, updated then or later.
  void StampAt(Record& record, absl::Time when);
};

// The records of `all` that belong to `ref`, as [first, second). They were
// added owner by owner, so they lie side by side.
template <typename T>
std::pair<Ref, Ref> RangeOf(const std::vector<T>& all, Ref T::* owner,
                            Ref ref) {
  const auto before = [owner](const T& record, Ref other) {
    return record.*owner < other;
  };
  const auto first = std::lower_bound(all.begin(), all.end(), ref, before);
  const auto last = std::lower_bound(first, all.end(), ref + 1, before);
  return {static_cast<Ref>(first - all.begin()),
          static_cast<Ref>(last - all.begin())};
}

// When the company began to keep records.
absl::Time Founded(const Company& company);

// Values for every custom field of that owner, some empty.
CustomEntries MakeCustom(Maker& make, CustomOwner owner);

void MakeOrganization(Maker& make, int user_count);
void MakeCustomFields(Maker& make);
void MakeJobs(Maker& make, int job_count);
void MakeInterviewPlan(Maker& make, Ref job);

// One person with everything that hangs off them; `when` is the day they came.
Ref MakeCandidate(Maker& make, absl::Time when);
// Everything of one application: stages, interviews, scorecards, offers.
Ref MakeApplication(Maker& make, Ref candidate, absl::Time when);
void MakeInterviews(Maker& make, Ref application);
void MakeScorecard(Maker& make, Ref interview);
void MakeOffers(Maker& make, Ref application);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_MAKER_H_
