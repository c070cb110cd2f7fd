// What is gone: opportunities, applications and postings, by when they went.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

constexpr absl::Duration kWidestWindow = absl::Hours(24 * 30);

// The refusal of a window that is missing or too wide.
std::optional<Reply> BadWindow(const Query& query, bool required) {
  const auto start = query.time("deleted_at_start");
  const auto end = query.time("deleted_at_end");
  if (start.has_value() && end.has_value()) {
    if (*start <= *end && *end - *start <= kWidestWindow) return std::nullopt;
    return BadRequest("The window must be at most 30 days");
  }
  if (!required) return std::nullopt;
  return BadRequest("deleted_at_start and deleted_at_end are required");
}

void PutDeletion(const Scene& scene, absl::Time when, Row& row) {
  row.Time("deletedAt", when);
  PutUser(scene, "deletedBy", 0, row);
}

// `ref` is a place in Account::opportunities.
void WriteOpportunity(const Scene& scene, Ref ref, Row& row) {
  const Opportunity& one = scene.account.opportunities[ref];
  row.Text("id", one.id);
  row.Text("contact", UuidOf("contacts", one.candidate));
  PutDeletion(scene, one.deleted_at, row);
}

void WriteDeletedApplication(const Scene& scene, Ref ref, Row& row) {
  const Opportunity& one = scene.account.opportunities[ref];
  row.Text("id", UuidOf("applications", one.application));
  row.Time("deletedAt", one.deleted_at);
  row.Text("opportunityId", one.id);
  row.Text("postingId",
           UuidOf("postings", scene.company.applications[one.application].job));
}

Listing Gone(const Scene& scene, bool applications) {
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.account.opportunities.size(); ++i) {
    const Opportunity& one = scene.account.opportunities[i];
    if (!one.deleted || scene.query.outside("deleted_at", one.deleted_at) ||
        (one.confidential && !scene.grant.confidential)) {
      continue;
    }
    const bool applied =
        one.application != kNone &&
        scene.company.applications[one.application].job != kNone;
    if (applications && !applied) continue;
    entries.push_back(TimeEntry(
        one.deleted_at,
        applications ? UuidOf("applications", one.application) : one.id,
        static_cast<Ref>(i)));
  }
  return ByTime(std::move(entries),
                applications ? WriteDeletedApplication : WriteOpportunity);
}

Outcome Opportunities(const Scene& scene) { return Gone(scene, false); }

Outcome Applications(const Scene& scene) {
  if (auto refusal = BadWindow(scene.query, /*required=*/true)) return *refusal;
  return Gone(scene, true);
}

void WriteDeletedPosting(const Scene& scene, Ref ref, Row& row) {
  row.Text("id", UuidOf("postings", ref));
  PutDeletion(scene, scene.company.jobs[ref].updated, row);
}

Outcome Postings(const Scene& scene) {
  if (auto refusal = BadWindow(scene.query, /*required=*/false)) {
    return *refusal;
  }
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.company.jobs.size(); ++i) {
    const Job& job = scene.company.jobs[i];
    if (!job.deleted || scene.query.outside("deleted_at", job.updated) ||
        (job.confidential && !scene.grant.confidential)) {
      continue;
    }
    const Ref ref = static_cast<Ref>(i);
    entries.push_back(TimeEntry(job.updated, UuidOf("postings", ref), ref));
  }
  return ByTime(std::move(entries), WriteDeletedPosting);
}

}  // namespace

void AddDeleted(std::vector<Endpoint>& all) {
  std::vector<Parameter> window;
  AddSpan(window, "deleted_at_start", "deleted_at_end");
  all.push_back({.path = "opportunities/deleted",
                 .resource = "opportunities",
                 .answer = Opportunities,
                 .parameters = window,
                 .lists = true});
  all.push_back({.path = "applications/deleted",
                 .resource = "applications",
                 .answer = Applications,
                 .parameters = window,
                 .lists = true});
  all.push_back({.path = "postings/deleted",
                 .resource = "postings",
                 .answer = Postings,
                 .parameters = window,
                 .lists = true});
}

}  // namespace hirewire::sim::lever
