// jobs, openings and who works on them.
#include <vector>

#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/custom_values.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

const char* StatusWord(JobStatus status) {
  constexpr const char* kWords[] = {"draft", "open", "closed"};
  return kWords[static_cast<int>(status)];
}

void WriteJob(const View& view, Ref ref, Row& row) {
  const Job& job = view.company.jobs[ref];
  row.Begin(ref, job);
  row.Text("name", job.name);
  row.Text("requisition_id", job.requisition_code);
  row.Text("notes", job.notes_html);
  row.Bool("confidential", job.confidential);
  row.Word("status", StatusWord(job.status));
  row.Time("opened_at", job.opened);
  row.Time("closed_at", job.closed);
  row.Bool("is_template", job.is_template);
  row.Id("copied_from_id", Table::kJobs, job.copied_from);
  row.Id("department_id", Table::kDepartments, job.department);
  if (job.offices.empty() && ref % 2 == 0) {
    row.Int("office_ids", std::nullopt);
  } else {
    row.IdList("office_ids", Table::kOffices, job.offices);
  }
  WriteCustom(view, "custom_fields", job.custom, row);
}

void WriteOpening(const View& view, Ref ref, Row& row) {
  const Opening& opening = view.company.openings[ref];
  row.Begin(ref, opening);
  row.Id("job_id", Table::kJobs, opening.job);
  row.Time("opened_at", opening.opened);
  row.Time("closed_at", opening.closed);
  row.Int("sort_order", opening.position);
  row.Text("opening_id", opening.label);
  row.Id("application_id", Table::kApplications, opening.application);
  row.Id("close_reason_id", Table::kCloseReasons, opening.close_reason);
  row.Day("target_start_on", opening.target_start);
  row.Bool("open", opening.open);
  WriteCustom(view, "custom_fields", opening.custom, row);
}

const char* OwnerWord(JobRole role) {
  constexpr const char* kWords[] = {"recruiter", "coordinator", "sourcer", ""};
  return kWords[static_cast<int>(role)];
}

void WriteOwner(const View& view, Ref ref, Row& row) {
  const TeamMember& member = view.company.team[ref];
  row.Begin(ref, member);
  row.Id("job_id", Table::kJobs, member.job);
  row.Id("user_id", Table::kUsers, member.user);
  row.Word("type", OwnerWord(member.role));
  row.Bool("responsible", member.responsible);
}

void WriteHiringManager(const View& view, Ref ref, Row& row) {
  const TeamMember& member = view.company.team[ref];
  row.Begin(ref, member);
  row.Id("user_id", Table::kUsers, member.user);
  row.Id("job_id", Table::kJobs, member.job);
}

bool IsHiringManager(const Company& company, Ref ref) {
  return company.team[ref].role == JobRole::kHiringManager;
}

void WriteJobNote(const View& view, Ref ref, Row& row) {
  const JobNote& note = view.company.job_notes[ref];
  row.Begin(ref, note);
  row.Id("job_id", Table::kJobs, note.job);
  row.Id("user_id", Table::kUsers, note.user);
  row.Text("body", note.body);
  row.Word("visibility",
           note.admins_only ? "admin_only_visible" : "privately_visible");
}

std::vector<Filter> JobFilters() {
  return {
      {"opened_at", FilterKind::kTime, "opened_at"},
      {"closed_at", FilterKind::kTime, "closed_at"},
      {"requisition_id", FilterKind::kText, "requisition_id"},
      {"department_id", FilterKind::kNumber, "department_id"},
      {"office_id", FilterKind::kNumber, "office_ids"},
      {"custom_field_option_id", FilterKind::kNumber, "custom_field_option_id"},
      {"confidential", FilterKind::kBool, "confidential"},
      {"status", FilterKind::kWord, "status", {"open", "draft", "closed"}}};
}

std::vector<Filter> OpeningFilters() {
  return {{"job_ids", FilterKind::kList, "job_id"},
          {"application_ids", FilterKind::kList, "application_id"},
          {"close_reason_ids", FilterKind::kList, "close_reason_id"},
          {"opened_at", FilterKind::kTime, "opened_at"},
          {"closed_at", FilterKind::kTime, "closed_at"},
          {"open", FilterKind::kBool, "open"},
          {"opening_id", FilterKind::kText, "opening_id"},
          {"custom_field_option_id", FilterKind::kNumber,
           "custom_field_option_id"}};
}

}  // namespace

void AddJobs(std::vector<Collection>& all) {
  all.push_back({.name = "jobs",
                 .table = Table::kJobs,
                 .count = [](const Company& c) { return c.jobs.size(); },
                 .write = WriteJob,
                 .filters = JobFilters()});
  all.push_back({.name = "openings",
                 .table = Table::kOpenings,
                 .count = [](const Company& c) { return c.openings.size(); },
                 .write = WriteOpening,
                 .filters = OpeningFilters()});
  all.push_back({.name = "job_owners",
                 .table = Table::kJobOwners,
                 .count = [](const Company& c) { return c.team.size(); },
                 .write = WriteOwner,
                 .filters = {{"user_ids", FilterKind::kList, "user_id"},
                             {"job_ids", FilterKind::kList, "job_id"},
                             {"type",
                              FilterKind::kWord,
                              "type",
                              {"sourcer", "recruiter", "coordinator"}}},
                 .exists = [](const Company& c,
                              Ref ref) { return !IsHiringManager(c, ref); }});
  all.push_back({.name = "job_hiring_managers",
                 .table = Table::kJobHiringManagers,
                 .count = [](const Company& c) { return c.team.size(); },
                 .write = WriteHiringManager,
                 .filters = {{"user_ids", FilterKind::kList, "user_id"},
                             {"job_ids", FilterKind::kList, "job_id"}},
                 .exists = IsHiringManager});
  all.push_back({.name = "job_notes",
                 .table = Table::kJobNotes,
                 .count = [](const Company& c) { return c.job_notes.size(); },
                 .write = WriteJobNote,
                 .filters = {{"job_ids", FilterKind::kList, "job_id"},
                             {"user_ids", FilterKind::kList, "user_id"},
                             {"visibility",
                              FilterKind::kWord,
                              "visibility",
                              {"admin_only_visible", "privately_visible"}}}});
}

}  // namespace hirewire::sim
