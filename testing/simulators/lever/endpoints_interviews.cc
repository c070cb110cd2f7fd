// interviews and panels, below an opportunity. Each interview is a panel of its
// own.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

absl::Time StartOf(const Interview& interview) {
  if (interview.start.has_value()) return *interview.start;
  return absl::FromCivil(*interview.all_day_start, absl::UTCTimeZone());
}

int64_t MinutesOf(const Scene& scene, const Interview& interview) {
  if (!interview.start.has_value()) return 24 * 60;
  if (interview.end.has_value()) {
    return std::max<int64_t>(
        1, absl::ToInt64Minutes(*interview.end - *interview.start));
  }
  return scene.company.planned_interviews[interview.planned].minutes.value_or(
      30);
}

OptionalTime CanceledAt(const Interview& interview) {
  return interview.status == InterviewStatus::kSkipped
             ? OptionalTime(interview.updated)
             : OptionalTime();
}

// The form of the interview; "no-feedback" where none is wanted.
OptionalText FormOf(const Scene& scene, const Interview& interview) {
  const auto wanted =
      scene.company.planned_interviews[interview.planned].needs_scorecard;
  if (!wanted.has_value()) return std::nullopt;
  return *wanted ? UuidOf("feedback_templates", interview.planned)
                 : "no-feedback";
}

std::vector<Ref> FormsOf(const Scene& scene, Ref interview) {
  std::vector<Ref> scorecards;
  for (const Ref ref : scene.account.panel_of[interview]) {
    const Ref card = scene.company.interviewers[ref].scorecard;
    if (card == kNone || scene.company.scorecards[card].deleted) continue;
    scorecards.push_back(card);
  }
  return scorecards;
}

// Users only: Lever knows no guests.
void PutInterviewers(const Scene& scene, Ref ref, Row& row) {
  const Interview& interview = scene.company.interviews[ref];
  std::vector<Ref> users;
  for (const Ref place : scene.account.panel_of[ref]) {
    const Ref user = scene.company.interviewers[place].user;
    if (user != kNone) users.push_back(user);
  }
  row.Objects("interviewers", users, [&](Ref user, Row& inner) {
    inner.Text("id", UuidOf("users", user));
    inner.Text("name", NameOf(scene.company.users[user]));
    inner.Text("email", scene.company.users[user].email);
    inner.Text("feedbackTemplate", user == users[0]
                                       ? FormOf(scene, interview)
                                       : OptionalText("no-feedback"));
  });
}

void PutFeedbackForms(const Scene& scene, Ref ref, Row& row) {
  const std::vector<Ref> cards = FormsOf(scene, ref);
  if (row.Expands("feedbackForms")) {
    row.Objects("feedbackForms", cards, [&](Ref card, Row& inner) {
      WriteFeedback(scene, card, inner);
    });
    return;
  }
  std::vector<std::string> ids;
  for (const Ref card : cards) ids.push_back(UuidOf("feedback", card));
  row.Texts("feedbackForms", ids);
}

// What interviews and their mention in a panel have in common.
void PutMeeting(const Scene& scene, Ref ref, Row& row) {
  const Interview& interview = scene.company.interviews[ref];
  const PlannedInterview& planned =
      scene.company.planned_interviews[interview.planned];
  row.Text("id", UuidOf("interviews", ref));
  row.Text("subject", planned.name);
  row.Text("note", planned.summary);
  PutInterviewers(scene, ref, row);
  row.Time("date", StartOf(interview));
  row.Int("duration", MinutesOf(scene, interview));
  row.Text("location", interview.video_url.has_value() ? interview.video_url
                                                       : interview.location);
  row.Text("feedbackTemplate", FormOf(scene, interview));
  row.Text("feedbackReminder", "once");
}

size_t StageOf(const Scene& scene, const Interview& interview) {
  const Ref stage = scene.company.planned_interviews[interview.planned].stage;
  return scene.account.stage_of[stage];
}

void WriteInterview(const Scene& scene, Ref ref, Row& row) {
  const Interview& interview = scene.company.interviews[ref];
  PutMeeting(scene, ref, row);
  row.Text("panel", UuidOf("panels", ref));
  row.Text("timezone", "Europe/Berlin");
  row.Time("createdAt", interview.created);
  PutFeedbackForms(scene, ref, row);
  PutUser(scene, "user", interview.organizer, row);
  PutStage(scene, "stage", StageOf(scene, interview), row);
  row.Time("canceledAt", CanceledAt(interview));
  PutPostings(scene, "postings", {interview.job}, row);
  row.Null("gcalEventUrl");
  row.Text("opportunityId", scene.ids[0]);
}

void WritePanel(const Scene& scene, Ref ref, Row& row) {
  const Interview& interview = scene.company.interviews[ref];
  const absl::Time start = StartOf(interview);
  const bool outside = interview.external_id.has_value();
  row.Text("id", UuidOf("panels", ref));
  row.Texts("applications", {UuidOf("applications", interview.application)});
  row.Time("canceledAt", CanceledAt(interview));
  row.Time("createdAt", interview.created);
  row.Time("start", start);
  row.Time("end", start + absl::Minutes(MinutesOf(scene, interview)));
  row.Text("timezone", "Europe/Berlin");
  row.Bool("externallyManaged", outside);
  row.Text("externalUrl",
           outside ? OptionalText(absl::StrCat("https://calendar.example/",
                                               *interview.external_id))
                   : OptionalText());
  row.Text("feedbackReminder", "once");
  row.Null("note");
  PutStage(scene, "stage", StageOf(scene, interview), row);
  PutUser(scene, "user", interview.organizer, row);
  row.Objects("interviews", std::vector<Ref>{ref},
              [&](Ref one, Row& inner) { PutMeeting(scene, one, inner); });
}

// The list, or the one whose id is the path's second.
Outcome Answer(const Scene& scene, absl::string_view kind,
               void (*write)(const Scene&, Ref, Row&)) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  std::vector<Entry> entries;
  for (const Ref ref : std::get<const Opportunity*>(found)->interviews) {
    std::string id = UuidOf(kind, ref);
    if (scene.ids.size() > 1 && scene.ids[1] == id) {
      return One(scene, ref, write);
    }
    entries.push_back(
        TimeEntry(scene.company.interviews[ref].created, std::move(id), ref));
  }
  if (scene.ids.size() > 1) return Missing(kind, scene.ids[1]);
  return ByTime(std::move(entries), write);
}

Outcome Interviews(const Scene& scene) {
  return Answer(scene, "interviews", WriteInterview);
}

Outcome Panels(const Scene& scene) {
  return Answer(scene, "panels", WritePanel);
}

}  // namespace

void AddInterviews(std::vector<Endpoint>& all) {
  const std::vector<absl::string_view> of_interview = {"feedbackForms", "user",
                                                       "stage", "postings"};
  all.push_back({.path = "opportunities/*/interviews",
                 .resource = "interviews",
                 .answer = Interviews,
                 .expandable = of_interview,
                 .lists = true});
  all.push_back({.path = "opportunities/*/interviews/*",
                 .resource = "interviews",
                 .answer = Interviews,
                 .expandable = of_interview});
  all.push_back({.path = "opportunities/*/panels",
                 .resource = "panels",
                 .answer = Panels,
                 .expandable = {"user", "stage"},
                 .lists = true});
  all.push_back({.path = "opportunities/*/panels/*",
                 .resource = "panels",
                 .answer = Panels,
                 .expandable = {"user", "stage"}});
}

}  // namespace hirewire::sim::lever
