// What is to be asked (interviews), and when (schedules and their events).
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

// Some interviews are anybody's: they belong to no job.
bool Shared(Ref planned) { return planned % 3 == 0; }

void WriteInterview(const View& view, const Arguments&, Ref ref,
                    JsonWriter& writer) {
  const PlannedInterview& planned = view.company.planned_interviews[ref];
  const OptionalText& text = planned.instructions;
  writer.BeginObject();
  WriteId("id", Table::kInterview, ref, writer);
  writer.Key("title").String(planned.name);
  writer.Key("externalTitle").OptionalString(planned.summary);
  writer.Key("isArchived").Bool(!planned.active || view.Archived(ref));
  writer.Key("isDebrief").Bool(false);
  writer.Key("isFeedbackRequired").Bool(planned.needs_scorecard == true);
  writer.Key("isFeedbackRequested").Bool(planned.needs_scorecard.has_value());
  writer.Key("instructionsHtml");
  if (text.has_value()) {
    writer.String(absl::StrCat("<p>", *text, "</p>"));
  } else {
    writer.Null();
  }
  writer.Key("instructionsPlain").OptionalString(text);
  if (!Shared(ref)) WriteId("jobId", Table::kJob, planned.job, writer);
  WriteId("feedbackFormDefinitionId", Table::kFeedbackFormDefinition, ref,
          writer);
  writer.EndObject();
}

absl::string_view StatusOf(InterviewStatus status) {
  constexpr absl::string_view kWords[] = {"NeedsScheduling",   "Scheduled",
                                          "WaitingOnFeedback", "Complete",
                                          "Cancelled",         "Rescheduling"};
  return kWords[static_cast<int>(status)];
}

void WritePanel(const View& view, Ref ref, JsonWriter& writer) {
  const Company& company = view.company;
  const auto [first, last] =
      RowsOf(company.interviewers, &Interviewer::interview, ref);
  writer.Key("interviewerUserIds").BeginArray();
  for (Ref i = first; i < last; ++i) {
    const Ref user = company.interviewers[i].user;
    if (user != kNone) writer.String(AshbyId(Table::kUser, user));
  }
  writer.EndArray().Key("interviewers").BeginArray();
  for (Ref i = first; i < last; ++i) {
    const Ref user = company.interviewers[i].user;
    if (user == kNone) continue;
    writer.BeginObject();
    WriteUserMembers(view, user, writer);
    writer.Key("trainingRole");
    if (i > first && i % 4 == 0) {
      writer.String("Shadow");
    } else {
      writer.Null();
    }
    writer.Key("interviewerPool").Null();
    writer.Key("isFeedbackRequired").Bool(i == first).EndObject();
  }
  writer.EndArray();
}

// Start and end; whole days run from midnight to midnight.
void WriteTimes(const Interview& interview, JsonWriter& writer) {
  const auto midnight = [](const OptionalDay& day) {
    return absl::FromCivil(*day, absl::UTCTimeZone());
  };
  const absl::Time start = interview.start.has_value()
                               ? *interview.start
                               : midnight(interview.all_day_start);
  absl::Time end = start + absl::Minutes(45);
  if (interview.end.has_value()) end = *interview.end;
  if (interview.all_day_end.has_value()) end = midnight(interview.all_day_end);
  WriteTime("startTime", start, writer);
  WriteTime("endTime", end, writer);
}

bool HasFeedback(const Company& company, Ref interview) {
  const auto [first, last] =
      RowsOf(company.interviewers, &Interviewer::interview, interview);
  for (Ref i = first; i < last; ++i) {
    const Ref card = company.interviewers[i].scorecard;
    if (card != kNone && !company.scorecards[card].draft) return true;
  }
  return false;
}

void WriteEvent(const View& view, const Arguments& arguments, Ref ref,
                JsonWriter& writer) {
  const Interview& interview = view.company.interviews[ref];
  writer.BeginObject();
  WriteId("id", Table::kInterviewEvent, ref, writer);
  WriteId("interviewId", Table::kInterview, interview.planned, writer);
  WriteId("interviewScheduleId", Table::kInterviewSchedule, ref, writer);
  WritePanel(view, ref, writer);
  WriteTime("createdAt", interview.scheduled.value_or(interview.created),
            writer);
  WriteTime("updatedAt", interview.updated, writer);
  WriteTimes(interview, writer);
  writer.Key("feedbackLink")
      .String(absl::StrCat("https://app.ashbyhq.com/feedback/",
                           AshbyId(Table::kInterviewEvent, ref)));
  writer.Key("location").OptionalString(interview.location);
  writer.Key("meetingLink").OptionalString(interview.video_url);
  writer.Key("interviewerCalendarEventId")
      .OptionalString(interview.external_id);
  writer.Key("hasSubmittedFeedback").Bool(HasFeedback(view.company, ref));
  writer.Key("extraData").Null();
  if (arguments.Expands("interview")) {
    writer.Key("interview");
    WriteInterview(view, arguments, interview.planned, writer);
  }
  writer.EndObject();
}

void WriteSchedule(const View& view, const Arguments& arguments, Ref ref,
                   JsonWriter& writer) {
  const Company& company = view.company;
  const Interview& interview = company.interviews[ref];
  const Ref stage = company.planned_interviews[interview.planned].stage;
  writer.BeginObject();
  WriteId("id", Table::kInterviewSchedule, ref, writer);
  writer.Key("status").String(StatusOf(interview.status));
  WriteId("applicationId", Table::kApplication, interview.application, writer);
  WriteId("interviewStageId", Table::kInterviewStage,
          PlanStageOf(company, stage), writer);
  WriteUser(view, "scheduledBy", interview.organizer, writer);
  WriteTime("createdAt", interview.created, writer);
  WriteTime("updatedAt", interview.updated, writer);
  writer.Key("interviewEvents").BeginArray();
  if (HasEvent(company, ref)) WriteEvent(view, arguments, ref, writer);
  writer.EndArray().EndObject();
}

bool SeesSchedule(const View& view, Ref ref) {
  const Interview& interview = view.company.interviews[ref];
  return !interview.deleted && view.SeesApplication(interview.application);
}

bool ListsInterview(const View& view, const Arguments& arguments, Ref ref) {
  const PlannedInterview& planned = view.company.planned_interviews[ref];
  const bool archived = !planned.active || view.Archived(ref);
  if (archived && !arguments.True("includeArchived")) return false;
  return Shared(ref) || arguments.True("includeNonSharedInterviews");
}

bool ListsSchedule(const View& view, const Arguments& arguments, Ref ref) {
  const Interview& interview = view.company.interviews[ref];
  const Ref stage = view.company.planned_interviews[interview.planned].stage;
  return arguments.Admits(Table::kApplication, "applicationId",
                          interview.application) &&
         arguments.Admits(Table::kInterviewStage, "interviewStageId",
                          PlanStageOf(view.company, stage));
}

constexpr Resource kInterviews = {
    .table = Table::kInterview,
    .count = CountOf<&Company::planned_interviews>,
    .exists =
        [](const View& view, Ref ref) {
          const PlannedInterview& one = view.company.planned_interviews[ref];
          return !one.deleted && (Shared(ref) || view.SeesJob(one.job));
        },
    .write = WriteInterview,
    .record = RecordOf<&Company::planned_interviews>};
constexpr Resource kSchedules = {.table = Table::kInterviewSchedule,
                                 .count = CountOf<&Company::interviews>,
                                 .exists = SeesSchedule,
                                 .write = WriteSchedule,
                                 .record = RecordOf<&Company::interviews>};
constexpr Resource kEvents = {.table = Table::kInterviewEvent,
                              .count = CountOf<&Company::interviews>,
                              .exists =
                                  [](const View& view, Ref ref) {
                                    return SeesSchedule(view, ref) &&
                                           HasEvent(view.company, ref);
                                  },
                              .write = WriteEvent,
                              .record = RecordOf<&Company::interviews>};

}  // namespace

bool HasEvent(const Company& company, Ref interview) {
  return company.interviews[interview].start.has_value() ||
         company.interviews[interview].all_day_start.has_value();
}

void AddInterviews(std::vector<Endpoint>& all) {
  all.push_back(
      {.name = "interview.list",
       .permission = kMay,
       .gives = Gives::kSyncedPages,
       .resource = &kInterviews,
       .parameters = {Flag("includeArchived"),
                      Flag("includeNonSharedInterviews"),
                      Flag("excludeArchivedScheduleTemplateInterviews")},
       .lists = ListsInterview});
  all.push_back(
      InfoOf("interview.info", kMay, kInterviews, "id", "interview_not_found"));
  all.push_back({.name = "interviewSchedule.list",
                 .permission = kMay,
                 .gives = Gives::kSyncedPages,
                 .resource = &kSchedules,
                 .parameters = {Millis("createdAfter"), Id("applicationId"),
                                Id("interviewStageId")},
                 .lists = ListsSchedule});
  all.push_back(
      {.name = "interviewEvent.list",
       .permission = kMay,
       .gives = Gives::kSyncedPages,
       .resource = &kEvents,
       .parameters = {Millis("createdAfter"), RequiredId("interviewScheduleId"),
                      Words("expand", {"interview"})},
       .key = "interviewScheduleId",
       .parent = &kSchedules,
       .not_found = "interview_schedule_not_found",
       .places = [](const View&, const Arguments& arguments) {
         return std::vector<Ref>{
             arguments.RefIn(Table::kInterviewSchedule, "interviewScheduleId")};
       }});
}

}  // namespace hirewire::sim::ashby
