#include "testing/simulators/workable/jobs.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/people.h"

namespace hirewire::sim::workable {
namespace {

// The public post of a job; nullptr: none.
const JobPost* PostOf(const Company& company, Ref job) {
  for (const JobPost& post : company.job_posts) {
    if (post.job == job && !post.internal && !post.deleted) return &post;
  }
  return nullptr;
}

const char* WorkplaceOf(const OptionalText& place) {
  return place.has_value() ? "on_site" : "remote";
}

void AddDepartment(const Company& company, const Job& job, Fields& fields) {
  std::vector<Ref> path;
  for (Ref at = job.department; at != kNone;
       at = company.departments[at].parent) {
    path.insert(path.begin(), at);
  }
  fields.Text("department",
              path.empty()
                  ? std::nullopt
                  : OptionalText(company.departments[path.back()].name));
  fields.Array("department_hierarchy", [&](JsonWriter& writer) {
    for (const Ref at : path) {
      writer.BeginObject();
      Fields(writer)
          .Text("id", IdOf(Kind::kDepartment, at))
          .Text("name", company.departments[at].name);
      writer.EndObject();
    }
  });
}

void AddLocations(const OptionalText& place, Fields& fields) {
  fields.Text("workplace_type", WorkplaceOf(place))
      .Object("location",
              [&](Fields& location) {
                AddPlace(place, location);
                location.Bool("telecommuting", !place.has_value())
                    .Text("workplace_type", WorkplaceOf(place));
              })
      .Array("locations", [&](JsonWriter& writer) {
        const OptionalText country = CountryOf(place);
        if (!country.has_value()) return;
        writer.BeginObject();
        Fields(writer)
            .Text("country_code", CountryCode(*country))
            .Text("country_name", country)
            .Null("state_code")
            .Null("subregion")
            .Null("zip_code")
            .Text("city", place->substr(0, place->find(',')))
            .Null("coords")
            .Bool("hidden", false);
        writer.EndObject();
      });
}

// {} where nobody said; the currency is in lower case.
void AddSalary(const Job& job, Fields& fields) {
  const MoneyRange* salary = nullptr;
  for (const CustomEntry& entry : job.custom) {
    if (const auto* range = std::get_if<MoneyRange>(&entry.value)) {
      salary = range;
    }
  }
  fields.Object("salary", [&](Fields& of) {
    if (salary == nullptr) return;
    of.Number("salary_from", salary->low)
        .Number("salary_to", salary->high)
        .Text("salary_currency", absl::AsciiStrToLower(salary->currency));
  });
}

void AddListed(const View& view, Ref ref, Fields& fields) {
  const Company& company = view.company;
  const Job& job = company.jobs[ref];
  const std::string shortcode = Shortcode(ref);
  const std::string page =
      absl::StrCat("https://acme.workable.example/jobs/", ref + 5980001);
  fields.Text("id", IdOf(Kind::kJob, ref))
      .Text("title", job.name)
      .Text("full_title",
            job.requisition_code.has_value()
                ? absl::StrCat(job.name, " - ", *job.requisition_code)
                : job.name)
      .Text("shortcode", shortcode)
      .Text("code", job.requisition_code)
      .Text("state", JobState(view, ref))
      .Bool("sample", false)
      .Bool("confidential", job.confidential);
  AddDepartment(company, job, fields);
  fields.Text("url", page)
      .Text("application_url", absl::StrCat(page, "/candidates/new"))
      .Text("shortlink",
            absl::StrCat("https://apply.workable.example/j/", shortcode));
  AddLocations(PlaceOf(company, ref), fields);
  AddSalary(job, fields);
  fields.Seconds("created_at", job.created)
      .Seconds("updated_at", job.updated)
      .Null("keywords");
}

// The longer texts, all or those named.
void AddTexts(const View& view, Ref ref, const std::set<std::string>* only,
              Fields& fields) {
  const JobPost* post = PostOf(view.company, ref);
  const OptionalText content =
      post == nullptr ? OptionalText("") : post->content_html;
  const auto add = [&](const char* name, const OptionalText& text) {
    if (only == nullptr || only->count(name) > 0) fields.Text(name, text);
  };
  add("full_description", content);
  add("description", content);
  add("requirements", view.company.jobs[ref].notes_html);
  add("benefits", std::string());
}

}  // namespace

std::string JobState(const View& view, Ref ref) {
  const Job& job = view.company.jobs[ref];
  switch (job.status) {
    case JobStatus::kDraft:
      return "draft";
    case JobStatus::kOpen:
      return "published";
    case JobStatus::kClosed:
      break;
  }
  // What was closed long ago has been put away.
  const absl::Time old = view.company.as_of - absl::Hours(24 * 365);
  return job.closed.has_value() && *job.closed < old ? "archived" : "closed";
}

Ref FindJob(const Company& company, absl::string_view shortcode) {
  for (size_t i = 0; i < company.jobs.size(); ++i) {
    const auto job = static_cast<Ref>(i);
    if (Shortcode(job) == shortcode && !company.jobs[i].deleted) return job;
  }
  return kNone;
}

void WriteListedJob(const View& view, Ref job,
                    const std::set<std::string>& texts, JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  AddListed(view, job, fields);
  AddTexts(view, job, &texts, fields);
  writer.EndObject();
}

void WriteJob(const View& view, Ref job, JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  AddListed(view, job, fields);
  AddTexts(view, job, nullptr, fields);
  fields.Text("employment_type", "Full-time")
      .Null("industry")
      .Null("function")
      .Null("experience")
      .Null("education");
  writer.EndObject();
}

std::vector<Ref> TeamOf(const Company& company, Ref job) {
  std::vector<Ref> team;
  std::set<Ref> users;
  for (size_t i = 0; i < company.team.size(); ++i) {
    const TeamMember& member = company.team[i];
    if (member.job != job || member.deleted) continue;
    if (!IsMember(company, member.user)) continue;
    if (users.insert(member.user).second) team.push_back(static_cast<Ref>(i));
  }
  std::sort(team.begin(), team.end(), [&](Ref a, Ref b) {
    return company.team[a].user < company.team[b].user;
  });
  return team;
}

void WriteTeamMember(const View& view, Ref ref, JsonWriter& writer) {
  const TeamMember& member = view.company.team[ref];
  const User& user = view.company.users[member.user];
  const auto role = [&]() -> const char* {
    switch (member.role) {
      case JobRole::kRecruiter:
        return "recruiter";
      case JobRole::kCoordinator:
        return "recruiting_admin";
      case JobRole::kSourcer:
        return "simple";
      case JobRole::kHiringManager:
        return "hiring_manager";
    }
    return "simple";
  };
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kMember, member.user))
      .Text("name", MemberName(user))
      .Text("headline", user.title)
      .Text("email", user.email)
      .Text("role", user.site_admin ? "admin" : "simple")
      .Text("type", "Member")
      .Text("collaboration_role", role());
  writer.EndObject();
}

OptionalText PlaceOf(const Company& company, Ref job) {
  const std::vector<Ref>& offices = company.jobs[job].offices;
  if (offices.empty()) return std::nullopt;
  const Office& office = company.offices[offices.front()];
  return office.location.has_value() ? office.location
                                     : OptionalText(office.name);
}

}  // namespace hirewire::sim::workable
