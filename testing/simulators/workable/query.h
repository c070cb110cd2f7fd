// The query of a request, checked before anything is looked up.
//
//   const ParsedQuery parsed = ParseQuery(request.query, "limit state");
//   if (parsed.error.has_value()) return *parsed.error;
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_QUERY_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_QUERY_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/record.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim::workable {

inline constexpr int kDefaultLimit = 50;
inline constexpr int kMaxLimit = 100;

struct Query {
  int limit = kDefaultLimit;
  // Both inclusive.
  std::optional<uint64_t> since_id;
  std::optional<uint64_t> max_id;
  std::optional<absl::Time> created_after;
  std::optional<absl::Time> updated_after;
  // All of them as they came, for links to the next page.
  Parameters given;

  // The value of any other parameter; nullopt: not given.
  std::optional<absl::string_view> Get(absl::string_view name) const;
  // Whether it was not given, or is exactly `value`.
  bool Allows(absl::string_view name, const OptionalText& value) const;
  // Whether a record is within created_after and updated_after, inclusive.
  bool AllowsTimes(const Record& record) const;
};

struct ParsedQuery {
  Query query;
  // The refusal of a query that is not acceptable.
  std::optional<Reply> error;
};

// `allowed`: names between spaces; any other is refused.
ParsedQuery ParseQuery(const Parameters& given, absl::string_view allowed);

// ISO 8601 or seconds since 1970.
std::optional<absl::Time> ParseMoment(absl::string_view text);

// {"error": text}
Reply Refuse(int status, absl::string_view text);
// 404 {"error":"Not found"}
Reply NotFound();

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_QUERY_H_
