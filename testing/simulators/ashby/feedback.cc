// Feedback forms, and what interviewers wrote on them.
#include <string>
#include <vector>

#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"
#include "testing/simulators/ashby/stages.h"

namespace hirewire::sim::ashby {
namespace {

// Nothing where the interviewer left it open.
absl::string_view Recommendation(Rating rating) {
  switch (rating) {
    case Rating::kStrongYes:
      return "strong_hire";
    case Rating::kYes:
      return "hire";
    case Rating::kNo:
      return "no_hire";
    case Rating::kStrongNo:
      return "strong_no_hire";
    case Rating::kUnknownWord:
      return "ask_again_later";
    default:
      return "";
  }
}

// 1..4; 0 where there is none.
int Score(Rating rating) {
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
      return 0;
  }
}

void WriteForm(const View& view, const Arguments&, Ref ref,
               JsonWriter& writer) {
  const Company& company = view.company;
  writer.BeginObject();
  WriteId("id", Table::kFeedbackFormDefinition, ref, writer);
  WriteId("organizationId", Table::kOrganization, 0, writer);
  writer.Key("title").String(company.planned_interviews[ref].name);
  writer.Key("isArchived").Bool(view.Archived(ref));
  writer.Key("isDefaultForm").Bool(ref == 0);
  WriteFormDefinition(view, ref, writer);
  WriteId("interviewId", Table::kInterview, ref, writer);
  writer.EndObject();
}

void WriteAnswer(const Company& company, Ref ref, JsonWriter& writer) {
  const ScorecardAnswer& answer = company.scorecard_answers[ref];
  const KitQuestion& question = company.kit_questions[answer.question];
  writer.Key(QuestionPath(answer.question));
  switch (question.kind) {
    case AnswerKind::kText:
      writer.OptionalString(answer.text);
      return;
    case AnswerKind::kYesNo:
      if (answer.yes.has_value()) {
        writer.Bool(*answer.yes);
      } else {
        writer.Null();
      }
      return;
    case AnswerKind::kSingleSelect:
    case AnswerKind::kMultiSelect:
      break;
  }
  const bool many = question.kind == AnswerKind::kMultiSelect;
  if (many) writer.BeginArray();
  for (const Ref option : answer.choices) {
    writer.String(OptionValue(company.kit_question_options[option].name));
    if (!many) return;
  }
  if (many) {
    writer.EndArray();
  } else {
    writer.Null();
  }
}

// Scores come as objects or as digits: both have been seen.
void WriteScores(const View& view, Ref card, JsonWriter& writer) {
  const Company& company = view.company;
  const auto [first, last] = RowsOf(company.scorecard_attributes,
                                    &ScorecardAttribute::scorecard, card);
  for (Ref i = first; i < last; ++i) {
    const ScorecardAttribute& rated = company.scorecard_attributes[i];
    const int score = Score(rated.rating);
    if (score == 0) continue;
    writer.Key(OptionValue(company.job_attributes[rated.attribute].name));
    if (view.awkward && card % 2 == 1) {
      writer.String(std::string(1, static_cast<char>('0' + score)));
    } else {
      writer.BeginObject().Key("score").Int(score).EndObject();
    }
  }
}

void WriteValues(const View& view, Ref ref, JsonWriter& writer) {
  const Company& company = view.company;
  const Scorecard& card = company.scorecards[ref];
  writer.Key("submittedValues").BeginObject();
  const absl::string_view overall = Recommendation(card.rating);
  if (!overall.empty()) writer.Key("overall_recommendation").String(overall);
  WriteScores(view, ref, writer);
  WriteTextIfAny("notes", card.notes, writer);
  const auto [first, last] =
      RowsOf(company.scorecard_answers, &ScorecardAnswer::scorecard, ref);
  for (Ref i = first; i < last; ++i) WriteAnswer(company, i, writer);
  writer.EndObject();
}

// The scheduled interview that a scorecard is about, or kNone.
Ref EventOf(const Company& company, Ref card) {
  const auto [first, last] = RowsOf(company.interviews, &Interview::application,
                                    company.scorecards[card].application);
  for (Ref interview = first; interview < last; ++interview) {
    const auto [from, to] =
        RowsOf(company.interviewers, &Interviewer::interview, interview);
    for (Ref i = from; i < to; ++i) {
      if (company.interviewers[i].scorecard == card) return interview;
    }
  }
  return kNone;
}

// The stay during which it was written, or kNone.
Ref HistoryItemOf(const Company& company, const Scorecard& card) {
  const Ref stage =
      PlanStageOf(company, company.planned_interviews[card.kit].stage);
  const std::vector<Stay> stays = HistoryOf(company, card.application);
  for (size_t i = 0; i < stays.size(); ++i) {
    if (stays[i].plan_stage != stage) continue;
    return card.application * kHistoryWidth + static_cast<Ref>(i);
  }
  return kNone;
}

void WriteFeedback(const View& view, const Arguments&, Ref ref,
                   JsonWriter& writer) {
  const Company& company = view.company;
  const Scorecard& card = company.scorecards[ref];
  const Ref event = EventOf(company, ref);
  writer.BeginObject();
  WriteId("id", Table::kApplicationFeedback, ref, writer);
  WriteFormDefinition(view, card.kit, writer);
  WriteValues(view, ref, writer);
  WriteUser(view, "submittedByUser", card.submitter, writer);
  WriteId("interviewId", Table::kInterview, card.kit, writer);
  if (event != kNone && HasEvent(company, event)) {
    WriteId("interviewEventId", Table::kInterviewEvent, event, writer);
  }
  WriteId("feedbackFormDefinitionId", Table::kFeedbackFormDefinition, card.kit,
          writer);
  WriteIdIfAny("applicationHistoryId", Table::kApplicationHistory,
               HistoryItemOf(company, card), writer);
  WriteId("applicationId", Table::kApplication, card.application, writer);
  WriteTimeOrNull("submittedAt", card.submitted, writer);
  writer.EndObject();
}

constexpr Resource kForms = {
    .table = Table::kFeedbackFormDefinition,
    .count = CountOf<&Company::kits>,
    .exists =
        [](const View& view, Ref ref) {
          return !view.company.kits[ref].deleted &&
                 view.SeesJob(view.company.kits[ref].job);
        },
    .write = WriteForm,
    .record = RecordOf<&Company::kits>};
// What is still a draft is not there.
constexpr Resource kFeedback = {
    .table = Table::kApplicationFeedback,
    .count = CountOf<&Company::scorecards>,
    .exists =
        [](const View& view, Ref ref) {
          const Scorecard& card = view.company.scorecards[ref];
          return !card.deleted && !card.draft &&
                 view.SeesApplication(card.application);
        },
    .write = WriteFeedback,
    .record = RecordOf<&Company::scorecards>};

}  // namespace

void AddFeedback(std::vector<Endpoint>& all) {
  constexpr absl::string_view kForm = "hiringProcessMetadata:read";
  all.push_back({.name = "feedbackFormDefinition.list",
                 .permission = kForm,
                 .gives = Gives::kSyncedPages,
                 .resource = &kForms,
                 .parameters = {Flag("includeArchived")},
                 .lists = ListsUnarchived});
  all.push_back(InfoOf("feedbackFormDefinition.info", kForm, kForms,
                       "feedbackFormDefinitionId",
                       "feedback_form_definition_not_found"));
  all.push_back(
      {.name = "applicationFeedback.list",
       .permission = "candidates:read",
       .gives = Gives::kSyncedPages,
       .resource = &kFeedback,
       .parameters = {Millis("createdAfter"), Id("applicationId")},
       .lists = [](const View& view, const Arguments& arguments, Ref ref) {
         return arguments.Admits(Table::kApplication, "applicationId",
                                 view.company.scorecards[ref].application);
       }});
}

}  // namespace hirewire::sim::ashby
