#include "testing/simulators/lever/endpoint.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace hirewire::sim::lever {
namespace {

const std::vector<Endpoint>& AllEndpoints() {
  static const auto& endpoints = *[] {
    auto* all = new std::vector<Endpoint>();
    AddOpportunities(*all);
    AddPeople(*all);
    AddApplications(*all);
    AddPostings(*all);
    AddApplyForms(*all);
    AddRequisitions(*all);
    AddSettings(*all);
    AddUsers(*all);
    AddInterviews(*all);
    AddFeedback(*all);
    AddFeedbackTemplates(*all);
    AddNotes(*all);
    AddOffers(*all);
    AddFiles(*all);
    AddEeo(*all);
    AddDeleted(*all);
    return all;
  }();
  return endpoints;
}

// The ids, where the path is one of that pattern.
std::optional<std::vector<std::string>> Match(
    absl::string_view pattern, const std::vector<std::string>& parts) {
  const std::vector<absl::string_view> wanted = absl::StrSplit(pattern, '/');
  if (wanted.size() != parts.size()) return std::nullopt;
  std::vector<std::string> ids;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (wanted[i] == "*" && !parts[i].empty()) {
      ids.push_back(parts[i]);
    } else if (wanted[i] != parts[i]) {
      return std::nullopt;
    }
  }
  return ids;
}

}  // namespace

bool operator<(const SortKey& a, const SortKey& b) {
  return std::tie(a.rank, b.time, a.id) < std::tie(b.rank, a.time, b.id);
}

std::optional<Route> FindRoute(absl::string_view path) {
  if (!absl::ConsumePrefix(&path, "/v1/")) return std::nullopt;
  std::vector<std::string> parts = absl::StrSplit(path, '/');
  if (parts[0] == "candidates") parts[0] = "opportunities";
  // Where a word and an id would both do, the word is meant.
  std::optional<Route> best;
  for (const Endpoint& endpoint : AllEndpoints()) {
    auto ids = Match(endpoint.path, parts);
    if (!ids.has_value()) continue;
    if (best.has_value() && best->ids.size() <= ids->size()) continue;
    best = Route{&endpoint, *std::move(ids)};
  }
  return best;
}

Reply One(const Scene& scene, Ref ref, void (*write)(const Scene&, Ref, Row&)) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("data");
  Row row(writer, &scene.query);
  write(scene, ref, row);
  row.End();
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

Reply Missing(absl::string_view what, absl::string_view id) {
  return Refuse(404, "ResourceNotFound",
                absl::StrCat(what, " ", id, " was not found"));
}

Reply NotGranted() {
  return Refuse(403, "Forbidden",
                "This key has no access to that. Talk to a Super Admin.");
}

std::variant<Reply, const Opportunity*> ParentOf(const Scene& scene) {
  const auto found = scene.account.opportunity_by_id.find(scene.ids[0]);
  if (found == scene.account.opportunity_by_id.end()) {
    return Missing("opportunities", scene.ids[0]);
  }
  const Opportunity& one = scene.account.opportunities[found->second];
  if (one.deleted) return Missing("opportunities", scene.ids[0]);
  if (one.confidential && !scene.grant.confidential) return NotGranted();
  return &one;
}

bool ShowsConfidentiality(const Scene& scene, bool confidential) {
  const std::string asked = scene.query.word("confidentiality");
  if (asked == "all") return true;
  return confidential == (asked == "confidential");
}

Parameter ConfidentialityParameter() {
  return {"confidentiality",
          ParameterKind::kWord,
          {"confidential", "non-confidential", "all"}};
}

void AddSpan(std::vector<Parameter>& parameters, absl::string_view start,
             absl::string_view end) {
  parameters.push_back({start, ParameterKind::kMillis});
  parameters.push_back({end, ParameterKind::kMillis});
}

Listing ByTime(std::vector<Entry> entries,
               void (*write)(const Scene&, Ref, Row&)) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return {KeyShape::kTimeId, std::move(entries), write};
}

Entry TimeEntry(absl::Time time, std::string id, Ref ref) {
  return {{0, absl::ToUnixMillis(time), std::move(id)}, ref};
}

}  // namespace hirewire::sim::lever
