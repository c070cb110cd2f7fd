// What an endpoint is: its rows, what it takes, how it pages. All endpoints are
// entries of tables; ashby_simulator.h runs them.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_ENDPOINT_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_ENDPOINT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/data/company.h"
#include "testing/simulators/ashby/arguments.h"
#include "testing/simulators/ashby/ids.h"
#include "testing/simulators/ashby/view.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::ashby {

// Records of one kind, as this vendor has them.
struct Resource {
  Table table;
  // How many places there are; some may hold nothing.
  size_t (*count)(const Company&);
  // Whether a place holds a record that the key may see.
  bool (*exists)(const View&, Ref);
  // Writes it, as one JSON object.
  void (*write)(const View&, const Arguments&, Ref, JsonWriter&);
  // The company's record behind it, for createdAfter and sync tokens; nullptr
  // where it has no times.
  const Record& (*record)(const Company&, Ref) = nullptr;

  // The record that an id names, or kNone where there is none to be seen.
  Ref Find(const View& view, absl::string_view id) const;
};

enum class Gives {
  // One record, or an error.
  kOne,
  // All there is, without cursors.
  kAll,
  // The first hundred matches.
  kSearch,
  // Pages with cursors.
  kPages,
  // Pages, and a sync token at their end.
  kSyncedPages,
};

struct Endpoint {
  // "candidate.list"
  absl::string_view name;
  // "candidates:read"
  absl::string_view permission;
  Gives gives = Gives::kOne;
  const Resource* resource = nullptr;
  // Beyond cursor, limit and syncToken, which paging itself implies.
  std::vector<Parameter> parameters = {};
  // Whether a record that exists is listed.
  bool (*lists)(const View&, const Arguments&, Ref) = nullptr;
  // kOne: the parameter that names the record. Lists: the one that names a
  // record of `parent`, if that is set.
  absl::string_view key = {};
  const Resource* parent = nullptr;
  // What is said where that record is not there.
  absl::string_view not_found = {};
  // The only places where records may be, in order; nullptr: anywhere.
  std::vector<Ref> (*places)(const View&, const Arguments&) = nullptr;
  // Instead of a record: writes the results and returns nothing, or returns
  // the code of an error.
  std::string (*answer)(const View&, const Arguments&, JsonWriter&) = nullptr;
  // kAll: whether it says that there is no more, as one endpoint does.
  bool says_no_more = false;
};

// --- The tables, by group.
void AddApiKey(std::vector<Endpoint>& all);
void AddApplications(std::vector<Endpoint>& all);
void AddCandidates(std::vector<Endpoint>& all);
void AddFeedback(std::vector<Endpoint>& all);
void AddFields(std::vector<Endpoint>& all);
void AddFiles(std::vector<Endpoint>& all);
void AddInterviews(std::vector<Endpoint>& all);
void AddJobs(std::vector<Endpoint>& all);
void AddOffers(std::vector<Endpoint>& all);
void AddOpenings(std::vector<Endpoint>& all);
void AddOrganization(std::vector<Endpoint>& all);
void AddPlans(std::vector<Endpoint>& all);
void AddPostings(std::vector<Endpoint>& all);
void AddReasons(std::vector<Endpoint>& all);

// All of them, by name.
const std::vector<Endpoint>& AllEndpoints();
// nullptr where there is none of that name.
const Endpoint* FindEndpoint(absl::string_view name);

// A parameter of each kind, for the tables.
Parameter Id(absl::string_view name);
Parameter RequiredId(absl::string_view name);
Parameter Flag(absl::string_view name);
Parameter Millis(absl::string_view name);
Parameter Words(absl::string_view name, std::vector<absl::string_view> words);

// One record by its id, which the parameter `key` names.
Endpoint InfoOf(absl::string_view name, absl::string_view permission,
                const Resource& resource, absl::string_view key,
                absl::string_view not_found, std::vector<Parameter> more = {});

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_ENDPOINT_H_
