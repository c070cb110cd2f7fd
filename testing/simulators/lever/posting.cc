// A posting as an object: lists, single answers and expanded ids show it.
#include "testing/simulators/lever/posting.h"

#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

bool IsOpen(const Scene& scene, Ref job) {
  return scene.company.jobs[job].status == JobStatus::kOpen;
}

void PutCategories(const Scene& scene, Ref ref, Row& row) {
  const Job& job = scene.company.jobs[ref];
  const std::vector<std::string> locations = PostingLocations(scene, job);
  row.Object("categories", [&](Row& inner) {
    inner.Text("commitment", PostingCommitment(scene, ref));
    inner.Text("department", PostingDepartment(scene, job));
    inner.Null("level");
    inner.Text("location", locations.empty() ? OptionalText() : locations[0]);
    inner.Text("team", PostingTeam(scene, job));
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

}  // namespace

std::vector<std::string> PostingChannels(const Scene& scene, Ref job) {
  std::vector<std::string> channels;
  for (const Ref ref : scene.account.posts_of[job]) {
    const JobPost& post = scene.company.job_posts[ref];
    if (post.live) channels.push_back(post.internal ? "internal" : "public");
  }
  return channels;
}

const char* PostingState(const Scene& scene, Ref job) {
  switch (scene.company.jobs[job].status) {
    case JobStatus::kDraft:
      if (!scene.awkward || job % 3 == 0) return "draft";
      return job % 3 == 1 ? "pending" : "rejected";
    case JobStatus::kClosed:
      return "closed";
    case JobStatus::kOpen:
      return PostingChannels(scene, job).empty() ? "internal" : "published";
  }
  return "draft";
}

OptionalText PostingDepartment(const Scene& scene, const Job& job) {
  if (job.department == kNone) return std::nullopt;
  const Department& team = scene.company.departments[job.department];
  return team.parent == kNone ? team.name
                              : scene.company.departments[team.parent].name;
}

OptionalText PostingTeam(const Scene& scene, const Job& job) {
  if (job.department == kNone) return std::nullopt;
  return scene.company.departments[job.department].name;
}

const char* PostingCommitment(const Scene& scene, Ref job) {
  constexpr const char* kWords[] = {"Full-time", "Part-time", "Contract",
                                    "Intern", "Apprentice, 3 years"};
  return kWords[job % (scene.awkward ? 5 : 4)];
}

std::vector<std::string> PostingLocations(const Scene& scene, const Job& job) {
  std::vector<std::string> names;
  for (const Ref office : job.offices) {
    names.push_back(scene.company.offices[office].name);
  }
  return names;
}

void WritePosting(const Scene& scene, Ref ref, Row& row) {
  const Job& job = scene.company.jobs[ref];
  const std::string state = PostingState(scene, ref);
  row.Text("id", UuidOf("postings", ref));
  row.Text("text", job.name);
  row.Text("state", state);
  if (state == "published") {
    row.Texts("distributionChannels", PostingChannels(scene, ref));
  } else {
    row.Null("distributionChannels");
  }
  PutTeam(scene, ref, row);
  PutCategories(scene, ref, row);
  row.Texts("tags", {});
  PutContent(scene, ref, row);
  row.Text("country", ref % 4 == 0 ? OptionalText() : OptionalText("DE"));
  // Kept on postings from before there were several codes.
  row.Text("reqCode", ref % 2 == 0 ? job.requisition_code : OptionalText());
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

}  // namespace hirewire::sim::lever
