// Listings read to their end, whatever they need above them.
//
//   Walk walk = WalkList(subject, ListOf("Candidate", 5));
//   ASSERT_TRUE(walk.end.ok()) << walk.end;
//   EXPECT_EQ(walk.calls, walk.pages);
#ifndef HIREWIRE_TESTING_CONFORMANCE_WALK_H_
#define HIREWIRE_TESTING_CONFORMANCE_WALK_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "connectors/api/query.h"
#include "testing/conformance/subject.h"

namespace hirewire::conformance {

using Filters = std::vector<connectors::FilterValue>;

connectors::ListQuery ListOf(const std::string& entity, int32_t page_size,
                             connectors::ReadMask mask = {},
                             Filters filters = {});
connectors::GetQuery GetOf(const std::string& entity, const std::string& id,
                           connectors::ReadMask mask = {});

struct Walk {
  std::vector<Record> records;
  // Of all records, in order.
  std::vector<std::string> ids;
  int pages = 0;
  int empty_pages = 0;
  // What the vendor saw meanwhile.
  int64_t calls = 0;
  std::vector<v1::RecordIssue> issues;
  // How it ended; a listing without an end is OUT_OF_RANGE.
  absl::Status end;

  // How often each id came.
  std::map<std::string, int> Times() const;
};

// From `query.page_token` on. `most_pages` of them are a listing without an
// end.
Walk WalkList(Subject& subject, connectors::ListQuery query,
              int most_pages = 500);

// The filters that a list needs, once for each parent it can be read below: for
// required_filters such as `job_id`, those of all jobs; for enums, all values
// that the vendor takes. One without filters where the list needs none. At most
// `most`, evenly spread; fails where the parents cannot be listed.
absl::StatusOr<std::vector<Filters>> ParentsOf(Subject& subject,
                                               const std::string& entity,
                                               size_t most = 40);

// The walks below all of ParentsOf, taken together; ends at the first failure.
Walk WalkEverywhere(Subject& subject, const connectors::ListQuery& query,
                    size_t most_parents = 40);

// The entity whose ids a filter or field names: "Job" of "job_id",
// "User" of "author_user_id"; "" where it is none of the vendor's.
std::string EntityOf(const engine::CompiledManifest& manifest,
                     const std::string& field);

// Short names of an enum filter's values but UNSPECIFIED; empty for filters
// that are none.
std::vector<std::string> EnumValuesOf(const std::string& entity,
                                      const std::string& filter);

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_WALK_H_
