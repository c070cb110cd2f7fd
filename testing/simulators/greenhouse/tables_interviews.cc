// interviews and who sits in them.
#include <vector>

#include "testing/simulators/greenhouse/collection.h"

namespace hirewire::sim {
namespace {

const char* StatusWord(InterviewStatus status) {
  constexpr const char* kWords[] = {"to_be_scheduled",   "scheduled",
                                    "awaiting_feedback", "complete",
                                    "skipped",           "rescheduling"};
  return kWords[static_cast<int>(status)];
}

void WriteInterview(const View& view, Ref ref, Row& row) {
  const Interview& interview = view.company.interviews[ref];
  row.Begin(ref, interview);
  row.Id("job_id", Table::kJobs, interview.job);
  row.Id("application_id", Table::kApplications, interview.application);
  row.Id("job_interview_id", Table::kJobInterviews, interview.planned);
  row.Time("starts_at", interview.start);
  row.Time("ends_at", interview.end);
  row.Text("location", interview.location);
  row.Word("status", StatusWord(interview.status));
  row.Id("organizer_id", Table::kUsers, interview.organizer);
  row.Time("scheduled_at", interview.scheduled);
  row.Day("all_day_start_on", interview.all_day_start);
  row.Day("all_day_end_on", interview.all_day_end);
  row.Text("external_event_id", interview.external_id);
  row.Text("video_conferencing_url", interview.video_url);
  row.Time("availability_received_at", std::nullopt);
}

const char* ResponseWord(Response response) {
  constexpr const char* kWords[] = {"needs_action", "accepted", "declined",
                                    "tentative", nullptr};
  return kWords[static_cast<int>(response)];
}

void WriteInterviewer(const View& view, Ref ref, Row& row) {
  const Interviewer& interviewer = view.company.interviewers[ref];
  row.Begin(ref, interviewer);
  row.Id("interview_id", Table::kInterviews, interviewer.interview);
  row.Id("user_id", Table::kUsers, interviewer.user);
  row.Id("scorecard_id", Table::kScorecards, interviewer.scorecard);
  row.Text("email", interviewer.email);
  row.Word("response_status", ResponseWord(interviewer.response));
}

std::vector<Filter> InterviewFilters() {
  return {{"job_ids", FilterKind::kList, "job_id"},
          {"application_ids", FilterKind::kList, "application_id"},
          {"job_interview_ids", FilterKind::kList, "job_interview_id"},
          {"organizer_ids", FilterKind::kList, "organizer_id"},
          {"starts_at", FilterKind::kTime, "starts_at"},
          {"ends_at", FilterKind::kTime, "ends_at"},
          {"all_day_start_on", FilterKind::kTime, "all_day_start_on"},
          {"all_day_end_on", FilterKind::kTime, "all_day_end_on"},
          {"external_event_id", FilterKind::kText, "external_event_id"},
          {"status",
           FilterKind::kWord,
           "status",
           {"to_be_scheduled", "scheduled", "awaiting_feedback", "complete",
            "skipped", "collect_feedback", "to_be_sent", "sent", "received"}}};
}

}  // namespace

void AddInterviews(std::vector<Collection>& all) {
  all.push_back({.name = "interviews",
                 .table = Table::kInterviews,
                 .count = [](const Company& c) { return c.interviews.size(); },
                 .write = WriteInterview,
                 .filters = InterviewFilters()});
  all.push_back(
      {.name = "interviewers",
       .table = Table::kInterviewers,
       .count = [](const Company& c) { return c.interviewers.size(); },
       .write = WriteInterviewer,
       .filters = {{"interview_ids", FilterKind::kList, "interview_id"},
                   {"user_ids", FilterKind::kList, "user_id"},
                   {"scorecard_ids", FilterKind::kList, "scorecard_id"},
                   {"response_status",
                    FilterKind::kWord,
                    "response_status",
                    {"needs_action", "declined", "tentative", "accepted"}}}});
}

}  // namespace hirewire::sim
