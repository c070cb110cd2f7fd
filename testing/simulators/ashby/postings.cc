// Job postings: what the world sees of a job.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "jobs:read";

OptionalText DepartmentOf(const View& view, const JobPost& post) {
  const Ref department = view.company.jobs[post.job].department;
  if (department == kNone) return std::nullopt;
  return view.company.departments[department].name;
}

OptionalText LocationOf(const View& view, const JobPost& post) {
  if (post.office == kNone) return std::nullopt;
  return view.company.offices[post.office].name;
}

std::string ApplyLink(Ref ref) {
  return absl::StrCat("https://jobs.ashbyhq.com/acme/",
                      AshbyId(Table::kJobPosting, ref), "/application");
}

void WritePublished(const JobPost& post, JsonWriter& writer) {
  writer.Key("publishedDate");
  if (post.published.has_value()) {
    writer.String(absl::FormatCivilTime(
        absl::ToCivilDay(*post.published, absl::UTCTimeZone())));
  } else {
    writer.Null();
  }
}

void WriteMembers(const View& view, Ref ref, JsonWriter& writer) {
  const JobPost& post = view.company.job_posts[ref];
  WriteId("id", Table::kJobPosting, ref, writer);
  writer.Key("title").String(post.title);
  WriteId("jobId", Table::kJob, post.job, writer);
  const OptionalText department = DepartmentOf(view, post);
  writer.Key("departmentName").OptionalString(department);
  writer.Key("teamName").OptionalString(department);
  writer.Key("locationName").OptionalString(LocationOf(view, post));
  writer.Key("locationExternalName").OptionalString(post.location);
  writer.Key("workplaceType").String(ref % 3 == 0 ? "Remote" : "Hybrid");
  writer.Key("employmentType").String(EmploymentType(post.job));
  writer.Key("isListed").Bool(post.live && !post.internal);
  WritePublished(post, writer);
  writer.Key("applicationDeadline").Null();
  writer.Key("externalLink").OptionalString(post.url);
  writer.Key("applyLink").String(ApplyLink(ref));
  writer.Key("locationIds").BeginObject();
  WriteIdOrNull("primaryLocationId", Table::kLocation, post.office, writer);
  writer.Key("secondaryLocationIds").BeginArray().EndArray().EndObject();
  WriteTime("updatedAt", post.updated, writer);
}

void WritePosting(const View& view, const Arguments&, Ref ref,
                  JsonWriter& writer) {
  writer.BeginObject();
  WriteMembers(view, ref, writer);
  writer.Key("compensationTierSummary").Null();
  writer.Key("shouldDisplayCompensationOnJobBoard").Bool(false);
  writer.EndObject();
}

absl::string_view QuestionType(QuestionKind kind) {
  constexpr absl::string_view kWords[] = {"String",           "LongText",
                                          "Boolean",          "ValueSelect",
                                          "MultiValueSelect", "File"};
  return kWords[static_cast<int>(kind)];
}

void WriteQuestion(const PostQuestion& question, JsonWriter& writer) {
  writer.BeginObject();
  writer.Key("isRequired").Bool(question.required.value_or(false));
  WriteTextIfAny("descriptionPlain", question.description, writer);
  writer.Key("field").BeginObject();
  writer.Key("type").String(QuestionType(question.kind));
  writer.Key("path").String(question.name);
  writer.Key("humanReadablePath").String(question.label);
  writer.Key("title").String(question.label);
  writer.Key("isNullable").Bool(question.required != true);
  if (!question.options.empty()) {
    writer.Key("selectableValues").BeginArray();
    for (const std::string& option : question.options) {
      writer.BeginObject().Key("label").String(option);
      writer.Key("value").String(OptionValue(option)).EndObject();
    }
    writer.EndArray();
  }
  writer.EndObject().EndObject();
}

void WriteDescription(const JobPost& post, JsonWriter& writer) {
  const std::string html = post.content_html.value_or("");
  const std::string plain = absl::StrReplaceAll(
      html, {{"<p>", ""}, {"</p>", ""}, {"<strong>", ""}, {"</strong>", ""}});
  writer.Key("descriptionPlain").String(plain);
  writer.Key("descriptionHtml").String(html);
  writer.Key("descriptionSocial").Null();
  writer.Key("descriptionParts").BeginObject();
  writer.Key("descriptionOpening").Null();
  writer.Key("descriptionBody").BeginObject();
  writer.Key("html").String(html);
  writer.Key("plain").String(plain).EndObject();
  writer.Key("descriptionClosing").Null().EndObject();
}

void WriteWhole(const View& view, const Arguments& arguments, Ref ref,
                JsonWriter& writer) {
  const JobPost& post = view.company.job_posts[ref];
  writer.BeginObject();
  WriteMembers(view, ref, writer);
  WriteDescription(post, writer);
  const OptionalText department = DepartmentOf(view, post);
  writer.Key("teamNameHierarchy").BeginArray();
  if (department.has_value()) writer.String(*department);
  writer.EndArray();
  writer.Key("isRemote").Bool(ref % 3 == 0);
  writer.Key("applicationFormDefinition").BeginObject();
  writer.Key("sections").BeginArray().BeginObject();
  writer.Key("title").Null().Key("fields").BeginArray();
  for (const PostQuestion& question : post.questions) {
    WriteQuestion(question, writer);
  }
  writer.EndArray().EndObject().EndArray().EndObject();
  writer.Key("surveyFormDefinitions").BeginArray().EndArray();
  writer.Key("compensation").BeginObject();
  writer.Key("compensationTierSummary").Null();
  writer.Key("summaryComponents").BeginArray().EndArray();
  writer.Key("compensationTiers").BeginArray().EndArray();
  writer.Key("shouldDisplayCompensationOnJobBoard").Bool(false).EndObject();
  if (arguments.Expands("job")) {
    writer.Key("job");
    Jobs().write(view, arguments, post.job, writer);
  }
  writer.EndObject();
}

bool Sees(const View& view, Ref ref) {
  const JobPost& post = view.company.job_posts[ref];
  return !post.deleted && view.SeesJob(post.job);
}

bool Lists(const View& view, const Arguments& arguments, Ref ref) {
  const JobPost& post = view.company.job_posts[ref];
  if (arguments.True("listedOnly") && (!post.live || post.internal)) {
    return false;
  }
  return arguments.Admits("location", LocationOf(view, post).value_or("")) &&
         arguments.Admits("department", DepartmentOf(view, post).value_or(""));
}

constexpr Resource kPostings = {.table = Table::kJobPosting,
                                .count = CountOf<&Company::job_posts>,
                                .exists = Sees,
                                .write = WritePosting};
constexpr Resource kWhole = {.table = Table::kJobPosting,
                             .count = CountOf<&Company::job_posts>,
                             .exists = Sees,
                             .write = WriteWhole};

}  // namespace

void AddPostings(std::vector<Endpoint>& all) {
  all.push_back({.name = "jobPosting.list",
                 .permission = kMay,
                 .gives = Gives::kAll,
                 .resource = &kPostings,
                 // A limit is taken and does nothing: a recorded client sends
                 // one.
                 .parameters = {{.name = "location", .takes = Takes::kText},
                                {.name = "department", .takes = Takes::kText},
                                {.name = "limit", .takes = Takes::kLimit},
                                Flag("listedOnly"),
                                Id("jobBoardId")},
                 .lists = Lists});
  all.push_back(InfoOf("jobPosting.info", kMay, kWhole, "jobPostingId",
                       "job_posting_not_found",
                       {Id("jobBoardId"), Words("expand", {"job"})}));
}

}  // namespace hirewire::sim::ashby
