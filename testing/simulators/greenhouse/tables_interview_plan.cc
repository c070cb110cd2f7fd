// Stages of jobs, the interviews planned in them and the kits they use.
#include <vector>

#include "testing/simulators/greenhouse/collection.h"

namespace hirewire::sim {
namespace {

void WriteStage(const View& view, Ref ref, Row& row) {
  const Stage& stage = view.company.stages[ref];
  row.Begin(ref, stage);
  row.Id("job_id", Table::kJobs, stage.job);
  row.Int("sort_order", stage.position);
  row.Text("name", stage.name);
  row.Bool("active", stage.active);
}

void WritePlanned(const View& view, Ref ref, Row& row) {
  const PlannedInterview& planned = view.company.planned_interviews[ref];
  row.Begin(ref, planned);
  row.Id("job_interview_stage_id", Table::kJobInterviewStages, planned.stage);
  row.Id("job_id", Table::kJobs, planned.job);
  row.Int("sort_order", planned.position);
  row.Word("scheduling_type",
           planned.minutes.has_value() ? "needs_scheduling" : nullptr);
  row.Int("duration", planned.minutes);
  row.Text("summary", planned.summary);
  row.Text("instructions", planned.instructions);
  row.Text("name", planned.name);
  row.Bool("active", planned.active);
  row.Bool("require_scorecard", planned.needs_scorecard);
}

void WriteKit(const View& view, Ref ref, Row& row) {
  const InterviewKit& kit = view.company.kits[ref];
  row.Begin(ref, kit);
  row.Id("job_id", Table::kJobs, kit.job);
  row.Id("job_interview_id", Table::kJobInterviews, kit.planned);
  row.Text("exercises", kit.exercises);
  row.Bool("anonymize_candidate", std::nullopt);
  row.Bool("anonymize_resumes", false);
}

void WriteDefaultInterviewer(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.kits[ref]);
  row.Id("user_id", Table::kUsers,
         ref % static_cast<Ref>(view.company.users.size()));
  row.Id("interview_kit_id", Table::kInterviewKits, ref);
}

// Two groups for all jobs: the type of an attribute is its group.
void WriteAttributeType(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.jobs[ref / 2]);
  row.Word("name", ref % 2 == 0 ? "Soft skills" : "Skills");
  row.Id("job_id", Table::kJobs, ref / 2);
  row.Int("sort_order", ref % 2);
  row.Bool("active", true);
  row.Bool("is_draft", std::nullopt);
}

void WriteAttribute(const View& view, Ref ref, Row& row) {
  const JobAttribute& attribute = view.company.job_attributes[ref];
  row.Begin(ref, attribute);
  row.Id("job_id", Table::kJobs, attribute.job);
  row.Id("candidate_attribute_type_id", Table::kAttributeTypes,
         attribute.job * 2 + (attribute.group == "Soft skills" ? 0 : 1));
  row.Bool("active", attribute.active);
  row.Int("sort_order", attribute.position);
  row.Text("name", attribute.name);
}

// Each kit looks at the first attribute of its job.
void WriteFocus(const View& view, Ref ref, Row& row) {
  const InterviewKit& kit = view.company.kits[ref];
  row.Begin(ref, kit);
  row.Id("interview_kit_id", Table::kInterviewKits, ref);
  const Ref per_job = static_cast<Ref>(view.company.job_attributes.size() /
                                       view.company.jobs.size());
  row.Id("job_candidate_attribute_id", Table::kJobAttributes,
         kit.job * per_job);
}

size_t CountKits(const Company& company) { return company.kits.size(); }

void AddAttributes(std::vector<Collection>& all) {
  all.push_back({.name = "candidate_attribute_types",
                 .table = Table::kAttributeTypes,
                 .count = [](const Company& c) { return c.jobs.size() * 2; },
                 .write = WriteAttributeType,
                 .filters = {{"job_ids", FilterKind::kList, "job_id"},
                             {"active", FilterKind::kBool, "active"},
                             {"is_draft", FilterKind::kBool, "is_draft"}}});
  all.push_back(
      {.name = "job_candidate_attributes",
       .table = Table::kJobAttributes,
       .count = [](const Company& c) { return c.job_attributes.size(); },
       .write = WriteAttribute,
       .filters = {{"job_ids", FilterKind::kList, "job_id"},
                   {"candidate_attribute_type_ids", FilterKind::kList,
                    "candidate_attribute_type_id"},
                   {"active", FilterKind::kBool, "active"}}});
  all.push_back(
      {.name = "focus_candidate_attributes",
       .table = Table::kFocusAttributes,
       .count = CountKits,
       .write = WriteFocus,
       .filters = {{"interview_kit_ids", FilterKind::kList, "interview_kit_id"},
                   {"job_candidate_attribute_ids", FilterKind::kList,
                    "job_candidate_attribute_id"}}});
}

}  // namespace

void AddInterviewPlan(std::vector<Collection>& all) {
  all.push_back({.name = "job_interview_stages",
                 .table = Table::kJobInterviewStages,
                 .count = [](const Company& c) { return c.stages.size(); },
                 .write = WriteStage,
                 .filters = {{"job_ids", FilterKind::kList, "job_id"},
                             {"active", FilterKind::kBool, "active"}}});
  all.push_back(
      {.name = "job_interviews",
       .table = Table::kJobInterviews,
       .count = [](const Company& c) { return c.planned_interviews.size(); },
       .write = WritePlanned,
       .filters = {{"job_interview_stage_ids", FilterKind::kList,
                    "job_interview_stage_id"},
                   {"job_ids", FilterKind::kList, "job_id"},
                   {"active", FilterKind::kBool, "active"},
                   {"scheduling_type",
                    FilterKind::kWord,
                    "scheduling_type",
                    {"none", "needs_scheduling", "take_home_test", "offer"}}}});
  all.push_back({.name = "interview_kits",
                 .table = Table::kInterviewKits,
                 .count = CountKits,
                 .write = WriteKit,
                 .filters = {{"job_ids", FilterKind::kList, "job_id"},
                             {"job_interview_ids", FilterKind::kList,
                              "job_interview_id"}}});
  all.push_back({.name = "default_interviewers",
                 .table = Table::kDefaultInterviewers,
                 .count = CountKits,
                 .write = WriteDefaultInterviewer,
                 .filters = {{"user_ids", FilterKind::kList, "user_id"},
                             {"interview_kit_ids", FilterKind::kList,
                              "interview_kit_id"}}});
  AddAttributes(all);
}

}  // namespace hirewire::sim
