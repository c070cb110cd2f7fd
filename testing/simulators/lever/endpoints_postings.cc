// postings: one per job of the company, with the words of its posts.
#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// Where the job is advertised: "public", "internal".
std::vector<std::string> ChannelsOf(const Scene& scene, Ref job) {
  std::vector<std::string> channels;
  for (const Ref ref : scene.account.posts_of[job]) {
    const JobPost& post = scene.company.job_posts[ref];
    if (post.live) channels.push_back(post.internal ? "internal" : "public");
  }
  return channels;
}

const char* StateOf(const Scene& scene, Ref job) {
  switch (scene.company.jobs[job].status) {
    case JobStatus::kDraft:
      if (!scene.awkward || job % 3 == 0) return "draft";
      return job % 3 == 1 ? "pending" : "rejected";
    case JobStatus::kClosed:
      return "closed";
    case JobStatus::kOpen:
      return ChannelsOf(scene, job).empty() ? "internal" : "published";
  }
  return "draft";
}

bool IsOpen(const Scene& scene, Ref job) {
  return scene.company.jobs[job].status == JobStatus::kOpen;
}

OptionalText DepartmentOf(const Scene& scene, const Job& job) {
  if (job.department == kNone) return std::nullopt;
  const Department& team = scene.company.departments[job.department];
  return team.parent == kNone ? team.name
                              : scene.company.departments[team.parent].name;
}

OptionalText TeamOf(const Scene& scene, const Job& job) {
  if (job.department == kNone) return std::nullopt;
  return scene.company.departments[job.department].name;
}

const char* CommitmentOf(const Scene& scene, Ref job) {
  constexpr const char* kWords[] = {"Full-time", "Part-time", "Contract",
                                    "Intern", "Apprentice, 3 years"};
  return kWords[job % (scene.awkward ? 5 : 4)];
}

std::vector<std::string> LocationsOf(const Scene& scene, const Job& job) {
  std::vector<std::string> names;
  for (const Ref office : job.offices) {
    names.push_back(scene.company.offices[office].name);
  }
  return names;
}

void PutCategories(const Scene& scene, Ref ref, Row& row) {
  const Job& job = scene.company.jobs[ref];
  const std::vector<std::string> locations = LocationsOf(scene, job);
  row.Object("categories", [&](Row& inner) {
    inner.Text("commitment", CommitmentOf(scene, ref));
    inner.Text("department", DepartmentOf(scene, job));
    inner.Null("level");
    inner.Text("location", locations.empty() ? OptionalText() : locations[0]);
    inner.Text("team", TeamOf(scene, job));
    inner.Texts("allLocations", locations);
  });
}

void PutContent(const Scene& scene, Ref job, Row& row) {
  OptionalText html;
  for (const Ref ref : scene.account.posts_of[job]) {
    if (!html.has_value()) html = scene.company.job_posts[ref].content_html;
  }
  row.Object("content", [&](Row& inner) {
    inner.Text("description", html.has_value() ? "We look for you.\n" : "");
    inner.Text("descriptionHtml", html.value_or(""));
    inner.Objects("lists", std::vector<int>(job % 2 == 0 ? 1 : 0),
                  [](int, Row& list) {
                    list.Text("text", "What you will do");
                    list.Text("content", "<li>Good work</li>");
                  });
    inner.Text("closing", "");
    inner.Text("closingHtml", "");
  });
}

void PutUrls(const Scene& scene, Ref job, Row& row) {
  if (!IsOpen(scene, job)) return row.Null("urls");
  row.Object("urls", [&](Row& inner) {
    const std::string list = "https://jobs.lever.co/acme";
    const std::string show = absl::StrCat(list, "/", UuidOf("postings", job));
    inner.Text("list", list);
    inner.Text("show", show);
    inner.Text("apply", absl::StrCat(show, "/apply"));
  });
}

// The key is there only where a range was given.
void PutSalary(const Job& job, Row& row) {
  for (const CustomEntry& entry : job.custom) {
    const auto* range = std::get_if<MoneyRange>(&entry.value);
    if (range == nullptr) continue;
    row.Object("salaryRange", [&](Row& inner) {
      inner.Json("min", [&](JsonWriter& w) { w.Raw(range->low); });
      inner.Json("max", [&](JsonWriter& w) { w.Raw(range->high); });
      inner.Text("currency", range->currency);
      inner.Text("interval", "per-year-salary");
    });
    return;
  }
}

void PutTeam(const Scene& scene, Ref job, Row& row) {
  std::vector<Ref> followers;
  for (const Ref ref : scene.account.team_of[job]) {
    followers.push_back(scene.company.team[ref].user);
  }
  const Ref owner = TeamMemberOf(scene, job, JobRole::kRecruiter);
  PutUser(scene, "user", followers.empty() ? kNone : followers[0], row);
  PutUser(scene, "owner", owner, row);
  PutUser(scene, "hiringManager",
          TeamMemberOf(scene, job, JobRole::kHiringManager), row);
  PutUsers(scene, "followers", followers, row);
}

// --- The filters.

bool MatchesState(const Scene& scene, Ref job) {
  const Query& query = scene.query;
  const std::vector<std::string> channels = ChannelsOf(scene, job);
  if (query.excludes("state", StateOf(scene, job))) return false;
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
  const std::vector<std::string> locations = LocationsOf(scene, job);
  const std::string location = locations.empty() ? "" : locations[0];
  // Postings of the company carry no tags.
  return !job.deleted && ShowsConfidentiality(scene, job.confidential) &&
         MatchesState(scene, ref) && !query.has("tag") && !query.has("level") &&
         !query.outside("updated_at", job.updated) &&
         !query.excludes("group", DepartmentOf(scene, job).value_or("")) &&
         !query.excludes("department", DepartmentOf(scene, job).value_or("")) &&
         !query.excludes("team", TeamOf(scene, job).value_or("")) &&
         !query.excludes("commitment", CommitmentOf(scene, ref)) &&
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

void WritePosting(const Scene& scene, Ref ref, Row& row) {
  const Job& job = scene.company.jobs[ref];
  const std::string state = StateOf(scene, ref);
  row.Text("id", UuidOf("postings", ref));
  row.Text("text", job.name);
  row.Text("state", state);
  if (state == "published") {
    row.Texts("distributionChannels", ChannelsOf(scene, ref));
  } else {
    row.Null("distributionChannels");
  }
  PutTeam(scene, ref, row);
  PutCategories(scene, ref, row);
  row.Texts("tags", {});
  PutContent(scene, ref, row);
  row.Text("country", ref % 4 == 0 ? OptionalText() : OptionalText("DE"));
  row.Null("reqCode");
  row.Texts("requisitionCodes",
            job.requisition_code.has_value()
                ? std::vector<std::string>{*job.requisition_code}
                : std::vector<std::string>{});
  PutUrls(scene, ref, row);
  PutSalary(job, row);
  row.Text("confidentiality",
           job.confidential ? "confidential" : "non-confidential");
  row.Time("createdAt", job.created);
  row.Time("updatedAt", job.updated);
  constexpr const char* kWorkplaces[] = {"onsite", "hybrid", "remote",
                                         "unspecified"};
  row.Text("workplaceType", kWorkplaces[ref % 4]);
  row.Bool("transcribeInterviews", false);
  row.Object("screening", [](Row& inner) { inner.Bool("enabled", false); });
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
