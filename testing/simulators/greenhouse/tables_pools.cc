// Prospects: where they wait.
#include <vector>

#include "testing/simulators/greenhouse/collection.h"

namespace hirewire::sim {
namespace {

void WritePool(const View& view, Ref ref, Row& row) {
  const Pool& pool = view.company.pools[ref];
  row.Begin(ref, pool);
  row.Text("name", pool.name);
  row.Bool("active", pool.active);
  row.Text("description", pool.description);
  row.IdList("department_ids", Table::kDepartments, pool.departments);
  row.IdList("office_ids", Table::kOffices, pool.offices);
  row.IdList("job_ids", Table::kJobs, pool.jobs);
}

void WritePoolStage(const View& view, Ref ref, Row& row) {
  const PoolStage& stage = view.company.pool_stages[ref];
  row.Begin(ref, stage);
  row.Id("prospect_pool_id", Table::kProspectPools, stage.pool);
  row.Text("name", stage.name);
  row.Int("sort_order", stage.position);
}

// One per prospect, at the same place as the application.
void WriteDetail(const View& view, Ref ref, Row& row) {
  const Application& application = view.company.applications[ref];
  row.Begin(ref, application);
  row.Id("application_id", Table::kApplications, ref);
  row.Id("pool_id", Table::kProspectPools, application.pool);
  row.Id("pool_stage_id", Table::kProspectPoolStages, application.pool_stage);
  row.Id("prospect_owner_id", Table::kUsers, application.recruiter);
  row.Int("department_id", std::nullopt);
  row.Int("office_id", std::nullopt);
}

std::vector<Filter> DetailFilters() {
  return {{"application_ids", FilterKind::kList, "application_id"},
          {"pool_ids", FilterKind::kList, "pool_id"},
          {"pool_stage_ids", FilterKind::kList, "pool_stage_id"},
          {"prospect_owner_ids", FilterKind::kList, "prospect_owner_id"},
          {"department_ids", FilterKind::kList, "department_id"},
          {"office_ids", FilterKind::kList, "office_id"}};
}

}  // namespace

void AddPools(std::vector<Collection>& all) {
  all.push_back({.name = "prospect_pools",
                 .table = Table::kProspectPools,
                 .count = [](const Company& c) { return c.pools.size(); },
                 .write = WritePool});
  all.push_back({.name = "prospect_pool_stages",
                 .table = Table::kProspectPoolStages,
                 .count = [](const Company& c) { return c.pool_stages.size(); },
                 .write = WritePoolStage,
                 .filters = {{"prospect_pool_ids", FilterKind::kList,
                              "prospect_pool_id"}}});
  all.push_back(
      {.name = "prospect_details",
       .table = Table::kProspectDetails,
       .count = [](const Company& c) { return c.applications.size(); },
       .write = WriteDetail,
       .filters = DetailFilters(),
       .exists = [](const Company& c,
                    Ref ref) { return c.applications[ref].prospect; }});
}

}  // namespace hirewire::sim
