// feedback, below an opportunity: the scorecards of its interviews.
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "testing/simulators/lever/form.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// The label of the whole's judgement; the last is one that an account named.
OptionalText LabelOf(Rating rating) {
  switch (rating) {
    case Rating::kStrongNo:
      return "1 - Strong No Hire";
    case Rating::kNo:
      return "2 - No Hire";
    case Rating::kYes:
      return "3 - Hire";
    case Rating::kStrongYes:
      return "4 - Strong Hire";
    case Rating::kUnknownWord:
      return "5 - Clone this person";
    default:
      return std::nullopt;
  }
}

// Lever's scale has four steps; between no and yes there is nothing.
std::optional<int64_t> ScoreOf(Rating rating) {
  switch (rating) {
    case Rating::kStrongNo:
      return 1;
    case Rating::kNo:
    case Rating::kMixed:
      return 2;
    case Rating::kYes:
      return 3;
    case Rating::kStrongYes:
      return 4;
    default:
      return std::nullopt;
  }
}

void PutSkills(const Scene& scene, Ref scorecard, const FormField& field,
               Row& row) {
  row.Objects("value", field.skills, [&](Ref skill, Row& value) {
    for (const ScorecardAttribute& rated : scene.company.scorecard_attributes) {
      if (rated.scorecard != scorecard || rated.attribute != skill) continue;
      value.Int("score", ScoreOf(rated.rating));
      value.Text("comment", rated.note.value_or(""));
      return;
    }
    value.Null("score");
    value.Text("comment", "");
  });
}

const ScorecardAnswer* AnswerTo(const Scene& scene, Ref scorecard,
                                Ref question) {
  for (const ScorecardAnswer& answer : scene.company.scorecard_answers) {
    if (answer.scorecard == scorecard && answer.question == question) {
      return &answer;
    }
  }
  return nullptr;
}

void PutAnswer(const Scene& scene, Ref scorecard, const FormField& field,
               Row& row) {
  const ScorecardAnswer* answer = AnswerTo(scene, scorecard, field.question);
  if (answer == nullptr) return row.Null("value");
  std::vector<std::string> chosen;
  for (const Ref option : answer->choices) {
    chosen.push_back(scene.company.kit_question_options[option].name);
  }
  switch (scene.company.kit_questions[field.question].kind) {
    case AnswerKind::kText:
      return row.Text("value", answer->text);
    case AnswerKind::kYesNo:
      if (!answer->yes.has_value()) return row.Null("value");
      return row.Text("value", *answer->yes ? "yes" : "no");
    case AnswerKind::kSingleSelect:
      return row.Text("value", chosen.empty() ? OptionalText() : chosen[0]);
    case AnswerKind::kMultiSelect:
      return row.Texts("value", chosen);
  }
}

void PutValue(const Scene& scene, Ref scorecard, const FormField& field,
              Row& row) {
  const Scorecard& card = scene.company.scorecards[scorecard];
  if (field.question != kNone) return PutAnswer(scene, scorecard, field, row);
  const absl::string_view type = field.type;
  if (type == "score-system") return row.Text("value", LabelOf(card.rating));
  if (type == "scorecard") return PutSkills(scene, scorecard, field, row);
  row.Text("value", card.notes);
}

Outcome FeedbackForms(const Scene& scene) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  std::vector<Entry> entries;
  for (const Ref ref : std::get<const Opportunity*>(found)->scorecards) {
    std::string id = UuidOf("feedback", ref);
    // A deleted one is still shown to whoever knows its id.
    if (scene.ids.size() > 1 && scene.ids[1] == id) {
      return One(scene, ref, WriteFeedback);
    }
    const Scorecard& card = scene.company.scorecards[ref];
    if (card.deleted) continue;
    entries.push_back(TimeEntry(card.created, std::move(id), ref));
  }
  if (scene.ids.size() > 1) return Missing("feedback", scene.ids[1]);
  return ByTime(std::move(entries), WriteFeedback);
}

}  // namespace

void WriteFeedback(const Scene& scene, Ref ref, Row& row) {
  const Scorecard& card = scene.company.scorecards[ref];
  const PlannedInterview& planned = scene.company.planned_interviews[card.kit];
  const Ref interview = scene.account.interview_of[ref];
  const auto put = [&](const char* name, const char* kind) {
    row.Text(name,
             interview == kNone ? OptionalText() : UuidOf(kind, interview));
  };
  row.Text("id", UuidOf("feedback", ref));
  row.Text("type", "interview");
  row.Text("text", planned.name);
  row.Text("instructions", planned.instructions.value_or(""));
  row.Objects("fields", FieldsOf(scene, card.kit),
              [&](const FormField& field, Row& inner) {
                PutField(scene, field, inner);
                PutValue(scene, ref, field, inner);
              });
  row.Text("baseTemplateId", UuidOf("feedback_templates", card.kit));
  put("interview", "interviews");
  put("panel", "panels");
  PutUser(scene, "user", card.submitter, row);
  row.Time("createdAt", card.created);
  row.Time("completedAt", card.submitted);
  row.Time("updatedAt", scene.awkward && ref % 9 == 0
                            ? OptionalTime()
                            : OptionalTime(card.updated));
  row.Time("deletedAt",
           card.deleted ? OptionalTime(card.updated) : OptionalTime());
}

void AddFeedback(std::vector<Endpoint>& all) {
  all.push_back({.path = "opportunities/*/feedback",
                 .resource = "feedback",
                 .answer = FeedbackForms,
                 .expandable = {"user"},
                 .lists = true});
  all.push_back({.path = "opportunities/*/feedback/*",
                 .resource = "feedback",
                 .answer = FeedbackForms,
                 .expandable = {"user"}});
}

}  // namespace hirewire::sim::lever
