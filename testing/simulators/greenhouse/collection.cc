#include "testing/simulators/greenhouse/collection.h"

#include <algorithm>
#include <vector>

namespace hirewire::sim {

const std::vector<Collection>& AllCollections() {
  static const auto& collections = *[] {
    auto* all = new std::vector<Collection>();
    AddPeople(*all);
    AddPapers(*all);
    AddApplications(*all);
    AddJobs(*all);
    AddJobPosts(*all);
    AddInterviewPlan(*all);
    AddInterviews(*all);
    AddScorecards(*all);
    AddUsers(*all);
    AddOrganization(*all);
    AddCustomFields(*all);
    AddApprovals(*all);
    AddDemographics(*all);
    AddPools(*all);
    std::sort(all->begin(), all->end(),
              [](const Collection& a, const Collection& b) {
                return a.name < b.name;
              });
    return all;
  }();
  return collections;
}

const Collection* FindCollection(absl::string_view name) {
  const std::vector<Collection>& all = AllCollections();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name,
      [](const Collection& a, absl::string_view b) { return a.name < b; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

}  // namespace hirewire::sim
