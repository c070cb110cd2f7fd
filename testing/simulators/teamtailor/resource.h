// One JSON:API record before it is text.
#ifndef HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_RESOURCE_H_
#define HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_RESOURCE_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace hirewire::sim::teamtailor {

struct Resource {
  // Name and JSON, in order.
  std::vector<std::pair<std::string, std::string>> attributes;
  // Those attributes that are times, for filters.
  std::map<std::string, absl::Time> times;
  // By the relation's name; a relation without an entry is empty.
  std::map<std::string, std::vector<int64_t>> related;
  // Beyond `self`.
  std::vector<std::pair<std::string, std::string>> links;
};

}  // namespace hirewire::sim::teamtailor

#endif  // HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_RESOURCE_H_
