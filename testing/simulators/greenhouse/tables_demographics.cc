// Demographic surveys: one set of two questions, answered by those who answered
// the equal opportunity survey.
#include <string>
#include <vector>

#include "testing/data/words.h"
#include "testing/simulators/greenhouse/collection.h"

namespace hirewire::sim {
namespace {

constexpr Ref kQuestions = 2;
constexpr Ref kGenderOptions = static_cast<Ref>(std::size(kGenders));
constexpr Ref kRaceOptions = static_cast<Ref>(std::size(kRaces));

// The survey is as old as the company.
const Record& Age(const View& view) { return view.company.departments[0]; }

void WriteSet(const View& view, Ref ref, Row& row) {
  row.Begin(ref, Age(view));
  row.Word("title", "About you");
  row.Text("description", std::nullopt);
  row.Bool("active", true);
  row.Bool("enabled", true);
}

void WriteQuestion(const View& view, Ref ref, Row& row) {
  row.Id("id", Table::kDemographicQuestions, ref);
  // Rows of before these columns existed.
  row.Time("created_at", std::nullopt);
  row.Time("updated_at", std::nullopt);
  row.Int("sort_order", ref);
  row.Bool("active", true);
  row.Word("name", ref == 0 ? "How do you describe your gender?"
                            : "How do you describe your race?");
  row.Id("demographic_question_set_id", Table::kDemographicQuestionSets, 0);
  row.Bool("required", false);
  row.Word("answer_type",
           ref == 0 ? "multi_value_single_select" : "multi_value_multi_select");
}

void WriteOption(const View& view, Ref ref, Row& row) {
  const bool gender = ref < kGenderOptions;
  row.Id("id", Table::kDemographicAnswerOptions, ref);
  row.Time("created_at", std::nullopt);
  row.Time("updated_at", std::nullopt);
  row.Id("demographic_question_id", Table::kDemographicQuestions,
         gender ? 0 : 1);
  row.Int("sort_order", ref);
  row.Bool("active", true);
  row.Bool("free_form", false);
  const absl::string_view name =
      gender ? kGenders[ref] : kRaces[ref - kGenderOptions];
  row.Text("name", std::string(name));
  row.Bool("decline_to_answer", name == "Decline To Self Identify");
}

// One answer about gender for each who filled in the other survey.
void WriteAnswer(const View& view, Ref ref, Row& row) {
  const EeocAnswers& answers = view.company.eeoc[ref];
  row.Begin(ref, answers);
  row.Id("application_id", Table::kApplications, answers.application);
  row.Id("demographic_question_id", Table::kDemographicQuestions, 0);
  row.Id("demographic_answer_option_id", Table::kDemographicAnswerOptions,
         answers.gender.value_or(kNone));
  row.Text("free_form_text", std::nullopt);
}

}  // namespace

void AddDemographics(std::vector<Collection>& all) {
  all.push_back({.name = "demographic_question_sets",
                 .table = Table::kDemographicQuestionSets,
                 .count = [](const Company&) { return size_t{1}; },
                 .write = WriteSet,
                 .filters = {{"active", FilterKind::kBool, "active"}}});
  all.push_back({.name = "demographic_questions",
                 .table = Table::kDemographicQuestions,
                 .count = [](const Company&) { return size_t{kQuestions}; },
                 .write = WriteQuestion,
                 .filters = {{"demographic_question_set_ids", FilterKind::kList,
                              "demographic_question_set_id"},
                             {"active", FilterKind::kBool, "active"}},
                 .no_time_filters = true});
  all.push_back(
      {.name = "demographic_answer_options",
       .table = Table::kDemographicAnswerOptions,
       .count =
           [](const Company&) { return size_t{kGenderOptions + kRaceOptions}; },
       .write = WriteOption,
       .filters = {{"demographic_question_ids", FilterKind::kList,
                    "demographic_question_id"},
                   {"active", FilterKind::kBool, "active"}},
       .no_time_filters = true});
  all.push_back(
      {.name = "demographic_answers",
       .table = Table::kDemographicAnswers,
       .count = [](const Company& c) { return c.eeoc.size(); },
       .write = WriteAnswer,
       .filters = {{"application_ids", FilterKind::kList, "application_id"},
                   {"demographic_question_ids", FilterKind::kList,
                    "demographic_question_id"}}});
}

}  // namespace hirewire::sim
