// The forms that interviewers fill in.
#include <string>

#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

struct Choice {
  const char* label;
  const char* value;
};
constexpr Choice kRecommendations[] = {{"Strong Hire", "strong_hire"},
                                       {"Hire", "hire"},
                                       {"No Hire", "no_hire"},
                                       {"Strong No Hire", "strong_no_hire"}};

absl::string_view FieldType(AnswerKind kind) {
  constexpr absl::string_view kWords[] = {"RichText", "Boolean", "ValueSelect",
                                          "MultiValueSelect"};
  return kWords[static_cast<int>(kind)];
}

// Begins a field; the caller may add to it and ends both objects.
void BeginField(Ref number, absl::string_view type, const std::string& path,
                absl::string_view title, bool required, JsonWriter& writer) {
  writer.BeginObject().Key("isRequired").Bool(required);
  writer.Key("field").BeginObject();
  WriteId("id", Table::kFormField, number, writer);
  writer.Key("type").String(type);
  writer.Key("path").String(path);
  writer.Key("humanReadablePath").String(title);
  writer.Key("title").String(title);
  writer.Key("isNullable").Bool(!required);
}

void WriteChoice(absl::string_view label, absl::string_view value,
                 JsonWriter& writer) {
  writer.BeginObject().Key("label").String(label);
  writer.Key("value").String(value).EndObject();
}

void WriteQuestion(const Company& company, Ref ref, JsonWriter& writer) {
  const KitQuestion& question = company.kit_questions[ref];
  BeginField(1000 + ref, FieldType(question.kind), QuestionPath(ref),
             question.text, question.required, writer);
  const auto [first, last] =
      RowsOf(company.kit_question_options, &KitQuestionOption::question, ref);
  if (first < last) {
    writer.Key("selectableValues").BeginArray();
    for (Ref i = first; i < last; ++i) {
      const std::string& name = company.kit_question_options[i].name;
      WriteChoice(name, OptionValue(name), writer);
    }
    writer.EndArray();
  }
  writer.EndObject().EndObject();
}

void WriteFields(const Company& company, Ref form, JsonWriter& writer) {
  BeginField(0, "ValueSelect", "overall_recommendation",
             "Overall Recommendation", true, writer);
  writer.Key("selectableValues").BeginArray();
  for (const Choice& choice : kRecommendations) {
    WriteChoice(choice.label, choice.value, writer);
  }
  writer.EndArray().EndObject().EndObject();
  const auto [first, last] = RowsOf(company.job_attributes, &JobAttribute::job,
                                    company.kits[form].job);
  for (Ref i = first; i < last; ++i) {
    const std::string& name = company.job_attributes[i].name;
    BeginField(1 + i - first, "Score", OptionValue(name), name, false, writer);
    writer.EndObject().EndObject();
  }
  BeginField(900, "RichText", "notes", "Notes", false, writer);
  writer.EndObject().EndObject();
  const auto [from, to] =
      RowsOf(company.kit_questions, &KitQuestion::kit, form);
  for (Ref i = from; i < to; ++i) WriteQuestion(company, i, writer);
}

}  // namespace

std::string QuestionPath(Ref question) {
  return AshbyId(Table::kFormField, 1000 + question);
}

void WriteFormDefinition(const View& view, Ref form, JsonWriter& writer) {
  writer.Key("formDefinition").BeginObject().Key("sections").BeginArray();
  writer.BeginObject().Key("title");
  if (view.awkward && form % 2 == 1) {
    writer.Null();
  } else {
    writer.String("Feedback");
  }
  writer.Key("fields").BeginArray();
  WriteFields(view.company, form, writer);
  writer.EndArray().EndObject().EndArray().EndObject();
}

}  // namespace hirewire::sim::ashby
