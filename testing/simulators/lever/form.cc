#include "testing/simulators/lever/form.h"

#include <string>
#include <utility>
#include <vector>

#include "testing/simulators/lever/ids.h"

namespace hirewire::sim::lever {
namespace {

const char* TypeOf(AnswerKind kind) {
  constexpr const char* kWords[] = {"textarea", "yes-no", "multiple-choice",
                                    "multiple-select"};
  return kWords[static_cast<int>(kind)];
}

FormField OfQuestion(const Scene& scene, Ref ref) {
  const KitQuestion& question = scene.company.kit_questions[ref];
  FormField field{UuidOf("kit_questions", ref), TypeOf(question.kind),
                  question.text, question.required};
  field.question = ref;
  const auto& options = scene.company.kit_question_options;
  for (const KitQuestionOption& option : options) {
    if (option.question == ref) field.options.push_back(option.name);
  }
  return field;
}

}  // namespace

std::vector<FormField> FieldsOf(const Scene& scene, Ref kit) {
  std::vector<FormField> fields;
  fields.push_back(
      {UuidOf("kit_ratings", kit),
       "score-system",
       "Rating",
       true,
       {"4 - Strong Hire", "3 - Hire", "2 - No Hire", "1 - Strong No Hire"}});
  FormField skills{UuidOf("kit_skills", kit), "scorecard", "Skills"};
  skills.skills = scene.account.attributes_of[scene.company.kits[kit].job];
  fields.push_back(std::move(skills));
  for (const Ref question : scene.account.questions_of[kit]) {
    fields.push_back(OfQuestion(scene, question));
  }
  fields.push_back({UuidOf("kit_notes", kit), "textarea", "Notes"});
  return fields;
}

void PutField(const Scene& scene, const FormField& field, Row& row) {
  row.Text("id", field.id);
  row.Text("type", field.type);
  row.Text("text", field.text);
  row.Text("description", "");
  row.Bool("required", field.required);
  if (!field.options.empty()) {
    int number = 0;
    row.Objects("options", field.options,
                [&](const std::string& text, Row& option) {
                  option.Text("text", text);
                  option.Text("optionId", UuidOf(field.id, number++));
                });
  }
  if (field.type != absl::string_view("scorecard")) return;
  row.Objects("scores", field.skills, [&](Ref skill, Row& score) {
    score.Text("text", scene.company.job_attributes[skill].name);
    score.Text("description", scene.company.job_attributes[skill].group);
  });
}

}  // namespace hirewire::sim::lever
