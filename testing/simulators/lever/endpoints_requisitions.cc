// requisitions, one per job that has a code, and the fields they may have.
#include <string>
#include <vector>

#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

const char* StatusOf(const Job& job) {
  switch (job.status) {
    case JobStatus::kDraft:
      return "draft";
    case JobStatus::kOpen:
      return "open";
    case JobStatus::kClosed:
      return "closed";
  }
  return "draft";
}

void PutHeads(const Scene& scene, Ref job, Row& row) {
  const std::vector<Ref>& openings = scene.account.openings_of[job];
  int64_t hired = 0;
  for (const Ref ref : openings) {
    if (scene.company.openings[ref].application != kNone) ++hired;
  }
  const bool unlimited = scene.awkward && job % 7 == 3;
  if (unlimited) {
    row.Text("headcountTotal", "unlimited");
  } else {
    row.Int("headcountTotal", static_cast<int64_t>(openings.size()));
  }
  row.Int("headcountHired", hired);
  row.Bool("headcountInfinite", unlimited);
}

void WriteRequisition(const Scene& scene, Ref ref, Row& row) {
  const Job& job = scene.company.jobs[ref];
  row.Text("id", UuidOf("requisitions", ref));
  row.Text("requisitionCode", job.requisition_code);
  row.Text("name", job.name);
  row.Text("status", StatusOf(job));
  row.Text("confidentiality",
           job.confidential ? "confidential" : "non-confidential");
  row.Text("backfill", "");
  PutHeads(scene, ref, row);
  row.Text("employmentStatus",
           ref % 3 == 0 ? OptionalText() : OptionalText("full-time"));
  row.Text("location", job.offices.empty()
                           ? OptionalText()
                           : scene.company.offices[job.offices[0]].name);
  for (const char* name : {"team", "department"}) {
    row.Text(name, job.department == kNone
                       ? OptionalText()
                       : scene.company.departments[job.department].name);
  }
  PutUser(scene, "creator", TeamMemberOf(scene, ref, JobRole::kRecruiter), row);
  PutUser(scene, "owner", TeamMemberOf(scene, ref, JobRole::kRecruiter), row);
  PutUser(scene, "hiringManager",
          TeamMemberOf(scene, ref, JobRole::kHiringManager), row);
  row.Text("internalNotes", job.notes_html.value_or(""));
  row.Null("compensationBand");
  row.Object("approval", [](Row& inner) { inner.Texts("steps", {}); });
  PutPostings(scene, "postings", {ref}, row);
  row.Texts("offerIds", {});
  row.Object("customFields", [](Row&) {});
  row.Null("timeToFillStartAt");
  row.Null("timeToFillEndAt");
  row.Time("createdAt", job.created);
  row.Time("updatedAt", job.updated);
  row.Time("closedAt", job.closed);
}

bool Exists(const Scene& scene, Ref ref) {
  if (ref == kNone || ref >= static_cast<Ref>(scene.company.jobs.size())) {
    return false;
  }
  const Job& job = scene.company.jobs[ref];
  return !job.deleted && job.requisition_code.has_value();
}

Outcome Requisitions(const Scene& scene) {
  const Query& query = scene.query;
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.company.jobs.size(); ++i) {
    const Ref ref = static_cast<Ref>(i);
    const Job& job = scene.company.jobs[i];
    if (!Exists(scene, ref) || !ShowsConfidentiality(scene, job.confidential) ||
        query.excludes("requisition_code", *job.requisition_code) ||
        query.excludes("status", StatusOf(job)) ||
        query.outside("created_at", job.created)) {
      continue;
    }
    entries.push_back(TimeEntry(job.created, UuidOf("requisitions", ref), ref));
  }
  return ByTime(std::move(entries), WriteRequisition);
}

Outcome Requisition(const Scene& scene) {
  const Ref ref = RefOf("requisitions", scene.ids[0]);
  if (!Exists(scene, ref)) return Missing("requisitions", scene.ids[0]);
  if (scene.company.jobs[ref].confidential && !scene.grant.confidential) {
    return NotGranted();
  }
  return One(scene, ref, WriteRequisition);
}

// `ref` is a custom field of openings.
void WriteField(const Scene& scene, Ref ref, Row& row) {
  const CustomField& field = scene.company.custom_fields[ref];
  row.Text("id", field.key);
  row.Text("text", field.name);
  row.Text("type", field.type == CustomType::kNumber ? "number"
                   : field.type == CustomType::kDate ? "date"
                                                     : "text");
  row.Bool("isRequired", field.required);
}

// Whole, without hasNext.
Outcome Fields(const Scene& scene) {
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.company.custom_fields.size(); ++i) {
    const CustomField& field = scene.company.custom_fields[i];
    if (field.deleted || field.owner != CustomOwner::kOpening) continue;
    entries.push_back({{0, 0, field.key}, static_cast<Ref>(i)});
  }
  Listing listing = ByTime(std::move(entries), WriteField);
  listing.paged = false;
  return listing;
}

}  // namespace

void AddRequisitions(std::vector<Endpoint>& all) {
  std::vector<Parameter> filters = {
      {"requisition_code"},
      {"status", ParameterKind::kWords, {"open", "onHold", "closed", "draft"}},
      ConfidentialityParameter()};
  AddSpan(filters, "created_at_start", "created_at_end");
  const std::vector<absl::string_view> expandable = {"creator", "hiringManager",
                                                     "owner", "postings"};
  all.push_back({.path = "requisitions",
                 .resource = "requisitions",
                 .answer = Requisitions,
                 .parameters = filters,
                 .expandable = expandable,
                 .lists = true});
  all.push_back({.path = "requisitions/*",
                 .resource = "requisitions",
                 .answer = Requisition,
                 .expandable = expandable});
  all.push_back({.path = "requisition_fields",
                 .resource = "requisition_fields",
                 .answer = Fields});
}

}  // namespace hirewire::sim::lever
