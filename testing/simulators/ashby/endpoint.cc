#include "testing/simulators/ashby/endpoint.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hirewire::sim::ashby {
namespace {

Parameter Optional(absl::string_view name, Takes takes) {
  return {.name = name, .takes = takes};
}

// What paging itself takes.
void AddPaging(Endpoint& endpoint) {
  if (endpoint.gives < Gives::kPages) return;
  endpoint.parameters.push_back(Optional("limit", Takes::kLimit));
  endpoint.parameters.push_back(Optional("cursor", Takes::kText));
  if (endpoint.gives != Gives::kSyncedPages) return;
  endpoint.parameters.push_back(Optional("syncToken", Takes::kText));
}

}  // namespace

Ref Resource::Find(const View& view, absl::string_view id) const {
  const Ref ref = AshbyRef(table, id);
  if (ref == kNone || static_cast<size_t>(ref) >= count(view.company)) {
    return kNone;
  }
  return exists(view, ref) ? ref : kNone;
}

const std::vector<Endpoint>& AllEndpoints() {
  static const auto& endpoints = *[] {
    auto* all = new std::vector<Endpoint>();
    AddApiKey(*all);
    AddApplications(*all);
    AddCandidates(*all);
    AddFeedback(*all);
    AddFields(*all);
    AddFiles(*all);
    AddInterviews(*all);
    AddJobs(*all);
    AddOffers(*all);
    AddOpenings(*all);
    AddOrganization(*all);
    AddPlans(*all);
    AddPostings(*all);
    AddReasons(*all);
    for (Endpoint& endpoint : *all) AddPaging(endpoint);
    std::sort(
        all->begin(), all->end(),
        [](const Endpoint& a, const Endpoint& b) { return a.name < b.name; });
    return all;
  }();
  return endpoints;
}

const Endpoint* FindEndpoint(absl::string_view name) {
  const std::vector<Endpoint>& all = AllEndpoints();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name,
      [](const Endpoint& a, absl::string_view b) { return a.name < b; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

Parameter Id(absl::string_view name) { return Optional(name, Takes::kId); }

Parameter RequiredId(absl::string_view name) {
  return {.name = name, .takes = Takes::kId, .required = true};
}

Parameter Flag(absl::string_view name) { return Optional(name, Takes::kFlag); }

Parameter Millis(absl::string_view name) {
  return Optional(name, Takes::kMillis);
}

Parameter Words(absl::string_view name, std::vector<absl::string_view> words) {
  return {.name = name, .takes = Takes::kWords, .words = std::move(words)};
}

Endpoint InfoOf(absl::string_view name, absl::string_view permission,
                const Resource& resource, absl::string_view key,
                absl::string_view not_found, std::vector<Parameter> more) {
  more.push_back(RequiredId(key));
  return {.name = name,
          .permission = permission,
          .gives = Gives::kOne,
          .resource = &resource,
          .parameters = std::move(more),
          .key = key,
          .not_found = not_found};
}

}  // namespace hirewire::sim::ashby
