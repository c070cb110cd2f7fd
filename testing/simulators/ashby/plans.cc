// Interview plans and their stages.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"
#include "testing/simulators/ashby/stages.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "interviews:read";

bool SeesJob(const View& view, Ref ref) { return view.SeesJob(ref); }

// The plans of closed jobs are put away.
bool PlanArchived(const View& view, Ref job) {
  return view.company.jobs[job].status == JobStatus::kClosed;
}

void WritePlan(const View& view, const Arguments&, Ref ref,
               JsonWriter& writer) {
  const Job& job = view.company.jobs[ref];
  writer.BeginObject();
  WriteId("id", Table::kInterviewPlan, ref, writer);
  writer.Key("title").String(absl::StrCat("Plan: ", job.name));
  writer.Key("isArchived").Bool(PlanArchived(view, ref));
  WriteTime("createdAt", job.created, writer);
  WriteTime("updatedAt", job.updated, writer);
  writer.EndObject();
}

void WriteStageMembers(const View& view, Ref ref, JsonWriter& writer) {
  const PlanStage stage = StageAt(view.company, ref);
  WriteId("id", Table::kInterviewStage, ref, writer);
  writer.Key("title").String(stage.title);
  writer.Key("type").String(StageTypeWord(stage.type));
  writer.Key("orderInInterviewPlan").Int(stage.order);
  // Stages may belong to no group.
  const bool grouped = !view.awkward || ref % 3 != 0;
  WriteIdOrNull("interviewStageGroupId", Table::kInterviewStageGroup,
                grouped ? static_cast<Ref>(stage.type) : kNone, writer);
}

void WriteStage(const View& view, const Arguments&, Ref ref,
                JsonWriter& writer) {
  writer.BeginObject();
  WriteStageMembers(view, ref, writer);
  WriteId("interviewPlanId", Table::kInterviewPlan, ref / kPlanWidth, writer);
  writer.EndObject();
}

void WriteGroup(const View&, const Arguments&, Ref ref, JsonWriter& writer) {
  const absl::string_view word = StageTypeWord(static_cast<StageType>(ref));
  writer.BeginObject();
  WriteId("id", Table::kInterviewStageGroup, ref, writer);
  writer.Key("title").String(absl::StrCat(word, " stages"));
  writer.Key("order").Int(ref);
  writer.Key("stageType").String(word).EndObject();
}

// The interviews that a stage of a plan calls for.
void WriteActivities(const View& view, Ref plan_stage, JsonWriter& writer) {
  const Company& company = view.company;
  writer.Key("activities").BeginArray();
  const PlanStage stage = StageAt(company, plan_stage);
  const int own = company.jobs[stage.job].stage_count;
  if (stage.order >= 1 && stage.order <= own) {
    const auto [first, last] =
        RowsOf(company.planned_interviews, &PlannedInterview::stage,
               company.jobs[stage.job].first_stage + stage.order - 1);
    for (Ref i = first; i < last; ++i) {
      const PlannedInterview& planned = company.planned_interviews[i];
      writer.BeginObject();
      WriteId("id", Table::kActivity, i, writer);
      writer.Key("title").String(planned.name);
      writer.Key("interviews").BeginArray().BeginObject();
      WriteId("interviewId", Table::kInterview, i, writer);
      writer.Key("title").String(planned.name);
      writer.Key("interviewDurationMinutes").Int(planned.minutes.value_or(45));
      writer.Key("isSchedulable").Bool(true);
      writer.EndObject().EndArray().EndObject();
    }
  }
  writer.EndArray();
}

void WriteJobPlan(const View& view, const Arguments&, Ref job,
                  JsonWriter& writer) {
  writer.BeginObject();
  WriteId("jobId", Table::kJob, job, writer);
  WriteId("interviewPlanId", Table::kInterviewPlan, job, writer);
  writer.Key("stages").BeginArray();
  const int size = PlanSize(view.company, job);
  for (int order = 0; order < size; ++order) {
    writer.BeginObject();
    WriteStageMembers(view, job * kPlanWidth + order, writer);
    WriteActivities(view, job * kPlanWidth + order, writer);
    writer.EndObject();
  }
  writer.EndArray().EndObject();
}

std::vector<Ref> PlacesOfPlan(const View&, const Arguments& arguments) {
  const Ref plan = arguments.RefIn(Table::kInterviewPlan, "interviewPlanId");
  std::vector<Ref> places;
  for (int i = 0; i < kPlanWidth; ++i) places.push_back(plan * kPlanWidth + i);
  return places;
}

constexpr Resource kPlans = {.table = Table::kInterviewPlan,
                             .count = CountOf<&Company::jobs>,
                             .exists = SeesJob,
                             .write = WritePlan,
                             .record = RecordOf<&Company::jobs>};
constexpr Resource kJobPlans = {.table = Table::kJob,
                                .count = CountOf<&Company::jobs>,
                                .exists = SeesJob,
                                .write = WriteJobPlan};
constexpr Resource kStages = {
    .table = Table::kInterviewStage,
    .count = [](const Company& c) { return c.jobs.size() * kPlanWidth; },
    .exists =
        [](const View& view, Ref ref) {
          return HasStage(view.company, ref) && view.SeesJob(ref / kPlanWidth);
        },
    .write = WriteStage};
constexpr Resource kGroups = {
    .table = Table::kInterviewStageGroup,
    .count = [](const Company&) { return size_t{kStageTypes}; },
    .exists = [](const View&, Ref) { return true; },
    .write = WriteGroup};

}  // namespace

const Resource& Plans() { return kPlans; }
const Resource& Stages() { return kStages; }

void AddPlans(std::vector<Endpoint>& all) {
  all.push_back(
      {.name = "interviewPlan.list",
       .permission = kMay,
       .gives = Gives::kSyncedPages,
       .resource = &kPlans,
       .parameters = {Flag("includeArchived")},
       .lists = [](const View& view, const Arguments& arguments, Ref ref) {
         return !PlanArchived(view, ref) || arguments.True("includeArchived");
       }});
  all.push_back({.name = "interviewStage.list",
                 .permission = kMay,
                 .gives = Gives::kAll,
                 .resource = &kStages,
                 .parameters = {RequiredId("interviewPlanId")},
                 .key = "interviewPlanId",
                 .parent = &kPlans,
                 .not_found = "interview_plan_not_found",
                 .places = PlacesOfPlan});
  all.push_back(InfoOf("interviewStage.info", kMay, kStages, "interviewStageId",
                       "interview_stage_not_found"));
  all.push_back({.name = "interviewStageGroup.list",
                 .permission = kMay,
                 .gives = Gives::kAll,
                 .resource = &kGroups});
  all.push_back(InfoOf("jobInterviewPlan.info", "jobs:read", kJobPlans, "jobId",
                       "job_not_found"));
}

}  // namespace hirewire::sim::ashby
