// postings: the list with its filters, one, and who works on it.
#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/posting.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// --- The filters.

bool MatchesState(const Scene& scene, Ref job) {
  const Query& query = scene.query;
  const std::vector<std::string> channels = PostingChannels(scene, job);
  if (query.excludes("state", PostingState(scene, job))) return false;
  const auto has = [&](absl::string_view channel) {
    return std::find(channels.begin(), channels.end(), channel) !=
           channels.end();
  };
  if (query.has("distributionChannel")) {
    const auto& wanted = query.texts("distributionChannel");
    return std::any_of(wanted.begin(), wanted.end(), has);
  }
  // What is published inside only is hidden from who asks for published ones.
  return query.word("state") != "published" || has("public");
}

bool MatchesFilters(const Scene& scene, Ref ref) {
  const Query& query = scene.query;
  const Job& job = scene.company.jobs[ref];
  const std::vector<std::string> locations = PostingLocations(scene, job);
  const std::string location = locations.empty() ? "" : locations[0];
  // Postings of the company carry no tags.
  return !job.deleted && ShowsConfidentiality(scene, job.confidential) &&
         MatchesState(scene, ref) && !query.has("tag") && !query.has("level") &&
         !query.outside("updated_at", job.updated) &&
         !query.excludes("group", PostingDepartment(scene, job).value_or("")) &&
         !query.excludes("department",
                         PostingDepartment(scene, job).value_or("")) &&
         !query.excludes("team", PostingTeam(scene, job).value_or("")) &&
         !query.excludes("commitment", PostingCommitment(scene, ref)) &&
         !query.excludes("location", location);
}

// updated_at goes with nothing but confidentiality.
bool MixesUpdatedAt(const Query& query) {
  if (!query.has("updated_at_start") && !query.has("updated_at_end")) {
    return false;
  }
  for (const char* name :
       {"state", "distributionChannel", "group", "team", "department",
        "location", "commitment", "level", "tag"}) {
    if (query.has(name)) return true;
  }
  return false;
}

Outcome Postings(const Scene& scene) {
  if (MixesUpdatedAt(scene.query)) {
    return BadRequest(
        "updated_at_start and updated_at_end may only be combined with "
        "confidentiality");
  }
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.company.jobs.size(); ++i) {
    const Ref ref = static_cast<Ref>(i);
    if (!MatchesFilters(scene, ref)) continue;
    entries.push_back(
        TimeEntry(scene.company.jobs[i].created, UuidOf("postings", ref), ref));
  }
  return ByTime(std::move(entries), WritePosting);
}

Outcome Posting(const Scene& scene) {
  const auto found = PostingOf(scene);
  if (const auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  return One(scene, std::get<Ref>(found), WritePosting);
}

// The one answer that is not wrapped in data.
Outcome PostingUsers(const Scene& scene) {
  const auto found = PostingOf(scene);
  if (const auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  const Ref job = std::get<Ref>(found);
  std::string body;
  JsonWriter writer(&body);
  Row row(writer);
  row.Text("posting", scene.ids[0]);
  std::vector<std::string> ids;
  std::vector<std::string> roles;
  for (const Ref ref : scene.account.team_of[job]) {
    constexpr const char* kRoles[] = {"recruiter", "coordinator", "sourcer",
                                      "hiringManager"};
    ids.push_back(UuidOf("users", scene.company.team[ref].user));
    roles.push_back(kRoles[static_cast<int>(scene.company.team[ref].role)]);
  }
  row.Texts("users", ids);
  row.Texts("roles", roles);
  row.End();
  return Reply::Json(200, std::move(body));
}

std::vector<Parameter> Filters() {
  std::vector<Parameter> filters = {
      {"state",
       ParameterKind::kWords,
       {"published", "internal", "closed", "draft", "pending", "rejected"}},
      {"distributionChannel", ParameterKind::kWords, {"public", "internal"}},
      {"group"},
      {"team"},
      {"department"},
      {"location"},
      {"commitment"},
      {"level"},
      {"tag"},
      ConfidentialityParameter()};
  AddSpan(filters, "updated_at_start", "updated_at_end");
  return filters;
}

}  // namespace

std::variant<Reply, Ref> PostingOf(const Scene& scene) {
  const Ref job = RefOf("postings", scene.ids[0]);
  if (job == kNone || job >= static_cast<Ref>(scene.company.jobs.size()) ||
      scene.company.jobs[job].deleted) {
    return Missing("postings", scene.ids[0]);
  }
  if (scene.company.jobs[job].confidential && !scene.grant.confidential) {
    return NotGranted();
  }
  return job;
}

void AddPostings(std::vector<Endpoint>& all) {
  const std::vector<absl::string_view> expandable = {
      "user", "owner", "hiringManager", "followers"};
  all.push_back({.path = "postings",
                 .resource = "postings",
                 .answer = Postings,
                 .parameters = Filters(),
                 .expandable = expandable,
                 .lists = true});
  all.push_back({.path = "postings/*",
                 .resource = "postings",
                 .answer = Posting,
                 .expandable = expandable});
  all.push_back({.path = "postings/*/users",
                 .resource = "postings",
                 .answer = PostingUsers});
}

}  // namespace hirewire::sim::lever
