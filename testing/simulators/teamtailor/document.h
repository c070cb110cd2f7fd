// Writes JSON:API documents: records, and what they include.
//
// A relationship holds ids (`data`) only where the request's include= names
// it; else it is links alone. A record is included once, whoever points at it.
#ifndef HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_DOCUMENT_H_
#define HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_DOCUMENT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "testing/data/company.h"
#include "testing/simulators/teamtailor/collection.h"
#include "testing/simulators/teamtailor/query.h"

namespace hirewire::sim::teamtailor {

struct PageInfo {
  int64_t records = 0;
  int64_t pages = 0;
  // "first", "next", "last" and their URLs.
  std::map<std::string, std::string> links;
};

// `base`: what comes before "/candidates/1" in links.
std::string WriteOne(const Company& company, const std::string& base,
                     const Collection& collection, int64_t id,
                     const std::vector<IncludePath>& includes);
std::string WritePage(const Company& company, const std::string& base,
                      const Collection& collection,
                      const std::vector<int64_t>& ids,
                      const std::vector<IncludePath>& includes,
                      const PageInfo& info);

}  // namespace hirewire::sim::teamtailor

#endif  // HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_DOCUMENT_H_
