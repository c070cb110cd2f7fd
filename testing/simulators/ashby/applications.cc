#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"
#include "testing/simulators/ashby/stages.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "candidates:read";

void WriteJob(const View& view, Ref ref, JsonWriter& writer) {
  const Job& job = view.company.jobs[ref];
  writer.Key("job").BeginObject();
  WriteId("id", Table::kJob, ref, writer);
  writer.Key("title").String(job.name);
  if (!job.offices.empty()) {
    WriteId("locationId", Table::kLocation, job.offices[0], writer);
  }
  WriteIdIfAny("departmentId", Table::kDepartment, job.department, writer);
  WriteId("brandId", Table::kBrand, 0, writer);
  writer.EndObject();
}

void WriteEnd(const View& view, Ref ref, JsonWriter& writer) {
  const Application& application = view.company.applications[ref];
  const bool archived = application.rejected.has_value();
  if (archived) WriteTime("archivedAt", *application.rejected, writer);
  writer.Key("archiveReason");
  if (!archived || application.rejection_reason == kNone) {
    writer.Null();
    return;
  }
  writer.BeginObject();
  WriteArchiveReasonMembers(view, application.rejection_reason, writer);
  WriteCustomFields(view, "customFields", application.rejection_custom, writer);
  writer.EndObject();
}

void WriteHistoryItem(const View& view, Ref application, int number,
                      JsonWriter& writer) {
  const std::vector<Stay> stays = HistoryOf(view.company, application);
  const Stay& stay = stays[static_cast<size_t>(number)];
  writer.BeginObject();
  WriteId("id", Table::kApplicationHistory,
          application * kHistoryWidth + number, writer);
  WriteId("stageId", Table::kInterviewStage, stay.plan_stage, writer);
  writer.Key("title").String(StageAt(view.company, stay.plan_stage).title);
  WriteTime("enteredStageAt", stay.entered, writer);
  WriteTimeIfAny("leftStageAt", stay.left, writer);
  writer.Key("stageNumber").Int(number);
  writer.Key("allowedActions").BeginArray();
  writer.String(number == 0 ? "none" : "set_entered_at").EndArray();
  WriteIdIfAny("actorId", Table::kUser,
               view.company.applications[application].recruiter, writer);
  writer.EndObject();
}

void WriteOpenings(const View& view, const Arguments& arguments, Ref job,
                   JsonWriter& writer) {
  writer.Key("openings").BeginArray();
  const auto [first, last] = RowsOf(view.company.openings, &Opening::job, job);
  for (Ref i = first; i < last; ++i) {
    if (view.company.openings[i].deleted) continue;
    Openings().write(view, arguments, i, writer);
  }
  writer.EndArray();
}

void WriteMembers(const View& view, const Arguments& arguments, Ref ref,
                  JsonWriter& writer) {
  const Application& application = view.company.applications[ref];
  WriteId("id", Table::kApplication, ref, writer);
  WriteTime("createdAt", application.created, writer);
  WriteTime("updatedAt", application.updated, writer);
  writer.Key("candidate");
  WriteCandidateSummary(view, application.candidate, writer);
  writer.Key("status").String(StatusWord(view.company, ref));
  WriteCustomFields(view, "customFields", application.custom, writer);
  writer.Key("currentInterviewStage");
  Stages().write(view, arguments,
                 HistoryOf(view.company, ref).back().plan_stage, writer);
  WriteSource(view, "source", application.source, writer);
  WriteUser(view, "creditedToUser",
            application.referrer == kNone
                ? kNone
                : view.company.referrers[application.referrer].user,
            writer);
  WriteEnd(view, ref, writer);
  WriteJob(view, application.job, writer);
  WriteHiringTeam(view, application.job, writer);
  WriteIdOrNull("appliedViaJobPostingId", Table::kJobPosting, application.post,
                writer);
  const bool online = application.post != kNone;
  writer.Key("submitterClientIp");
  if (online) {
    writer.String(absl::StrCat("203.0.113.", ref % 250));
  } else {
    writer.Null();
  }
  writer.Key("submitterUserAgent").Null();
  if (arguments.Expands("openings")) {
    WriteOpenings(view, arguments, application.job, writer);
  }
}

void WriteApplication(const View& view, const Arguments& arguments, Ref ref,
                      JsonWriter& writer) {
  writer.BeginObject();
  WriteMembers(view, arguments, ref, writer);
  writer.EndObject();
}

void WriteSubmissions(const View& view, Ref ref, JsonWriter& writer) {
  const Application& application = view.company.applications[ref];
  writer.Key("applicationFormSubmissions").BeginArray();
  if (application.answers.has_value()) {
    writer.BeginObject();
    WriteId("id", Table::kFormSubmission, ref, writer);
    writer.Key("formDefinition").BeginObject().Key("sections").BeginArray();
    writer.BeginObject().Key("fields").BeginArray();
    for (const ApplicationAnswer& answer : *application.answers) {
      writer.BeginObject().Key("isRequired").Bool(true);
      writer.Key("field").BeginObject();
      writer.Key("type").String("LongText");
      writer.Key("path").String(OptionValue(answer.question));
      writer.Key("title").String(answer.question);
      writer.EndObject().EndObject();
    }
    writer.EndArray().EndObject().EndArray().EndObject();
    writer.Key("submittedValues").BeginObject();
    for (const ApplicationAnswer& answer : *application.answers) {
      writer.Key(OptionValue(answer.question)).OptionalString(answer.answer);
    }
    writer.EndObject().EndObject();
  }
  writer.EndArray();
}

void WriteReferrals(const View& view, Ref ref, JsonWriter& writer) {
  const Application& application = view.company.applications[ref];
  writer.Key("referrals").BeginArray();
  if (application.referrer != kNone) {
    writer.BeginObject();
    WriteUser(view, "user", view.company.referrers[application.referrer].user,
              writer);
    WriteTime("referredAt", application.created, writer);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteResume(const View& view, Ref ref, JsonWriter& writer) {
  const Company& company = view.company;
  const auto [first, last] =
      RowsOf(company.attachments, &Attachment::application, ref);
  for (Ref i = first; i < last; ++i) {
    const Attachment& file = company.attachments[i];
    if (file.deleted || file.kind != AttachmentKind::kResume) continue;
    writer.Key("resumeFileHandle");
    WriteFile(view, i, writer);
    return;
  }
}

// What a single application has beyond a listed one.
void WriteWhole(const View& view, const Arguments& arguments, Ref ref,
                JsonWriter& writer) {
  writer.BeginObject();
  WriteMembers(view, arguments, ref, writer);
  writer.Key("applicationHistory").BeginArray();
  const size_t stays = HistoryOf(view.company, ref).size();
  for (size_t i = 0; i < stays; ++i) {
    WriteHistoryItem(view, ref, static_cast<int>(i), writer);
  }
  writer.EndArray();
  WriteResume(view, ref, writer);
  if (arguments.Expands("applicationFormSubmissions")) {
    WriteSubmissions(view, ref, writer);
  }
  if (arguments.Expands("referrals")) WriteReferrals(view, ref, writer);
  writer.EndObject();
}

bool Sees(const View& view, Ref ref) { return view.SeesApplication(ref); }

constexpr Resource kApplications = {.table = Table::kApplication,
                                    .count = CountOf<&Company::applications>,
                                    .exists = Sees,
                                    .write = WriteApplication,
                                    .record = RecordOf<&Company::applications>};
constexpr Resource kWhole = {.table = Table::kApplication,
                             .count = CountOf<&Company::applications>,
                             .exists = Sees,
                             .write = WriteWhole};
constexpr Resource kHistory = {
    .table = Table::kApplicationHistory,
    .count =
        [](const Company& c) { return c.applications.size() * kHistoryWidth; },
    .exists =
        [](const View& view, Ref ref) {
          const Ref application = ref / kHistoryWidth;
          return view.SeesApplication(application) &&
                 static_cast<size_t>(ref % kHistoryWidth) <
                     HistoryOf(view.company, application).size();
        },
    .write =
        [](const View& view, const Arguments&, Ref ref, JsonWriter& writer) {
          WriteHistoryItem(view, ref / kHistoryWidth, ref % kHistoryWidth,
                           writer);
        }};

std::vector<Ref> PlacesOfHistory(const View&, const Arguments& arguments) {
  const Ref first =
      kHistoryWidth * arguments.RefIn(Table::kApplication, "applicationId");
  std::vector<Ref> places;
  for (Ref i = 0; i < kHistoryWidth; ++i) places.push_back(first + i);
  return places;
}

}  // namespace

const Resource& Applications() { return kApplications; }

void AddApplications(std::vector<Endpoint>& all) {
  all.push_back(
      {.name = "application.list",
       .permission = kMay,
       .gives = Gives::kSyncedPages,
       .resource = &kApplications,
       .parameters = {Millis("createdAfter"),
                      Id("jobId"),
                      Words("expand", {"openings"}),
                      {.name = "status",
                       .takes = Takes::kWord,
                       .words = {"Active", "Hired", "Archived", "Lead"}}},
       .lists = [](const View& view, const Arguments& arguments, Ref ref) {
         return arguments.Admits(Table::kJob, "jobId",
                                 view.company.applications[ref].job) &&
                arguments.Admits("status", StatusWord(view.company, ref));
       }});
  all.push_back(
      InfoOf("application.info", kMay, kWhole, "applicationId",
             "application_not_found",
             {Words("expand",
                    {"openings", "applicationFormSubmissions", "referrals"})}));
  all.push_back({.name = "application.listHistory",
                 .permission = kMay,
                 .gives = Gives::kPages,
                 .resource = &kHistory,
                 .parameters = {RequiredId("applicationId")},
                 .key = "applicationId",
                 .parent = &kApplications,
                 .not_found = "application_not_found",
                 .places = PlacesOfHistory});
}

}  // namespace hirewire::sim::ashby
