// The collections of the simulated Teamtailor: which records each has, what a
// record says, what it is related to, and what it can be filtered by.
//
//   const Collection* jobs = FindCollection("jobs");
//   for (int64_t id : jobs->ids(company)) jobs->make(company, id);
#ifndef HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_COLLECTION_H_
#define HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_COLLECTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/data/company.h"
#include "testing/simulators/teamtailor/resource.h"

namespace hirewire::sim::teamtailor {

// A relationship's name, and the collection that it points into.
struct Relation {
  absl::string_view name;
  absl::string_view type;
  bool many = false;
};

// filter[name]=a,b or, for times, filter[name][from] and filter[name][to].
struct Filter {
  enum class Kind {
    kAttribute,  // one of the values is the attribute
    kRelation,   // one of the values is a related id
    kTime,
    kStatus,  // of jobs: "all", or a human-status; published unless said
    kFeed,    // of jobs: public and internal; public unless said
  };
  absl::string_view name;
  Kind kind = Kind::kAttribute;
};

struct Collection {
  // As in paths and in `type`: "job-applications".
  absl::string_view type;
  std::vector<Relation> relations;
  std::vector<Filter> filters;
  // In ascending order.
  std::vector<int64_t> (*ids)(const Company& company) = nullptr;
  // `id` is one of `ids`.
  Resource (*make)(const Company& company, int64_t id) = nullptr;

  const Relation* FindRelation(absl::string_view name) const;
};

// Null where there is none.
const Collection* FindCollection(absl::string_view type);

// The groups that FindCollection puts together.
std::vector<Collection> HiringCollections();
std::vector<Collection> JobCollections();
std::vector<Collection> PeopleCollections();

}  // namespace hirewire::sim::teamtailor

#endif  // HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_COLLECTION_H_
