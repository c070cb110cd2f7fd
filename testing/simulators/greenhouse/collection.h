// What a collection under /v3/ is: its rows and the filters it understands.
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_COLLECTION_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_COLLECTION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/company.h"
#include "testing/simulators/greenhouse/ids.h"
#include "testing/simulators/greenhouse/row.h"

namespace hirewire::sim {

// What a row may depend on.
struct View {
  const Company& company;
  Ids ids;
  // The simulated clock.
  absl::Time now;
  // Where the simulator is reached, for links: http://127.0.0.1:PORT
  std::string base_url;
  bool newer_fields = true;
};

enum class FilterKind {
  // Up to 50 ids, or texts where Filter::texts.
  kList,
  // One id or number.
  kNumber,
  // gte|..., lte|..., gt|..., lt|...
  kTime,
  // true or false.
  kBool,
  // One of Filter::words.
  kWord,
  // Any text, exact.
  kText,
  // Any text, without regard to case.
  kTextAnyCase,
  // Rows where the field is true are hidden unless this is true.
  kReveals,
  // Rows where the field is true are hidden when this is false.
  kConceals,
  // Only rows where the field is true when this is true.
  kNarrows,
};

struct Filter {
  // The query parameter.
  absl::string_view name;
  FilterKind kind = FilterKind::kList;
  // The row's field.
  absl::string_view field;
  std::vector<absl::string_view> words = {};
  bool texts = false;
};

struct Collection {
  absl::string_view name;
  Table table;
  // How many records there are, listed or not.
  size_t (*count)(const Company&);
  // Writes one record; calls Row::Begin first, never End.
  void (*write)(const View&, Ref, Row&);
  // Beyond the universal cursor, per_page, ids, created_at, updated_at, fields.
  std::vector<Filter> filters = {};
  // Whether a record is there at all; nullptr: all are.
  bool (*exists)(const Company&, Ref) = nullptr;
  // Without the created_at and updated_at filters.
  bool no_time_filters = false;
  // Rows that hold links made for the moment must not be cached.
  bool cacheable = true;
  // GET /v3/<name>/{id} answers.
  bool has_single = false;
};

// --- The tables, by group.
void AddPeople(std::vector<Collection>& all);
void AddPapers(std::vector<Collection>& all);
void AddApplications(std::vector<Collection>& all);
void AddJobs(std::vector<Collection>& all);
void AddJobPosts(std::vector<Collection>& all);
void AddInterviewPlan(std::vector<Collection>& all);
void AddInterviews(std::vector<Collection>& all);
void AddScorecards(std::vector<Collection>& all);
void AddUsers(std::vector<Collection>& all);
void AddOrganization(std::vector<Collection>& all);
void AddCustomFields(std::vector<Collection>& all);
void AddApprovals(std::vector<Collection>& all);
void AddDemographics(std::vector<Collection>& all);
void AddPools(std::vector<Collection>& all);

// All of them, by name.
const std::vector<Collection>& AllCollections();
// nullptr where there is none of that name.
const Collection* FindCollection(absl::string_view name);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_COLLECTION_H_
