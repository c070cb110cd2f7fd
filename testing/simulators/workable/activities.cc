#include "testing/simulators/workable/activities.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/people.h"

namespace hirewire::sim::workable {
namespace {

constexpr size_t kPerApplication = 256;

// Gathers the activities of one application.
class Gathering {
 public:
  Gathering(const View& view, Ref ref)
      : view_(view),
        ref_(ref),
        application_(view.company.applications[ref]),
        visits_(Of(view.index.visits, ref)) {}

  std::vector<Activity> All() && {
    AddArrival();
    AddMoves();
    for (const Ref note : Of(view_.index.notes, ref_)) AddNote(note);
    for (const Ref card : Of(view_.index.scorecards, ref_)) AddRating(card);
    AddEventsAndOffers();
    AddEnd();
    return InOrder();
  }

 private:
  // As they happened; at the same moment, as they were added.
  std::vector<Activity> InOrder() {
    std::vector<std::pair<absl::Time, size_t>> order;
    for (const Activity& one : all_) order.emplace_back(one.at, order.size());
    std::sort(order.begin(), order.end());
    if (order.size() > kPerApplication) order.resize(kPerApplication);
    std::vector<Activity> sorted;
    for (const auto& [at, place] : order) {
      sorted.push_back(std::move(all_[place]));
    }
    return sorted;
  }

  // Entered, where the company knows it.
  absl::Time Entered(Ref visit) const {
    const StageVisit& of = view_.company.stage_visits[visit];
    return of.entered.value_or(of.created);
  }

  // The stage in which the candidate stood at `time`.
  std::optional<PipelineStage> StageAt(absl::Time time) const {
    if (visits_.empty()) return std::nullopt;
    Ref last = visits_.front();
    for (const Ref visit : visits_) {
      if (Entered(visit) <= time) last = visit;
    }
    return StageOf(view_.company, view_.company.stage_visits[last].stage);
  }

  Activity& Add(std::string action, absl::Time at, absl::Time updated) {
    all_.push_back({std::move(action), at, updated, StageAt(at)});
    return all_.back();
  }

  void AddArrival() {
    const absl::Time at = application_.created;
    if (application_.prospect) {
      Add("uploaded", at, at).member = application_.recruiter;
    } else {
      Add("applied", at, at);
    }
  }

  void AddMoves() {
    for (size_t i = 1; i < visits_.size(); ++i) {
      const auto stage = [&](size_t visit) {
        return StageOf(view_.company,
                       view_.company.stage_visits[visits_[visit]].stage);
      };
      Activity& move =
          Add(stage(i).slug, Entered(visits_[i]), Entered(visits_[i]));
      move.stage = stage(i - 1);
      move.target = stage(i);
      move.member = application_.recruiter;
    }
  }

  void AddNote(Ref ref);
  void AddRating(Ref ref);

  void AddEventsAndOffers() {
    for (const Ref ref : Of(view_.index.interviews, ref_)) {
      const Interview& interview = view_.company.interviews[ref];
      const absl::Time at = interview.scheduled.value_or(interview.created);
      Add("event", at, at).member = interview.organizer;
    }
    for (const Ref ref : Of(view_.index.offers, ref_)) {
      const Offer& offer = view_.company.offers[ref];
      Add("offer", offer.created, offer.updated).member =
          application_.recruiter;
    }
  }

  // Disqualified or hired, if it came to that.
  void AddEnd() {
    if (application_.rejected.has_value() &&
        application_.status == ApplicationStatus::kRejected) {
      Activity& out =
          Add("disqualified", *application_.rejected, *application_.rejected);
      out.member = application_.rejected_by;
      if (application_.rejection_reason != kNone) {
        out.body =
            view_.company.rejection_reasons[application_.rejection_reason].name;
      }
    }
    if (application_.hired.has_value() &&
        application_.status == ApplicationStatus::kHired) {
      Activity& hired = Add("hired", *application_.hired, *application_.hired);
      hired.target = HiredStage();
      hired.member = application_.recruiter;
    }
  }

  const View& view_;
  const Ref ref_;
  const Application& application_;
  const std::vector<Ref>& visits_;
  std::vector<Activity> all_;
};

void Gathering::AddNote(Ref ref) {
  const Note& note = view_.company.notes[ref];
  const bool mail = note.kind == NoteKind::kEmail;
  // Actions that no document lists come too.
  const char* action = note.kind == NoteKind::kUnknownWord ? "texted"
                       : mail                              ? "message"
                       : note.kind == NoteKind::kActivity  ? "referral"
                                                           : "comment";
  Activity& activity = Add(action, note.created, note.updated);
  activity.member = note.user;
  activity.body = note.body;
  if (mail && note.body.has_value()) {
    activity.body = absl::StrCat("<p>", *note.body, "</p>");
  }
  switch (note.visibility) {
    case NoteVisibility::kPublic:
      activity.roles = {"simple", "hiring_manager", "admin", "reviewer",
                        "recruiting_admin"};
      break;
    case NoteVisibility::kPrivate:
      activity.roles = {"hiring_manager", "admin", "recruiting_admin"};
      break;
    case NoteVisibility::kAdmin:
      activity.roles = {"admin"};
      break;
    case NoteVisibility::kUnset:
      break;
  }
}

// A rating cannot be left open; nothing for a scorecard that is.
std::optional<Grading> GradingOf(Rating rating) {
  switch (rating) {
    case Rating::kStrongNo:
      return Grading{"negative", "stars", 0};
    case Rating::kNo:
      return Grading{"negative", "thumbs", 0};
    case Rating::kYes:
      return Grading{"positive", "thumbs", 1};
    case Rating::kStrongYes:
      return Grading{"definite", "thumbs", 2};
    case Rating::kMixed:
      return Grading{"positive", "numbers", 5};
    case Rating::kUnknownWord:
      return Grading{"lukewarm", "stars", 2};
    case Rating::kUnset:
    case Rating::kNoDecision:
      return std::nullopt;
  }
  return std::nullopt;
}

void Gathering::AddRating(Ref ref) {
  const Scorecard& card = view_.company.scorecards[ref];
  std::optional<Grading> grading = GradingOf(card.rating);
  if (card.draft || !grading.has_value()) return;
  Activity& activity =
      Add("rating", card.submitted.value_or(card.created), card.updated);
  activity.member = card.submitter;
  activity.body = card.notes;
  activity.rating = *std::move(grading);
  activity.roles = {"simple", "hiring_manager", "admin"};
}

void AddStage(absl::string_view name, const std::optional<PipelineStage>& stage,
              Fields& fields) {
  if (!stage.has_value()) {
    fields.Null(name);
    return;
  }
  fields.Json(name, [&](JsonWriter& w) { WriteStageName(*stage, w); });
}

OptionalText StageName(const Activity& activity) {
  if (!activity.stage.has_value()) return std::nullopt;
  return activity.stage->name;
}

std::string ActivityId(Ref application, size_t place) {
  return absl::StrCat(absl::Hex(ActivityNumber(application, place)));
}

}  // namespace

std::vector<Activity> ActivitiesOf(const View& view, Ref application) {
  return Gathering(view, application).All();
}

uint64_t ActivityNumber(Ref application, size_t place) {
  return NumberOf(Kind::kActivity, 0) +
         static_cast<uint64_t>(application) * kPerApplication + place;
}

void WriteActivity(Ref application, size_t place, const Activity& activity,
                   const View& view, JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("id", ActivityId(application, place))
      .Text("action", activity.action)
      .Text("stage_name", StageName(activity));
  AddStage("action_stage", activity.stage, fields);
  AddStage("target_stage", activity.target, fields);
  fields.Millis("created_at", activity.at)
      .Millis("updated_at", activity.updated);
  AddMember(view, activity.member, fields);
  fields.Text("body", activity.body);
  if (activity.rating.has_value()) {
    fields.Object("rating", [&](Fields& rating) {
      rating.Text("score", activity.rating->score)
          .Text("scale", activity.rating->scale)
          .Int("grade", activity.rating->grade);
    });
  }
  if (!activity.roles.empty()) {
    fields.Array("visibility_roles", [&](JsonWriter& roles) {
      for (const std::string& role : activity.roles) roles.String(role);
    });
  }
  writer.EndObject();
}

void WriteJobActivity(Ref application, size_t place, const Activity& activity,
                      const View& view, JsonWriter& writer) {
  const Company& company = view.company;
  const Ref person = company.applications[application].candidate;
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("id", ActivityId(application, place))
      .Text("action", activity.action)
      .Text("stage_name", StageName(activity))
      .Millis("created_at", activity.at)
      .Object("candidate", [&](Fields& candidate) {
        candidate.Text("id", IdOf(Kind::kCandidate, application))
            .Text("name", NameOf(company.candidates[person]).full);
      });
  AddMember(view, activity.member, fields);
  fields.Text("body", activity.body);
  if (activity.rating.has_value()) {
    fields.Object("rating", [&](Fields& rating) {
      rating.Text("score", activity.rating->score);
    });
  }
  writer.EndObject();
}

void WriteOpened(const View& view, Ref job, JsonWriter& writer) {
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kJobActivity, job))
      .Text("action", "opened")
      .Null("stage_name")
      .Millis("created_at", view.company.jobs[job].opened)
      .Null("body");
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
