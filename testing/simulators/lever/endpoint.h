// What can be asked of the API, and what comes back.
//
//   const std::optional<Route> route = FindRoute("/v1/opportunities/ID/notes");
//   Outcome outcome = route->endpoint->answer(scene);
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_ENDPOINT_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_ENDPOINT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/company.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/lever/account.h"
#include "testing/simulators/lever/query.h"
#include "testing/simulators/lever/row.h"
#include "testing/simulators/lever/scopes.h"

namespace hirewire::sim::lever {

// All that an answer may depend on.
struct Scene {
  const Company& company;
  const Account& account;
  const Query& query;
  const Grant& grant;
  // The simulated clock.
  absl::Time now;
  bool awkward = true;
  // What stands for the stars of Endpoint::path.
  std::vector<std::string> ids;
};

// Where a row stands in its list: rank ascending, then time descending, then
// id. Lists use what they need of it.
struct SortKey {
  double rank = 0;
  int64_t time = 0;
  std::string id;
};
bool operator<(const SortKey& a, const SortKey& b);

// Which parts of the key an offset spells.
enum class KeyShape { kRankTimeId, kTimeId, kId };

struct Entry {
  SortKey key;
  Ref ref = kNone;
};

struct Listing {
  KeyShape shape = KeyShape::kTimeId;
  // Sorted by key.
  std::vector<Entry> entries;
  void (*write)(const Scene&, Ref, Row&) = nullptr;
  // Some lists are whole: no hasNext, whatever the limit.
  bool paged = true;
};

using Outcome = std::variant<Reply, Listing>;

struct Endpoint {
  // Below /v1/, a star for each id: "opportunities/*/notes".
  absl::string_view path;
  // Of the scope that it wants.
  absl::string_view resource;
  Outcome (*answer)(const Scene&) = nullptr;
  std::vector<Parameter> parameters = {};
  std::vector<absl::string_view> expandable = {};
  // limit and offset mean something.
  bool lists = false;
};

struct Route {
  const Endpoint* endpoint;
  std::vector<std::string> ids;
};
// nullopt: Lever has no such path. "candidates" still means opportunities.
std::optional<Route> FindRoute(absl::string_view path);

// --- For those who write endpoints.

// {"data": {...}} of one record.
Reply One(const Scene& scene, Ref ref, void (*write)(const Scene&, Ref, Row&));
// 404 as Lever spells it.
Reply Missing(absl::string_view what, absl::string_view id);
// 403 for what the key was not granted.
Reply NotGranted();

// The opportunity of the path's first id, or the refusal.
std::variant<Reply, const Opportunity*> ParentOf(const Scene& scene);

// The same for postings: the job.
std::variant<Reply, Ref> PostingOf(const Scene& scene);

// Whether the query's `confidentiality` shows a record; the default is
// non-confidential.
bool ShowsConfidentiality(const Scene& scene, bool confidential);
Parameter ConfidentialityParameter();
// NAME_start and NAME_end.
void AddSpan(std::vector<Parameter>& parameters, absl::string_view start,
             absl::string_view end);

// Sorts; for lists whose key is (createdAt descending, id).
Listing ByTime(std::vector<Entry> entries,
               void (*write)(const Scene&, Ref, Row&));
Entry TimeEntry(absl::Time time, std::string id, Ref ref);

// --- The endpoints, by group.
void AddOpportunities(std::vector<Endpoint>& all);
void AddPeople(std::vector<Endpoint>& all);
void AddApplications(std::vector<Endpoint>& all);
void AddPostings(std::vector<Endpoint>& all);
void AddApplyForms(std::vector<Endpoint>& all);
void AddRequisitions(std::vector<Endpoint>& all);
void AddSettings(std::vector<Endpoint>& all);
void AddUsers(std::vector<Endpoint>& all);
void AddInterviews(std::vector<Endpoint>& all);
void AddFeedback(std::vector<Endpoint>& all);
void AddFeedbackTemplates(std::vector<Endpoint>& all);
void AddNotes(std::vector<Endpoint>& all);
void AddOffers(std::vector<Endpoint>& all);
void AddFiles(std::vector<Endpoint>& all);
void AddEeo(std::vector<Endpoint>& all);
void AddDeleted(std::vector<Endpoint>& all);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_ENDPOINT_H_
