#include "testing/simulators/workable/candidates.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/hiring.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/people.h"

namespace hirewire::sim::workable {
namespace {

OptionalTime MidnightOf(const OptionalDay& day) {
  if (!day.has_value()) return std::nullopt;
  return absl::FromCivil(*day, absl::UTCTimeZone());
}

OptionalTime EventEnd(const Interview& interview) {
  return interview.start.has_value() ? interview.end
                                     : MidnightOf(interview.all_day_end);
}

const char* StatusOf(Response response) {
  switch (response) {
    case Response::kAccepted:
      return "accepted";
    case Response::kDeclined:
      return "declined";
    case Response::kTentative:
      return "tentative";
    case Response::kNeedsAction:
    case Response::kUnset:
      return "needs-action";
  }
  return "needs-action";
}

void WriteParticipant(const View& view, Ref ref, JsonWriter& writer) {
  const Interviewer& one = view.company.interviewers[ref];
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kMember, one.user))
      .Text("name", MemberName(view.company.users[one.user]))
      .Text("type", "Member")
      .Text("status", StatusOf(one.response));
  writer.EndObject();
}

}  // namespace

bool IsEvent(const Company& company, Ref ref) {
  const Interview& interview = company.interviews[ref];
  return !interview.deleted && EventStart(interview).has_value() &&
         IsListed(company, interview.application);
}

bool IsCancelled(const Company& company, Ref ref) {
  return company.interviews[ref].status == InterviewStatus::kSkipped;
}

std::string EventType(const Company& company, Ref ref) {
  const Interview& interview = company.interviews[ref];
  if (interview.status == InterviewStatus::kUnknownWord) return "MeetingEvent";
  if (interview.planned == kNone) return "InterviewEvent";
  const Ref stage = company.planned_interviews[interview.planned].stage;
  const bool call = company.stages[stage].kind == StageKind::kScreen;
  return call ? "CallEvent" : "InterviewEvent";
}

OptionalTime EventStart(const Interview& interview) {
  return interview.start.has_value() ? interview.start
                                     : MidnightOf(interview.all_day_start);
}

std::vector<Ref> Participants(const View& view, Ref ref) {
  std::vector<Ref> all;
  for (const Ref one : Of(view.index.interviewers, ref)) {
    // Guests from elsewhere are not shown.
    if (IsMember(view.company, view.company.interviewers[one].user)) {
      all.push_back(one);
    }
  }
  return all;
}

void WriteEvent(const View& view, Ref ref, JsonWriter& writer) {
  const Company& company = view.company;
  const Interview& interview = company.interviews[ref];
  const Application& application = company.applications[interview.application];
  const OptionalText name =
      NameOf(company.candidates[application.candidate]).full;
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("id", IdOf(Kind::kEvent, ref))
      .Text("title", "Meet " + name.value_or("the candidate"))
      .Text("description", interview.location)
      .Text("type", EventType(company, ref))
      .Millis("starts_at", EventStart(interview))
      .Millis("ends_at", EventEnd(interview))
      .Bool("cancelled", IsCancelled(company, ref));
  fields.Object("job", [&](Fields& job) {
    job.Text("shortcode", Shortcode(application.job))
        .Text("title", company.jobs[application.job].name);
  });
  fields.Array("members", [&](JsonWriter& members) {
    for (const Ref one : Participants(view, ref)) {
      WriteParticipant(view, one, members);
    }
  });
  fields.Object("candidate", [&](Fields& candidate) {
    candidate.Text("id", IdOf(Kind::kCandidate, interview.application))
        .Text("name", name);
  });
  if (interview.video_url.has_value()) {
    fields.Object("conference", [&](Fields& conference) {
      conference.Text("type", "zoom_meeting")
          .Int("id", 1100001 + ref)
          .Text("url", interview.video_url);
    });
  }
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
