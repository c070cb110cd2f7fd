// A JSON:API query, understood or refused as the vendor would.
#ifndef HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_QUERY_H_
#define HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_QUERY_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/teamtailor/collection.h"
#include "testing/simulators/teamtailor/resource.h"

namespace hirewire::sim::teamtailor {

// A path of include=, such as {"custom-field-values", "custom-field"}.
using IncludePath = std::vector<std::string>;

struct Query {
  std::vector<IncludePath> includes;
  // Page numbers begin at 1.
  int64_t page = 1;
  int64_t size = 10;
  // All of them must be true of a resource.
  std::vector<std::function<bool(const Resource&)>> conditions;
};

struct ParsedQuery {
  Query query;
  // Set where the vendor refuses.
  std::optional<Reply> refusal;
};

// `single`: of one record, which takes nothing but include.
ParsedQuery ParseQuery(const Collection& collection,
                       const Parameters& parameters, bool single);

// {"errors":[{...}]}
Reply Refuse(int status, absl::string_view title, absl::string_view detail,
             absl::string_view code);

}  // namespace hirewire::sim::teamtailor

#endif  // HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_QUERY_H_
