// Ashby's interview plans: every job has one, made of the company's stages and
// of those that Ashby adds, and an application stands in one of its stages
// until and beyond the end.
//
//   Lead, the company's own, Hired, Archived
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_STAGES_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_STAGES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/company.h"

namespace hirewire::sim::ashby {

enum class StageType {
  kLead,
  kPreInterviewScreen,
  kActive,
  kOffer,
  kHired,
  kArchived,
};
inline constexpr int kStageTypes = 6;
// "PreInterviewScreen"
absl::string_view StageTypeWord(StageType type);

// A stage's Ref in Table::kInterviewStage is its job's times this, plus its
// order in the plan.
inline constexpr int kPlanWidth = 16;

struct PlanStage {
  Ref job = kNone;
  int order = 0;
  std::string title;
  StageType type = StageType::kActive;
};

// How many stages the plan of a job has.
int PlanSize(const Company& company, Ref job);
// Whether a job has such a stage, which StageAt then describes.
bool HasStage(const Company& company, Ref plan_stage);
PlanStage StageAt(const Company& company, Ref plan_stage);
// Where a stage of the company stands in its job's plan.
Ref PlanStageOf(const Company& company, Ref stage);

// One stay of an application in a stage.
struct Stay {
  Ref plan_stage = kNone;
  absl::Time entered;
  OptionalTime left;
};
// An item's Ref in Table::kApplicationHistory is its application's times this,
// plus its number.
inline constexpr int kHistoryWidth = 16;

// From first to last, never empty. The application has a job.
std::vector<Stay> HistoryOf(const Company& company, Ref application);

// "Active", "Hired", "Archived", "Lead", or a word that no document lists.
absl::string_view StatusWord(const Company& company, Ref application);

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_STAGES_H_
