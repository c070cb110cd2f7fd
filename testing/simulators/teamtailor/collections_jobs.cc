// Jobs, their stages and questions, and who and where the company is.
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "testing/simulators/teamtailor/attributes.h"
#include "testing/simulators/teamtailor/collection.h"
#include "testing/simulators/teamtailor/ids.h"
#include "testing/simulators/teamtailor/resource.h"

namespace hirewire::sim::teamtailor {
namespace {

using Kind = Filter::Kind;

// The first advertisement of a job, or null.
const JobPost* PostOf(const Company& company, Ref job) {
  for (const JobPost& post : company.job_posts) {
    if (post.job == job && !post.deleted) return &post;
  }
  return nullptr;
}

struct JobWords {
  const char* status;
  const char* human;
};

JobWords WordsOf(const Job& job, const JobPost* post) {
  if (job.is_template) return {"temp", "unsaved"};
  if (job.status == JobStatus::kDraft) return {"draft", "draft"};
  if (job.status == JobStatus::kClosed) return {"archived", "archived"};
  if (post == nullptr || !post->live) return {"unlisted", "unlisted"};
  return {"open", "published"};
}

std::vector<int64_t> QuestionsOf(const Company& company, Ref job) {
  std::vector<int64_t> ids;
  for (size_t p = 0; p < company.job_posts.size(); ++p) {
    const JobPost& post = company.job_posts[p];
    if (post.deleted || post.job != job) continue;
    for (size_t n = 0; n < post.questions.size(); ++n) {
      ids.push_back(QuestionId(static_cast<Ref>(p), n));
    }
  }
  return ids;
}

std::vector<int64_t> JobIds(const Company& company) {
  return IdsOf(company.jobs);
}

Resource MakeJob(const Company& company, int64_t id) {
  const Job& job = company.jobs[RefOf(id)];
  const JobPost* post = PostOf(company, RefOf(id));
  const JobWords words = WordsOf(job, post);
  const std::string page = absl::StrCat("https://career.test/jobs/", id);
  Resource out;
  Attributes(out)
      .Text("title", job.name)
      .Text("status", words.status)
      .Text("human-status", words.human)
      .Text("body", post == nullptr ? std::nullopt : post->content_html)
      .Bool("internal", post != nullptr && post->internal)
      .Bool("pinned", post != nullptr && post->featured)
      .Time("start-date", post == nullptr ? std::nullopt : post->published)
      .Time("end-date", job.closed)
      .Text("language-code", post == nullptr ? std::nullopt : post->language)
      .Text("remote-status", id % 3 == 0 ? "fully" : "none")
      .Texts("tags", {})
      .Time("created-at", job.created)
      .Time("updated-at", job.updated);
  out.related["department"] = Related(job.department);
  for (const Ref office : job.offices) {
    out.related["locations"].push_back(IdOf(office));
  }
  for (const TeamMember& member : company.team) {
    if (member.job == RefOf(id) && member.role == JobRole::kRecruiter) {
      out.related["user"] = Related(member.user);
    }
  }
  out.related["questions"] = QuestionsOf(company, RefOf(id));
  out.links = {{"careersite-job-url", page},
               {"careersite-job-apply-url", page + "/applications/new"}};
  return out;
}

std::vector<int64_t> StageIds(const Company& company) {
  std::vector<int64_t> ids = IdsOf(company.stages, [&](Ref ref) {
    return !company.jobs[company.stages[ref].job].deleted;
  });
  for (const int64_t job : JobIds(company)) {
    ids.push_back(InboxOf(RefOf(job)));
    ids.push_back(HiredOf(RefOf(job)));
  }
  return ids;
}

Resource MakeStage(const Company& company, int64_t id) {
  const bool built_in = id >= kFirstBuiltInStage;
  const bool hired = built_in && id % 2 == 1;
  const Ref job = built_in ? static_cast<Ref>((id - kFirstBuiltInStage) / 2)
                           : company.stages[RefOf(id)].job;
  const Record& dated = built_in ? static_cast<const Record&>(company.jobs[job])
                                 : company.stages[RefOf(id)];
  Resource out;
  Attributes attributes(out);
  if (built_in) {
    attributes.Text("name", hired ? "Hired" : "Inbox")
        .Text("legacy-stage-type-name", hired ? "Hired" : "Inbox")
        .Int("row-order", hired ? 8388607 : -4194303);
  } else {
    const Stage& stage = company.stages[RefOf(id)];
    attributes.Text("name", stage.name)
        .Text("legacy-stage-type-name", "In process")
        .Int("row-order", stage.position * 1024);
  }
  attributes.Time("created-at", dated.created)
      .Time("updated-at", dated.updated);
  out.related["job"] = Related(job);
  return out;
}

std::vector<int64_t> QuestionIds(const Company& company) {
  std::vector<int64_t> ids;
  for (size_t p = 0; p < company.job_posts.size(); ++p) {
    if (company.job_posts[p].deleted) continue;
    for (size_t n = 0; n < company.job_posts[p].questions.size(); ++n) {
      ids.push_back(QuestionId(static_cast<Ref>(p), n));
    }
  }
  return ids;
}

const char* WordOf(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::kBoolean:
      return "Boolean";
    case QuestionKind::kSingleSelect:
    case QuestionKind::kMultiSelect:
      return "Choice";
    case QuestionKind::kAttachment:
      return "Video";
    default:
      return "Text";
  }
}

Resource MakeQuestion(const Company& company, int64_t id) {
  const JobPost& post = company.job_posts[RefOf(id / kQuestionsEach)];
  const PostQuestion& question =
      post.questions[static_cast<size_t>(id % kQuestionsEach)];
  Resource out;
  Attributes attributes(out);
  attributes.Text("question-type", WordOf(question.kind))
      .Text("title", question.label)
      .Text("description", question.description)
      .Bool("multiple", question.kind == QuestionKind::kMultiSelect)
      .Bool("single-line", question.kind == QuestionKind::kShortText);
  if (question.options.empty()) {
    attributes.Json("alternatives", "null");
  } else {
    attributes.Texts("alternatives", question.options);
  }
  return out;
}

std::vector<int64_t> DepartmentIds(const Company& company) {
  return IdsOf(company.departments);
}

Resource MakeDepartment(const Company& company, int64_t id) {
  Resource out;
  Attributes(out).Text("name", company.departments[RefOf(id)].name);
  return out;
}

std::vector<int64_t> LocationIds(const Company& company) {
  return IdsOf(company.offices);
}

Resource MakeLocation(const Company& company, int64_t id) {
  const Office& office = company.offices[RefOf(id)];
  Resource out;
  Attributes(out)
      .Text("name", office.name)
      .Text("city", office.location)
      .Text("country", std::nullopt)
      .Text("lat", "59.338558")
      .Text("long", "18.055759")
      .Bool("headquarters", id == 1);
  return out;
}

// Nobody signs in as an integration here.
std::vector<int64_t> UserIds(const Company& company) {
  return IdsOf(company.users,
               [&](Ref ref) { return !company.users[ref].service_account; });
}

Resource MakeUser(const Company& company, int64_t id) {
  const User& user = company.users[RefOf(id)];
  const char* role = user.site_admin ? "admin" : "recruiter";
  OptionalText email;
  if (!user.email.empty()) email = user.email;
  Resource out;
  Attributes(out)
      .Text("name", absl::StrCat(user.first_name.value_or(""), " ",
                                 user.last_name.value_or("")))
      .Text("email", email)
      .Text("login-email", email)
      .Text("external-id", user.employee_id)
      .Text("title", user.title)
      .Text("role", user.active ? role : "no_access")
      .Json("picture", "null");
  if (!user.departments.empty()) {
    out.related["department"] = Related(user.departments[0]);
  }
  if (!user.offices.empty()) out.related["location"] = Related(user.offices[0]);
  return out;
}

}  // namespace

std::vector<Collection> JobCollections() {
  return {
      {.type = "jobs",
       .relations = {{"department", "departments"},
                     {"locations", "locations", true},
                     {"user", "users"},
                     {"questions", "questions", true}},
       .filters = {{"status", Kind::kStatus},
                   {"feed", Kind::kFeed},
                   {"department", Kind::kRelation},
                   {"locations", Kind::kRelation}},
       .ids = JobIds,
       .make = MakeJob},
      {.type = "stages",
       .relations = {{"job", "jobs"}},
       .filters = {},
       .ids = StageIds,
       .make = MakeStage},
      {.type = "questions",
       .relations = {},
       .filters = {},
       .ids = QuestionIds,
       .make = MakeQuestion},
      {.type = "departments",
       .relations = {},
       .filters = {},
       .ids = DepartmentIds,
       .make = MakeDepartment},
      {.type = "locations",
       .relations = {},
       .filters = {},
       .ids = LocationIds,
       .make = MakeLocation},
      {.type = "users",
       .relations = {{"department", "departments"}, {"location", "locations"}},
       .filters = {{"email", Kind::kAttribute},
                   {"department", Kind::kRelation}},
       .ids = UserIds,
       .make = MakeUser},
  };
}

}  // namespace hirewire::sim::teamtailor
