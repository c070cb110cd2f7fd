// The form behind a job's "apply" button: fields that every form has, and
// questions of the job's own.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/jobs.h"

namespace hirewire::sim::workable {
namespace {

constexpr Ref kPerPost = 16;
constexpr Ref kPerQuestion = 8;
constexpr int64_t kMaxFileSize = 5242880;

// The public post's place in Company::job_posts, or kNone.
Ref PostOf(const Company& company, Ref job) {
  for (size_t i = 0; i < company.job_posts.size(); ++i) {
    const JobPost& post = company.job_posts[i];
    if (post.job == job && !post.internal && !post.deleted) {
      return static_cast<Ref>(i);
    }
  }
  return kNone;
}

const char* TypeOf(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::kShortText:
      return "short_text";
    case QuestionKind::kLongText:
      return "free_text";
    case QuestionKind::kBoolean:
      return "boolean";
    case QuestionKind::kSingleSelect:
      return "dropdown";
    case QuestionKind::kMultiSelect:
      return "multiple_choice";
    case QuestionKind::kAttachment:
      return "file";
  }
  return "short_text";
}

void WriteQuestion(const PostQuestion& question, Ref ref, JsonWriter& writer) {
  const bool single = question.kind == QuestionKind::kSingleSelect;
  const bool select = single || question.kind == QuestionKind::kMultiSelect;
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("id", IdOf(Kind::kQuestion, ref))
      .Text("body", question.label)
      .Text("type", TypeOf(question.kind))
      .Bool("required", question.required.value_or(false));
  if (select) {
    fields.Bool("single_answer", single);
    fields.Array("choices", [&](JsonWriter& choices) {
      Ref choice = ref * kPerQuestion;
      for (const std::string& option : question.options) {
        choices.BeginObject();
        Fields(choices)
            .Text("id", IdOf(Kind::kQuestionChoice, choice++))
            .Text("body", option);
        choices.EndObject();
      }
    });
  }
  writer.EndObject();
}

// Questions that somebody wrote; the others are fields of every form.
void AddQuestions(const View& view, Ref job, Fields& fields) {
  const Ref post = PostOf(view.company, job);
  fields.Array("questions", [&](JsonWriter& writer) {
    if (post == kNone) return;
    Ref ref = post * kPerPost;
    for (const PostQuestion& question :
         view.company.job_posts[post].questions) {
      const Ref own = ref++;
      if (!absl::StartsWith(question.name, "question_")) continue;
      WriteQuestion(question, own, writer);
    }
  });
}

void WriteField(const char* key, const char* label, const char* type,
                bool required, JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("key", key)
      .Text("label", label)
      .Text("type", type)
      .Bool("required", required);
  if (std::string(type) == "string") fields.Int("max_length", 127);
  if (std::string(type) == "file") {
    fields.Array("supported_file_types", [](JsonWriter& types) {
      types.String("pdf").String("docx").String("txt");
    });
    fields.Int("max_file_size", kMaxFileSize);
  }
  writer.EndObject();
}

}  // namespace

void WriteQuestions(const View& view, Ref job, JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  AddQuestions(view, job, fields);
  writer.EndObject();
}

void WriteApplicationForm(const View& view, Ref job, JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  fields.Array("form_fields", [](JsonWriter& form) {
    WriteField("firstname", "First name", "string", true, form);
    WriteField("lastname", "Last name", "string", true, form);
    WriteField("email", "Email", "string", true, form);
    WriteField("phone", "Phone", "string", false, form);
    WriteField("summary", "Summary", "free_text", false, form);
    WriteField("resume", "Resume", "file", false, form);
  });
  AddQuestions(view, job, fields);
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
