// Which records belong to which: looked up for every row that is rendered.
//
//   const Index index = MakeIndex(company);
//   for (Ref visit : Of(index.visits, application)) ...
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_INDEX_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_INDEX_H_

#include <unordered_map>
#include <vector>

#include "testing/data/company.h"

namespace hirewire::sim::workable {

// Records by their owner, each list in the company's order.
using Owned = std::unordered_map<Ref, std::vector<Ref>>;

struct Index {
  // By application. A note that names only a person belongs to the first of
  // that person's applications; one that names neither is nowhere.
  Owned visits;
  Owned notes;
  Owned scorecards;
  Owned interviews;
  Owned offers;
  Owned attachments;
  // By interview.
  Owned interviewers;
  // By candidate.
  Owned educations;
  Owned employments;
};

// Without records that are deleted.
Index MakeIndex(const Company& company);

// The records of `owner`; it has none: empty.
const std::vector<Ref>& Of(const Owned& owned, Ref owner);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_INDEX_H_
