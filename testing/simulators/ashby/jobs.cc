#include <string>
#include <vector>

#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "jobs:read";

// Some closed jobs are put away for good.
absl::string_view StatusOf(const View& view, Ref ref) {
  switch (view.company.jobs[ref].status) {
    case JobStatus::kDraft:
      return "Draft";
    case JobStatus::kOpen:
      return "Open";
    case JobStatus::kClosed:
      break;
  }
  return view.Archived(ref) ? "Archived" : "Closed";
}

void WritePostings(const View& view, const Arguments& arguments, Ref ref,
                   JsonWriter& writer) {
  const auto [first, last] = RowsOf(view.company.job_posts, &JobPost::job, ref);
  writer.Key("jobPostingIds").BeginArray();
  for (Ref i = first; i < last; ++i) {
    const JobPost& post = view.company.job_posts[i];
    if (post.deleted) continue;
    if (post.live || arguments.True("includeUnpublishedJobPostingsIds")) {
      writer.String(AshbyId(Table::kJobPosting, i));
    }
  }
  writer.EndArray();
}

void WriteExpanded(const View& view, const Arguments& arguments, Ref ref,
                   JsonWriter& writer) {
  const Job& job = view.company.jobs[ref];
  if (arguments.Expands("location") && !job.offices.empty()) {
    writer.Key("location");
    Locations().write(view, arguments, job.offices[0], writer);
  }
  if (!arguments.Expands("openings")) return;
  writer.Key("openings").BeginArray();
  const auto [first, last] = RowsOf(view.company.openings, &Opening::job, ref);
  for (Ref i = first; i < last; ++i) {
    if (view.company.openings[i].deleted) continue;
    Openings().write(view, arguments, i, writer);
  }
  writer.EndArray();
}

void WriteJob(const View& view, const Arguments& arguments, Ref ref,
              JsonWriter& writer) {
  const Job& job = view.company.jobs[ref];
  writer.BeginObject();
  WriteId("id", Table::kJob, ref, writer);
  writer.Key("title").String(job.name);
  writer.Key("confidential").Bool(job.confidential);
  writer.Key("status").String(StatusOf(view, ref));
  writer.Key("employmentType").String(EmploymentType(ref));
  WriteIdOrNull("locationId", Table::kLocation,
                job.offices.empty() ? kNone : job.offices[0], writer);
  WriteIdOrNull("departmentId", Table::kDepartment, job.department, writer);
  // Drafts may have no plan yet that a new application would follow.
  if (job.status != JobStatus::kDraft) {
    WriteId("defaultInterviewPlanId", Table::kInterviewPlan, ref, writer);
  }
  writer.Key("interviewPlanIds").BeginArray();
  writer.String(AshbyId(Table::kInterviewPlan, ref)).EndArray();
  WritePostings(view, arguments, ref, writer);
  WriteCustomFields(view, "customFields", job.custom, writer);
  WriteHiringTeam(view, ref, writer);
  writer.Key("customRequisitionId").OptionalString(job.requisition_code);
  WriteId("brandId", Table::kBrand, 0, writer);
  WriteUser(view, "author", 0, writer);
  WriteTime("createdAt", job.created, writer);
  WriteTime("updatedAt", job.updated, writer);
  WriteTimeOrNull("openedAt", job.opened, writer);
  WriteTimeOrNull("closedAt", job.closed, writer);
  WriteExpanded(view, arguments, ref, writer);
  writer.EndObject();
}

// Whether a time lies between two parameters, either of which may be absent.
bool Between(const OptionalTime& time, const OptionalTime& after,
             const OptionalTime& before) {
  if (after.has_value() && (!time.has_value() || *time <= *after)) return false;
  return !before.has_value() || (time.has_value() && *time < *before);
}

bool ListsJob(const View& view, const Arguments& arguments, Ref ref) {
  const Job& job = view.company.jobs[ref];
  const absl::string_view status = StatusOf(view, ref);
  if (arguments.Has("status") ? !arguments.Admits("status", status)
                              : status == "Draft") {
    return false;
  }
  return Between(job.opened, arguments.Time("openedAfter"),
                 arguments.Time("openedBefore")) &&
         Between(job.closed, arguments.Time("closedAfter"),
                 arguments.Time("closedBefore"));
}

constexpr Resource kJobs = {
    .table = Table::kJob,
    .count = CountOf<&Company::jobs>,
    .exists = [](const View& view, Ref ref) { return view.SeesJob(ref); },
    .write = WriteJob,
    .record = RecordOf<&Company::jobs>};

}  // namespace

const Resource& Jobs() { return kJobs; }

void AddJobs(std::vector<Endpoint>& all) {
  const Parameter expand = Words("expand", {"location", "openings"});
  const Parameter unpublished = Flag("includeUnpublishedJobPostingsIds");
  all.push_back(
      {.name = "job.list",
       .permission = kMay,
       .gives = Gives::kSyncedPages,
       .resource = &kJobs,
       .parameters = {Millis("createdAfter"),
                      Words("status", {"Draft", "Open", "Closed", "Archived"}),
                      Millis("openedAfter"), Millis("openedBefore"),
                      Millis("closedAfter"), Millis("closedBefore"),
                      unpublished, expand},
       .lists = ListsJob});
  all.push_back(InfoOf("job.info", kMay, kJobs, "id", "job_not_found",
                       {unpublished, expand}));
}

}  // namespace hirewire::sim::ashby
