#include <algorithm>
#include <string>
#include <vector>

#include "testing/simulators/workable/candidates.h"
#include "testing/simulators/workable/endpoints.h"
#include "testing/simulators/workable/hiring.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/jobs.h"
#include "testing/simulators/workable/listing.h"

namespace hirewire::sim::workable {
namespace {

// What `type` calls an event of that class; nullopt: no such word.
std::optional<std::string> ClassOf(absl::string_view type) {
  if (type == "call") return "CallEvent";
  if (type == "interview") return "InterviewEvent";
  if (type == "meeting") return "MeetingEvent";
  return std::nullopt;
}

bool AllowsMember(const View& view, const Query& query, Ref event) {
  const auto wanted = query.Get("member_id");
  if (!wanted.has_value()) return true;
  const std::vector<Ref> all = Participants(view, event);
  return std::any_of(all.begin(), all.end(), [&](Ref one) {
    return IdOf(Kind::kMember, view.company.interviewers[one].user) == *wanted;
  });
}

bool AllowsStart(const Query& query, absl::Time start) {
  const auto from = query.Get("start_date");
  const auto to = query.Get("end_date");
  return (!from.has_value() || start >= *ParseMoment(*from)) &&
         (!to.has_value() || start <= *ParseMoment(*to));
}

bool AllowsEvent(const View& view, const Query& query, Ref event) {
  const Interview& interview = view.company.interviews[event];
  const bool cancelled = IsCancelled(view.company, event);
  if (cancelled && query.Get("include_cancelled") != "true") return false;
  if (const auto type = query.Get("type")) {
    if (EventType(view.company, event) != ClassOf(*type)) return false;
  }
  const Ref job = view.company.applications[interview.application].job;
  return query.Allows("candidate_id",
                      IdOf(Kind::kCandidate, interview.application)) &&
         query.Allows("shortcode", Shortcode(job)) &&
         AllowsStart(query, *EventStart(interview)) &&
         AllowsMember(view, query, event);
}

Reply Events(const View& view, const Call& call) {
  const Query& query = call.query;
  if (const auto type = query.Get("type")) {
    if (!ClassOf(*type).has_value()) return Refuse(422, "type is invalid");
  }
  const absl::string_view context = query.Get("context").value_or("user");
  if (context != "user" && context != "team" && context != "all") {
    return Refuse(422, "context is invalid");
  }
  // An account has no colleagues.
  if (context != "user" && !view.user_token) return Refuse(403, "Forbidden");
  std::vector<Row> rows;
  for (size_t i = 0; i < view.company.interviews.size(); ++i) {
    const auto event = static_cast<Ref>(i);
    if (!IsEvent(view.company, event)) continue;
    if (!AllowsEvent(view, query, event)) continue;
    rows.push_back({NumberOf(Kind::kEvent, event), event});
  }
  return Page(
      view, query, {"events", "/events"}, rows,
      [&](Ref event, JsonWriter& writer) { WriteEvent(view, event, writer); });
}

Reply OneEvent(const View& view, const Call& call) {
  const std::optional<uint64_t> id = ParseId(call.names[0]);
  const Ref ref = id.has_value() ? RefOf(Kind::kEvent, *id) : kNone;
  const auto count = static_cast<Ref>(view.company.interviews.size());
  if (ref == kNone || ref >= count || !IsEvent(view.company, ref)) {
    return NotFound();
  }
  return Single(ref, [&](Ref event, JsonWriter& writer) {
    WriteEvent(view, event, writer);
  });
}

// Whether the month of an opening's plan is within YYYY-MM bounds.
bool AllowsPlan(const Query& query, const Opening& opening) {
  const auto from = query.Get("plan_date_from");
  const auto to = query.Get("plan_date_to");
  if (!from.has_value() && !to.has_value()) return true;
  if (!opening.target_start.has_value()) return false;
  const std::string month =
      absl::FormatCivilTime(absl::CivilMonth(*opening.target_start));
  return (!from.has_value() || month >= *from) &&
         (!to.has_value() || month <= *to);
}

Reply Requisitions(const View& view, const Call& call) {
  const Query& query = call.query;
  std::vector<Row> rows;
  for (size_t i = 0; i < view.company.openings.size(); ++i) {
    const auto ref = static_cast<Ref>(i);
    const Opening& opening = view.company.openings[i];
    if (!IsRequisition(view.company, ref)) continue;
    if (!query.AllowsTimes(opening) || !AllowsPlan(query, opening)) continue;
    if (!query.Allows("state", RequisitionState(view.company, ref))) continue;
    if (!query.Allows("job_id", IdOf(Kind::kJob, opening.job))) continue;
    rows.push_back({NumberOf(Kind::kRequisition, ref), ref});
  }
  return Page(view, query, {"requisitions", "/requisitions"}, rows,
              [&](Ref ref, JsonWriter& writer) {
                WriteRequisition(view, ref, writer);
              });
}

Reply OneRequisition(const View& view, const Call& call) {
  for (size_t i = 0; i < view.company.openings.size(); ++i) {
    const auto ref = static_cast<Ref>(i);
    if (!IsRequisition(view.company, ref)) continue;
    if (RequisitionCode(view.company, ref) != call.names[0]) continue;
    return Single(ref, [&](Ref one, JsonWriter& writer) {
      WriteRequisition(view, one, writer);
    });
  }
  return NotFound();
}

}  // namespace

void AddHiringEndpoints(std::vector<Endpoint>& all) {
  all.push_back({"/events", "r_jobs",
                 "type start_date end_date candidate_id shortcode member_id "
                 "context include_cancelled limit since_id max_id",
                 Events});
  all.push_back({"/events/:", "r_jobs", "", OneEvent});
  all.push_back({"/requisitions", "r_requisitions",
                 "state job_id plan_date_from plan_date_to created_after "
                 "updated_after limit since_id max_id",
                 Requisitions});
  all.push_back({"/requisitions/:", "r_requisitions", "", OneRequisition});
}

}  // namespace hirewire::sim::workable
