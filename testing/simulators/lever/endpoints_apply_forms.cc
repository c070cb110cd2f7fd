// postings/:id/apply: what a posting asks of those who apply.
#include <string>
#include <variant>
#include <vector>

#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// Lever's own words for what it asks everybody, by the company's names.
struct BuiltIn {
  absl::string_view name;
  absl::string_view lever_name;
  absl::string_view text;
};
constexpr BuiltIn kBuiltIn[] = {{"first_name", "fullName", "Full name"},
                                {"resume", "resume", "Resume"}};

const BuiltIn* BuiltInOf(const PostQuestion& question) {
  for (const BuiltIn& one : kBuiltIn) {
    if (one.name == question.name) return &one;
  }
  return nullptr;
}

const char* TypeOf(QuestionKind kind) {
  constexpr const char* kWords[] = {
      "text",     "textarea",        "multiple-choice",
      "dropdown", "multiple-select", "file-upload"};
  return kWords[static_cast<int>(kind)];
}

void PutRequired(const PostQuestion& question, Row& row) {
  if (question.required.has_value()) {
    row.Bool("required", *question.required);
  } else {
    row.Null("required");
  }
}

// `number`: the question's place among all of the account's.
void WriteQuestion(const PostQuestion& question, Ref number, Row& row) {
  row.Text("id", UuidOf("post_questions", number));
  row.Text("type", TypeOf(question.kind));
  row.Text("text", question.label);
  row.Text("description", question.description.value_or(""));
  PutRequired(question, row);
  row.Text("prompt", std::string());
  if (question.options.empty()) return;
  Ref option = number * 8;
  row.Objects("options", question.options,
              [&](const std::string& text, Row& inner) {
                inner.Text("text", text);
                inner.Text("optionId", UuidOf("post_options", option++));
              });
}

void WriteForm(const Scene& scene, Ref post_ref, Row& row) {
  const JobPost& post = scene.company.job_posts[post_ref];
  std::vector<const PostQuestion*> built_in;
  std::vector<std::pair<Ref, const PostQuestion*>> custom;
  for (size_t i = 0; i < post.questions.size(); ++i) {
    const PostQuestion& question = post.questions[i];
    if (BuiltInOf(question) != nullptr) {
      built_in.push_back(&question);
    } else {
      custom.emplace_back(post_ref * 16 + static_cast<Ref>(i), &question);
    }
  }
  row.Text("text", post.title);
  row.Objects("customQuestions", std::vector<int>(1), [&](int, Row& form) {
    form.Text("type", "posting");
    form.Text("text", "Questions");
    form.Text("baseTemplateId", UuidOf("post_forms", post.job));
    form.Objects("fields", custom, [](const auto& one, Row& inner) {
      WriteQuestion(*one.second, one.first, inner);
    });
  });
  row.Objects("personalInformation", built_in,
              [](const PostQuestion* question, Row& inner) {
                const BuiltIn& known = *BuiltInOf(*question);
                inner.Text("name", std::string(known.lever_name));
                inner.Text("text", std::string(known.text));
                inner.Text("type", TypeOf(question->kind));
                PutRequired(*question, inner);
              });
  row.Objects("urls", std::vector<int>(1), [](int, Row& inner) {
    inner.Text("name", "LinkedIn");
    inner.Bool("required", false);
  });
}

Outcome ApplyForm(const Scene& scene) {
  const auto found = PostingOf(scene);
  if (const auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  const std::vector<Ref>& posts = scene.account.posts_of[std::get<Ref>(found)];
  if (posts.empty()) return Missing("postings", scene.ids[0]);
  return One(scene, posts[0], WriteForm);
}

}  // namespace

void AddApplyForms(std::vector<Endpoint>& all) {
  all.push_back({.path = "postings/*/apply",
                 .resource = "postings",
                 .answer = ApplyForm,
                 .parameters = {{"location"}, {"distribution"}}});
}

}  // namespace hirewire::sim::lever
