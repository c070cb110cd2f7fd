#include "testing/simulators/ashby/stages.h"

#include <algorithm>
#include <vector>

#include "testing/simulators/ashby/view.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kTypeWords[kStageTypes] = {
    "Lead", "PreInterviewScreen", "Active", "Offer", "Hired", "Archived"};

StageType TypeOf(StageKind kind) {
  switch (kind) {
    case StageKind::kReview:
      return StageType::kPreInterviewScreen;
    case StageKind::kOffer:
      return StageType::kOffer;
    default:
      return StageType::kActive;
  }
}

// Some of those who wait for their review came as leads.
bool IsLead(const Company& company, Ref ref) {
  constexpr Ref kEvery = 5;
  const Application& application = company.applications[ref];
  return application.status == ApplicationStatus::kActive &&
         application.stage != kNone &&
         company.stages[application.stage].kind == StageKind::kReview &&
         ref % kEvery == 0;
}

}  // namespace

absl::string_view StageTypeWord(StageType type) {
  return kTypeWords[static_cast<int>(type)];
}

int PlanSize(const Company& company, Ref job) {
  return company.jobs[job].stage_count + 3;
}

bool HasStage(const Company& company, Ref plan_stage) {
  const Ref job = plan_stage / kPlanWidth;
  return job < static_cast<Ref>(company.jobs.size()) &&
         plan_stage % kPlanWidth < PlanSize(company, job);
}

PlanStage StageAt(const Company& company, Ref plan_stage) {
  const Ref job = plan_stage / kPlanWidth;
  const int order = plan_stage % kPlanWidth;
  const int own = company.jobs[job].stage_count;
  if (order == 0) return {job, order, "New Lead", StageType::kLead};
  if (order == own + 1) return {job, order, "Hired", StageType::kHired};
  if (order > own) return {job, order, "Archived", StageType::kArchived};
  const Stage& stage =
      company.stages[company.jobs[job].first_stage + order - 1];
  return {job, order, stage.name, TypeOf(stage.kind)};
}

Ref PlanStageOf(const Company& company, Ref stage) {
  const Ref job = company.stages[stage].job;
  return job * kPlanWidth + 1 + (stage - company.jobs[job].first_stage);
}

std::vector<Stay> HistoryOf(const Company& company, Ref ref) {
  const Application& application = company.applications[ref];
  const Ref plan = application.job * kPlanWidth;
  if (IsLead(company, ref)) return {{plan, application.created, std::nullopt}};
  std::vector<Stay> stays;
  const auto [first, last] =
      RowsOf(company.stage_visits, &StageVisit::application, ref);
  for (Ref i = first; i < last; ++i) {
    const StageVisit& visit = company.stage_visits[i];
    stays.push_back({PlanStageOf(company, visit.stage),
                     visit.entered.value_or(visit.created), visit.exited});
  }
  if (stays.empty()) {
    stays.push_back({plan + 1, application.created, std::nullopt});
  }
  const OptionalTime ended =
      application.hired.has_value() ? application.hired : application.rejected;
  if (ended.has_value()) {
    const int size = PlanSize(company, application.job);
    const Ref end = plan + size - (application.hired.has_value() ? 2 : 1);
    const absl::Time entered = std::max(*ended, stays.back().entered);
    stays.back().left = entered;
    stays.push_back({end, entered, std::nullopt});
  } else {
    stays.back().left = std::nullopt;
  }
  return stays;
}

absl::string_view StatusWord(const Company& company, Ref ref) {
  switch (company.applications[ref].status) {
    case ApplicationStatus::kRejected:
      return "Archived";
    case ApplicationStatus::kHired:
      return "Hired";
    case ApplicationStatus::kUnknownWord:
      return "Paused";
    default:
      return IsLead(company, ref) ? "Lead" : "Active";
  }
}

}  // namespace hirewire::sim::ashby
