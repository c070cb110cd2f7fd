// scorecards, what they rate and answer, and the questions they answer.
#include <string>
#include <vector>

#include "testing/simulators/greenhouse/collection.h"

namespace hirewire::sim {
namespace {

// The overall rating and that of an attribute are different enums.
const char* OverallWord(Rating rating) {
  constexpr const char* kWords[] = {nullptr,      "no_decision",   "strong_no",
                                    "no",         nullptr,         "yes",
                                    "strong_yes", "definitely_yes"};
  return kWords[static_cast<int>(rating)];
}

const char* AttributeWord(Rating rating) {
  constexpr const char* kWords[] = {
      "no_decision", "no_decision", "definitely_not", "no",
      "mixed",       "yes",         "strong_yes",     "outstanding"};
  return kWords[static_cast<int>(rating)];
}

void WriteScorecard(const View& view, Ref ref, Row& row) {
  const Scorecard& card = view.company.scorecards[ref];
  row.Begin(ref, card);
  row.Id("interview_kit_id", Table::kInterviewKits, card.kit);
  row.Id("interviewer_id", Table::kUsers, card.interviewer);
  row.Time("interviewed_at", card.interviewed);
  row.Text("notes", card.notes);
  row.Text("notes_with_tags", card.notes);
  row.Id("submitter_id", Table::kUsers, card.submitter);
  row.Word("candidate_rating", OverallWord(card.rating));
  row.Text("private_notes", card.private_notes);
  row.Text("private_notes_with_tags", card.private_notes);
  row.Word("status", card.draft ? "draft" : "complete");
  row.Text("public_notes", card.public_notes);
  row.Text("public_notes_with_tags", card.public_notes);
  row.Id("application_id", Table::kApplications, card.application);
  row.Time("submitted_at", card.submitted);
}

void WriteAttribute(const View& view, Ref ref, Row& row) {
  const ScorecardAttribute& rated = view.company.scorecard_attributes[ref];
  row.Begin(ref, rated);
  row.Id("scorecard_id", Table::kScorecards, rated.scorecard);
  row.Word("candidate_attribute_rating", AttributeWord(rated.rating));
  row.Id("job_candidate_attribute_id", Table::kJobAttributes, rated.attribute);
  row.Text("note", rated.note);
}

void WriteAnswer(const View& view, Ref ref, Row& row) {
  const ScorecardAnswer& answer = view.company.scorecard_answers[ref];
  row.Begin(ref, answer);
  row.Id("scorecard_id", Table::kScorecards, answer.scorecard);
  row.Id("scorecard_question_id", Table::kScorecardQuestions, answer.question);
  row.Text("answer", answer.text);
  row.Text("answer_with_tags", answer.text);
  row.Bool("boolean_value", answer.yes);
}

void WriteChoice(const View& view, Ref ref, Row& row) {
  const ScorecardAnswerChoice& choice =
      view.company.scorecard_answer_choices[ref];
  row.Begin(ref, choice);
  row.Id("scorecard_question_option_id", Table::kScorecardQuestionOptions,
         choice.option);
  row.Id("scorecard_question_answer_id", Table::kScorecardAnswers,
         choice.answer);
}

const char* AnswerWord(AnswerKind kind) {
  constexpr const char* kWords[] = {"text", "yes_no", "single_select",
                                    "multi_select"};
  return kWords[static_cast<int>(kind)];
}

void WriteQuestion(const View& view, Ref ref, Row& row) {
  const KitQuestion& question = view.company.kit_questions[ref];
  row.Begin(ref, question);
  row.Id("interview_kit_id", Table::kInterviewKits, question.kit);
  row.Text("question", question.text);
  row.Int("sort_order", question.position);
  row.Bool("active", question.active);
  row.Word("answer_type", AnswerWord(question.kind));
  row.Bool("required", question.required);
}

void WriteOption(const View& view, Ref ref, Row& row) {
  const KitQuestionOption& option = view.company.kit_question_options[ref];
  row.Begin(ref, option);
  row.Id("scorecard_question_id", Table::kScorecardQuestions, option.question);
  row.Text("name", option.name);
  row.Int("sort_order", option.position);
  row.Bool("active", option.active);
}

// The first question of each kit is about what the kit focuses on.
void WriteQuestionAttribute(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.kits[ref]);
  const Ref per_kit = static_cast<Ref>(view.company.kit_questions.size() /
                                       view.company.kits.size());
  row.Id("scorecard_question_id", Table::kScorecardQuestions, ref * per_kit);
  row.Id("focus_candidate_attribute_id", Table::kFocusAttributes, ref);
}

void AddQuestions(std::vector<Collection>& all) {
  all.push_back(
      {.name = "scorecard_questions",
       .table = Table::kScorecardQuestions,
       .count = [](const Company& c) { return c.kit_questions.size(); },
       .write = WriteQuestion,
       .filters = {{"interview_kit_ids", FilterKind::kList, "interview_kit_id"},
                   {"active", FilterKind::kBool, "active"}}});
  all.push_back(
      {.name = "scorecard_question_options",
       .table = Table::kScorecardQuestionOptions,
       .count = [](const Company& c) { return c.kit_question_options.size(); },
       .write = WriteOption,
       .filters = {{"scorecard_question_ids", FilterKind::kList,
                    "scorecard_question_id"},
                   {"active", FilterKind::kBool, "active"}}});
  all.push_back({.name = "scorecard_question_candidate_attributes",
                 .table = Table::kScorecardQuestionAttributes,
                 .count = [](const Company& c) { return c.kits.size(); },
                 .write = WriteQuestionAttribute,
                 .filters = {{"scorecard_question_ids", FilterKind::kList,
                              "scorecard_question_id"}}});
}

}  // namespace

void AddScorecards(std::vector<Collection>& all) {
  all.push_back(
      {.name = "scorecards",
       .table = Table::kScorecards,
       .count = [](const Company& c) { return c.scorecards.size(); },
       .write = WriteScorecard,
       .filters = {
           {"application_ids", FilterKind::kList, "application_id"},
           {"interviewer_ids", FilterKind::kList, "interviewer_id"},
           {"submitter_ids", FilterKind::kList, "submitter_id"},
           {"interview_kit_ids", FilterKind::kList, "interview_kit_id"},
           {"interviewed_at", FilterKind::kTime, "interviewed_at"},
           {"submitted_at", FilterKind::kTime, "submitted_at"},
           {"status", FilterKind::kWord, "status", {"draft", "complete"}}}});
  all.push_back(
      {.name = "scorecard_candidate_attributes",
       .table = Table::kScorecardAttributes,
       .count = [](const Company& c) { return c.scorecard_attributes.size(); },
       .write = WriteAttribute,
       .filters = {{"scorecard_ids", FilterKind::kList, "scorecard_id"}}});
  all.push_back(
      {.name = "scorecard_question_answers",
       .table = Table::kScorecardAnswers,
       .count = [](const Company& c) { return c.scorecard_answers.size(); },
       .write = WriteAnswer,
       .filters = {{"scorecard_ids", FilterKind::kList, "scorecard_id"},
                   {"scorecard_question_ids", FilterKind::kList,
                    "scorecard_question_id"}}});
  all.push_back(
      {.name = "scorecard_question_answer_options",
       .table = Table::kScorecardAnswerOptions,
       .count =
           [](const Company& c) { return c.scorecard_answer_choices.size(); },
       .write = WriteChoice,
       .filters = {{"scorecard_question_answer_ids", FilterKind::kList,
                    "scorecard_question_answer_id"},
                   {"scorecard_question_option_ids", FilterKind::kList,
                    "scorecard_question_option_id"}}});
  AddQuestions(all);
}

}  // namespace hirewire::sim
