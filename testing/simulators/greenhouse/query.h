// The query of a listing, checked as strictly as the vendor checks it.
//
//   const QueryResult result = ParseQuery(collection, request.query);
//   if (result.error.has_value()) return *result.error;
//   Use(result.query);
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_QUERY_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_QUERY_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

inline constexpr int kDefaultPerPage = 100;
inline constexpr int kMaxPerPage = 500;
inline constexpr size_t kMaxListed = 50;

// One side of a time filter.
struct TimeBound {
  enum Operator { kGte, kLte, kGt, kLt } op = kGte;
  absl::Time time;
};

// What a row must satisfy; only the part that fits `filter` is set.
struct Condition {
  const Filter* filter = nullptr;
  std::vector<int64_t> numbers;
  std::vector<std::string> texts;
  std::vector<TimeBound> bounds;
  bool flag = false;
};

struct ListQuery {
  int per_page = kDefaultPerPage;
  // The ids asked for; nullopt: any.
  std::optional<std::vector<int64_t>> ids;
  std::vector<Condition> conditions;
  std::set<std::string> fields;
  // The parameters in a fixed spelling, to embed in cursors and cache keys.
  std::string canonical;
};

struct QueryResult {
  ListQuery query;
  // The 422, where the query is not acceptable.
  std::optional<Reply> error;
};

// `parameters` must not hold a cursor.
QueryResult ParseQuery(const Collection& collection,
                       const Parameters& parameters);

// Whether a value satisfies a condition.
bool Satisfies(const FieldValue& value, const Condition& condition);

// The vendor's shape of a refusal: {"message", "errors":[{message, field}]}.
Reply Unprocessable(absl::string_view message, absl::string_view field);
// The shape for parameters that no collection knows: errors are plain texts.
Reply UnknownParameters(const std::vector<std::string>& names);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_QUERY_H_
