#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "jobs:read";

absl::string_view StateOf(const View& view, const Opening& opening) {
  if (opening.application != kNone) return "Filled";
  if (!opening.open) return "Closed";
  return view.company.jobs[opening.job].status == JobStatus::kDraft ? "Draft"
                                                                    : "Open";
}

void WriteVersion(const View& view, Ref ref, JsonWriter& writer) {
  const Opening& opening = view.company.openings[ref];
  const Job& job = view.company.jobs[opening.job];
  writer.Key("latestVersion").BeginObject();
  WriteId("id", Table::kOpeningVersion, ref, writer);
  writer.Key("identifier").OptionalString(opening.label);
  writer.Key("description").String(absl::StrCat("Seat for ", job.name));
  WriteId("authorId", Table::kUser, 0, writer);
  WriteTime("createdAt", opening.created, writer);
  WriteIdIfAny("teamId", Table::kDepartment, job.department, writer);
  writer.Key("jobIds").BeginArray();
  writer.String(AshbyId(Table::kJob, opening.job)).EndArray();
  writer.Key("targetHireDate").Null();
  writer.Key("targetStartDate");
  if (opening.target_start.has_value()) {
    writer.String(absl::FormatCivilTime(*opening.target_start));
  } else {
    writer.Null();
  }
  writer.Key("isBackfill").Bool(ref % 4 == 3);
  writer.Key("employmentType").String(EmploymentType(opening.job));
  writer.Key("locationIds").BeginArray();
  for (const Ref office : job.offices) {
    writer.String(AshbyId(Table::kLocation, office));
  }
  writer.EndArray();
  WriteHiringTeam(view, opening.job, writer);
  WriteCustomFields(view, "customFields", opening.custom, writer);
  writer.EndObject();
}

void WriteOpening(const View& view, const Arguments&, Ref ref,
                  JsonWriter& writer) {
  const Opening& opening = view.company.openings[ref];
  writer.BeginObject();
  WriteId("id", Table::kOpening, ref, writer);
  WriteTimeOrNull("openedAt", opening.opened, writer);
  WriteTimeOrNull("closedAt", opening.closed, writer);
  writer.Key("isArchived").Bool(false);
  writer.Key("archivedAt").Null();
  WriteIdOrNull("closeReasonId", Table::kCloseReason, opening.close_reason,
                writer);
  writer.Key("openingState").String(StateOf(view, opening));
  WriteVersion(view, ref, writer);
  writer.EndObject();
}

constexpr Resource kOpenings = {
    .table = Table::kOpening,
    .count = CountOf<&Company::openings>,
    .exists =
        [](const View& view, Ref ref) {
          const Opening& opening = view.company.openings[ref];
          return !opening.deleted && view.SeesJob(opening.job);
        },
    .write = WriteOpening,
    .record = RecordOf<&Company::openings>};

}  // namespace

const Resource& Openings() { return kOpenings; }

void AddOpenings(std::vector<Endpoint>& all) {
  all.push_back({.name = "opening.list",
                 .permission = kMay,
                 .gives = Gives::kSyncedPages,
                 .resource = &kOpenings,
                 .parameters = {Millis("createdAfter")}});
  all.push_back(InfoOf("opening.info", kMay, kOpenings, "openingId",
                       "opening_not_found"));
}

}  // namespace hirewire::sim::ashby
