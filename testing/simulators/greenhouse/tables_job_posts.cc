// job_posts and what belongs to advertising: boards, places, pay, links.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

// The company has one board for everybody and one for its own people.
constexpr Ref kPublicBoard = 0;
constexpr Ref kInternalBoard = 1;
constexpr int kQuestionsPerPost = 16;

const char* QuestionWord(QuestionKind kind) {
  constexpr const char* kWords[] = {"short_text",   "long_text",
                                    "boolean",      "single_select",
                                    "multi_select", "attachment"};
  return kWords[static_cast<int>(kind)];
}

void WriteQuestion(const View& view, const PostQuestion& question, Ref ref,
                   JsonWriter& writer) {
  // Built-in questions have no id.
  const bool built_in =
      question.name == "first_name" || question.name == "resume";
  writer.BeginObject().Key("id");
  if (built_in) {
    writer.Null();
  } else {
    writer.Int(view.ids.Of(Table::kJobPostQuestions, ref));
  }
  writer.Key("description").OptionalString(question.description);
  writer.Key("answer_type").String(QuestionWord(question.kind));
  writer.Key("required");
  if (question.required.has_value()) {
    writer.Bool(*question.required);
  } else {
    writer.Null();
  }
  writer.Key("private").Bool(question.is_private);
  writer.Key("label").String(question.label);
  writer.Key("name").String(question.name);
  writer.Key("options").BeginArray();
  int64_t option_id = 0;
  for (const std::string& option : question.options) {
    writer.BeginObject().Key("id").Int(option_id++);
    writer.Key("label").String(option).EndObject();
  }
  writer.EndArray().EndObject();
}

void WritePost(const View& view, Ref ref, Row& row) {
  const JobPost& post = view.company.job_posts[ref];
  row.Begin(ref, post);
  row.Text("title", post.title);
  row.Bool("internal", post.internal);
  row.Bool("active", post.active);
  row.Bool("live", post.live);
  row.Bool("featured", post.featured);
  row.Time("first_published_at", post.published);
  row.Text("content", post.content_html);
  row.Text("internal_content", post.internal_content_html);
  row.Text("language", post.language);
  row.Text("public_url", post.url);
  row.Int("demographic_question_set_id",
          post.internal ? std::nullopt
                        : std::optional<int64_t>(
                              view.ids.Of(Table::kDemographicQuestionSets, 0)));
  row.Id("job_id", Table::kJobs, post.job);
  row.Id("job_board_id", Table::kJobBoards,
         post.internal ? kInternalBoard : kPublicBoard);
  row.Json("questions", [&](JsonWriter& writer) {
    writer.BeginArray();
    Ref question_ref = ref * kQuestionsPerPost;
    for (const PostQuestion& question : post.questions) {
      WriteQuestion(view, question, question_ref++, writer);
    }
    writer.EndArray();
  });
}

void WritePostLocation(const View& view, Ref ref, Row& row) {
  const JobPost& post = view.company.job_posts[ref];
  row.Begin(ref, post);
  const bool office = !post.location.has_value();
  row.Text("plain_text_location", post.location);
  row.Id("office_id", Table::kOffices, office ? post.office : kNone);
  row.Word("type", office ? "office" : "free_text");
  row.Id("job_post_id", Table::kJobPosts, ref);
  row.Int("custom_location_id", std::nullopt);
}

void WriteCustomLocation(const View& view, Ref ref, Row& row) {
  const Office& office = view.company.offices[ref];
  row.Begin(ref, office);
  row.Text("value", office.name);
  row.Bool("active", true);
  row.Id("greenhouse_job_board_id", Table::kJobBoards, kPublicBoard);
}

void WritePayRange(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.job_posts[ref]);
  row.Id("pay_input_id", Table::kPayInputs, 0);
  row.Text("currency_type", std::string(ref % 2 == 0 ? "USD" : "EUR"));
  row.Int("min_cents", 5'000'000 + int64_t{ref} * 100'000);
  row.Int("max_cents", 8'000'000 + int64_t{ref} * 100'000);
  row.Id("job_post_id", Table::kJobPosts, ref);
}

void WriteTrackingLink(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.sources[ref]);
  row.Int("job_id", std::nullopt);
  row.Text("token", absl::StrCat("tl", ref));
  row.Id("source_id", Table::kSources, ref);
  row.Int("related_post_id", std::nullopt);
  row.Text("related_post_type", std::nullopt);
  row.Int("referrer_id", std::nullopt);
  row.Id("job_board_id", Table::kJobBoards, kPublicBoard);
  row.Int("job_post_id", std::nullopt);
}

size_t CountPosts(const Company& company) { return company.job_posts.size(); }

}  // namespace

void AddJobPosts(std::vector<Collection>& all) {
  all.push_back(
      {.name = "job_posts",
       .table = Table::kJobPosts,
       .count = CountPosts,
       .write = WritePost,
       .filters = {{"job_ids", FilterKind::kList, "job_id"},
                   {"job_board_ids", FilterKind::kList, "job_board_id"},
                   {"active", FilterKind::kBool, "active"},
                   {"featured", FilterKind::kBool, "featured"},
                   {"live", FilterKind::kBool, "live"},
                   {"internal", FilterKind::kBool, "internal"}}});
  all.push_back({.name = "job_post_locations",
                 .table = Table::kJobPostLocations,
                 .count = CountPosts,
                 .write = WritePostLocation,
                 .filters = {{"job_post_ids", FilterKind::kList, "job_post_id"},
                             {"office_ids", FilterKind::kList, "office_id"}}});
  all.push_back({.name = "job_board_custom_locations",
                 .table = Table::kJobBoardCustomLocations,
                 .count = [](const Company& c) { return c.offices.size(); },
                 .write = WriteCustomLocation,
                 .filters = {{"active", FilterKind::kBool, "active"}}});
  all.push_back(
      {.name = "pay_input_ranges",
       .table = Table::kPayInputRanges,
       .count = CountPosts,
       .write = WritePayRange,
       .filters = {{"pay_input_ids", FilterKind::kList, "pay_input_id"},
                   {"job_post_ids", FilterKind::kList, "job_post_id"}}});
  all.push_back({.name = "tracking_links",
                 .table = Table::kTrackingLinks,
                 .count = [](const Company& c) { return c.sources.size(); },
                 .write = WriteTrackingLink,
                 .filters = {{"job_ids", FilterKind::kList, "job_id"},
                             {"source_ids", FilterKind::kList, "source_id"}}});
}

}  // namespace hirewire::sim
