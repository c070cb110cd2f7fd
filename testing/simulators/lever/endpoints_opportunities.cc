// opportunities: the list with its filters, and one.
#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/person.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

const Application* ApplicationOf(const Scene& scene, const Opportunity& one) {
  if (one.application == kNone) return nullptr;
  const Application& application = scene.company.applications[one.application];
  // Somebody considered without a job has not applied for anything.
  return application.job == kNone ? nullptr : &application;
}

OptionalTime SnoozedUntil(const Scene& scene, const Opportunity& one) {
  const bool snoozed =
      scene.awkward && !one.archived.has_value() && Scramble(one.id) % 37 == 0;
  if (!snoozed) return std::nullopt;
  return scene.company.as_of + absl::Hours(24 * 30);
}

void PutPlace(const Scene& scene, const Opportunity& one, Row& row) {
  PutStage(scene, "stage", one.stage, row);
  const Application* application = ApplicationOf(scene, one);
  row.Objects(
      "stageChanges", one.changes, [&](const StageChange& change, Row& inner) {
        inner.Text("toStageId", scene.account.stages[change.stage].id);
        inner.Int("toStageIndex", static_cast<int64_t>(change.stage));
        inner.Time("updatedAt", change.when);
        PutUser(scene, "userId",
                application == nullptr ? kNone : application->recruiter, inner);
      });
  if (!one.archived.has_value()) return row.Null("archived");
  row.Object("archived", [&](Row& inner) {
    inner.Text("reason", one.archived->reason);
    inner.Time("archivedAt", one.archived->when);
  });
}

void PutPeople(const Scene& scene, const Opportunity& one, Row& row) {
  const Ref application = one.application;
  Ref owner = kNone;
  std::vector<Ref> followers;
  if (application != kNone) {
    const Application& of = scene.company.applications[application];
    owner = of.recruiter;
    // Whoever both owns and coordinates follows twice.
    for (const Ref user : {of.recruiter, of.coordinator}) {
      if (user != kNone) followers.push_back(user);
    }
  }
  row.Text("origin", one.origin);
  PutUser(scene, "sourcedBy",
          one.origin == absl::string_view("sourced") ? owner : kNone, row);
  PutUser(scene, "owner", owner, row);
  PutUsers(scene, "followers", followers, row);
}

void PutApplications(const Scene& scene, const Opportunity& one, Row& row) {
  std::vector<Ref> refs;
  if (ApplicationOf(scene, one) != nullptr) refs.push_back(one.application);
  if (row.Expands("applications")) {
    row.Objects("applications", refs, [&](Ref ref, Row& inner) {
      WriteApplication(scene, ref, inner);
    });
    return;
  }
  std::vector<std::string> ids;
  for (const Ref ref : refs) ids.push_back(UuidOf("applications", ref));
  row.Texts("applications", ids);
}

// The key is there only where there is a posting.
void PutOpportunityLocation(const Scene& scene, const Opportunity& one,
                            Row& row) {
  const Application* application = ApplicationOf(scene, one);
  if (application == nullptr) return;
  const std::vector<Ref>& offices =
      scene.company.jobs[application->job].offices;
  row.Text("opportunityLocation", offices.empty()
                                      ? "unspecified"
                                      : scene.company.offices[offices[0]].name);
}

// `ref` is a place in Account::opportunities.
void WriteOpportunity(const Scene& scene, Ref ref, Row& row) {
  const Opportunity& one = scene.account.opportunities[ref];
  const Candidate& person = scene.company.candidates[one.candidate];
  row.Text("id", one.id);
  row.Text("name", NameOf(person));
  PutContact(scene, "contact", one.candidate, row);
  row.Text("headline", HeadlineOf(person));
  row.Text("confidentiality",
           one.confidential ? "confidential" : "non-confidential");
  row.Text("location", LocationOf(person));
  PutWaysToReach(person, row);
  row.Texts("links", LinksOf(person));
  row.Texts("tags", one.tags);
  row.Texts("sources", one.sources);
  PutPlace(scene, one, row);
  PutPeople(scene, one, row);
  PutApplications(scene, one, row);
  row.Time("createdAt", one.created);
  row.Time("updatedAt", one.updated);
  row.Time("lastInteractionAt", one.interacted);
  row.Time("lastAdvancedAt", one.advanced);
  row.Time("snoozedUntil", SnoozedUntil(scene, one));
  row.Object("urls", [&](Row& inner) {
    const std::string list = "https://hire.lever.co/candidates";
    inner.Text("list", list);
    inner.Text("show", absl::StrCat(list, "/", one.id));
  });
  row.Bool("isAnonymized", person.anonymized);
  PutDataProtection(person, row);
  PutOpportunityLocation(scene, one, row);
}

// --- The filters.

bool HasAnyOf(const Query& query, absl::string_view name,
              const std::vector<std::string>& values) {
  if (!query.has(name)) return true;
  return std::any_of(
      values.begin(), values.end(),
      [&](const std::string& value) { return !query.excludes(name, value); });
}

// Addresses compare in one spelling.
bool HasEmail(const Scene& scene, const Opportunity& one) {
  if (!scene.query.has("email")) return true;
  for (const std::string& wanted : scene.query.texts("email")) {
    for (const Labeled& email :
         scene.company.candidates[one.candidate].emails) {
      if (absl::AsciiStrToLower(email.value) == absl::AsciiStrToLower(wanted)) {
        return true;
      }
    }
  }
  return false;
}

bool MatchesWhere(const Scene& scene, const Opportunity& one) {
  const Query& query = scene.query;
  const Application* application = ApplicationOf(scene, one);
  const std::string posting =
      application == nullptr ? "" : UuidOf("postings", application->job);
  const std::string archived_posting = one.archived.has_value() ? posting : "";
  const std::string reason =
      one.archived.has_value() ? one.archived->reason : "";
  return !query.excludes("stage_id", scene.account.stages[one.stage].id) &&
         !query.excludes("posting_id", posting) &&
         !query.excludes("archived_posting_id", archived_posting) &&
         !query.excludes("archive_reason_id", reason) &&
         !query.excludes("contact_id", UuidOf("contacts", one.candidate)) &&
         !query.excludes("origin", one.origin) &&
         !query.excludes("location",
                         LocationOf(scene.company.candidates[one.candidate]));
}

bool MatchesWhen(const Scene& scene, const Opportunity& one) {
  const Query& query = scene.query;
  OptionalTime archived_at;
  if (one.archived.has_value()) archived_at = one.archived->when;
  return !query.outside("created_at", one.created) &&
         !query.outside("updated_at", one.updated) &&
         !query.outside("advanced_at", one.advanced) &&
         !query.outside("archived_at", archived_at) &&
         query.flag("archived").value_or(one.archived.has_value()) ==
             one.archived.has_value();
}

bool Matches(const Scene& scene, const Opportunity& one) {
  const bool snoozed = SnoozedUntil(scene, one).has_value();
  return !one.deleted && ShowsConfidentiality(scene, one.confidential) &&
         MatchesWhen(scene, one) && MatchesWhere(scene, one) &&
         scene.query.flag("snoozed").value_or(snoozed) == snoozed &&
         HasAnyOf(scene.query, "tag", one.tags) &&
         HasAnyOf(scene.query, "source", one.sources) && HasEmail(scene, one);
}

Outcome Opportunities(const Scene& scene) {
  Listing listing{KeyShape::kRankTimeId, {}, WriteOpportunity};
  for (size_t i = 0; i < scene.account.opportunities.size(); ++i) {
    const Opportunity& one = scene.account.opportunities[i];
    if (!Matches(scene, one)) continue;
    listing.entries.push_back({{scene.account.stages[one.stage].rank,
                                absl::ToUnixMillis(one.advanced), one.id},
                               static_cast<Ref>(i)});
  }
  return listing;
}

Outcome Single(const Scene& scene) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  return One(scene,
             static_cast<Ref>(scene.account.opportunity_by_id.at(scene.ids[0])),
             WriteOpportunity);
}

std::vector<Parameter> Filters() {
  std::vector<Parameter> filters = {
      {"tag"},
      {"email"},
      {"source"},
      {"stage_id"},
      {"posting_id"},
      {"archived_posting_id"},
      {"archive_reason_id"},
      {"contact_id"},
      {"location"},
      {"archived", ParameterKind::kFlag},
      {"snoozed", ParameterKind::kFlag},
      {"origin",
       ParameterKind::kWords,
       {"agency", "applied", "internal", "referred", "sourced", "university"}},
      ConfidentialityParameter()};
  AddSpan(filters, "created_at_start", "created_at_end");
  AddSpan(filters, "updated_at_start", "updated_at_end");
  AddSpan(filters, "advanced_at_start", "advanced_at_end");
  AddSpan(filters, "archived_at_start", "archived_at_end");
  return filters;
}

}  // namespace

void AddOpportunities(std::vector<Endpoint>& all) {
  const std::vector<absl::string_view> expandable = {
      "applications", "stage", "owner", "followers", "sourcedBy", "contact"};
  all.push_back({.path = "opportunities",
                 .resource = "opportunities",
                 .answer = Opportunities,
                 .parameters = Filters(),
                 .expandable = expandable,
                 .lists = true});
  all.push_back({.path = "opportunities/*",
                 .resource = "opportunities",
                 .answer = Single,
                 .expandable = expandable});
}

}  // namespace hirewire::sim::lever
