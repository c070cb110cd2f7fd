// users and what they may do.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/custom_values.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

OptionalText FullName(const User& user) {
  if (!user.first_name.has_value() && !user.last_name.has_value()) return {};
  return absl::StrCat(user.first_name.value_or(""),
                      user.first_name.has_value() ? " " : "",
                      user.last_name.value_or(""));
}

void WriteUser(const View& view, Ref ref, Row& row) {
  const User& user = view.company.users[ref];
  row.Begin(ref, user);
  row.Text("first_name", user.first_name);
  row.Text("last_name", user.last_name);
  row.Text("primary_email", user.email);
  row.Text("job_title", user.title);
  row.Int("agency_id", std::nullopt);
  row.Text("name", FullName(user));
  row.Bool("deactivated", !user.active);
  row.Bool("site_admin", user.site_admin);
  row.Text("employee_id", user.employee_id);
  row.IdList("linked_candidate_ids", Table::kCandidates,
             user.linked_candidates);
  row.IdList("office_ids", Table::kOffices, user.offices);
  row.IdList("department_ids", Table::kDepartments, user.departments);
  row.Json("interviewer_tags", [&](JsonWriter& writer) {
    writer.BeginArray();
    for (const Ref tag : user.interviewer_tags) {
      writer.BeginObject().Key("id");
      writer.Int(view.ids.Of(Table::kInterviewerTags, tag)).Key("name");
      writer.String(view.company.interviewer_tags[tag].name).EndObject();
    }
    writer.EndArray();
  });
  row.Json("emails", [&](JsonWriter& writer) {
    if (user.service_account) {
      writer.Null();
      return;
    }
    writer.BeginArray().String(user.email);
    for (const std::string& email : user.more_emails) writer.String(email);
    writer.EndArray();
  });
  WriteCustom(view, "custom_fields", user.custom, row);
  row.Hidden("service_account", user.service_account);
}

void WriteEmail(const View& view, Ref ref, Row& row) {
  const User& user = view.company.users[ref];
  row.Begin(ref, user);
  row.Id("user_id", Table::kUsers, ref);
  row.Text("email", user.email);
  row.Bool("verified", user.active);
  row.Time("verification_token_sent_at", std::nullopt);
}

// In the order of user_roles.
constexpr const char* kRoles[] = {"site_admin", "job_admin",
                                  "deprecated_interviewer"};
constexpr const char* kRoleNames[] = {"Site Admin", "Job Admin: Standard",
                                      "Interviewer"};
constexpr Ref kJobAdmin = 1;

void WriteRole(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.users[0]);
  row.Word("role_type", kRoles[ref]);
  row.Word("name", kRoleNames[ref]);
}

void WritePermission(const View& view, Ref ref, Row& row) {
  const TeamMember& member = view.company.team[ref];
  row.Begin(ref, member);
  row.Id("job_id", Table::kJobs, member.job);
  row.Id("user_id", Table::kUsers, member.user);
  row.Id("role_id", Table::kUserRoles, kJobAdmin);
  row.Bool("automated", std::nullopt);
}

void WriteFuturePermission(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.departments[ref]);
  row.Id("department_id", Table::kDepartments, ref);
  row.Id("user_id", Table::kUsers, 1);
  row.Int("office_id", std::nullopt);
  row.Id("role_id", Table::kUserRoles, kJobAdmin);
}

void WriteTag(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.interviewer_tags[ref]);
  row.Text("name", view.company.interviewer_tags[ref].name);
}

std::vector<Filter> UserFilters() {
  return {
      {"agency_ids", FilterKind::kList, "agency_id"},
      {"office_ids", FilterKind::kList, "office_ids"},
      {"department_ids", FilterKind::kList, "department_ids"},
      {"linked_candidate_ids", FilterKind::kList, "linked_candidate_ids"},
      {"employee_ids", FilterKind::kList, "employee_id", {}, /*texts=*/true},
      {"custom_field_option_id", FilterKind::kNumber, "custom_field_option_id"},
      {"deactivated", FilterKind::kBool, "deactivated"},
      {"primary_email", FilterKind::kTextAnyCase, "primary_email"},
      {"show_service_accounts", FilterKind::kReveals, "service_account"}};
}

}  // namespace

void AddUsers(std::vector<Collection>& all) {
  const auto count_users = [](const Company& c) { return c.users.size(); };
  all.push_back({.name = "users",
                 .table = Table::kUsers,
                 .count = count_users,
                 .write = WriteUser,
                 .filters = UserFilters()});
  all.push_back({.name = "user_emails",
                 .table = Table::kUserEmails,
                 .count = count_users,
                 .write = WriteEmail,
                 .filters = {{"user_ids", FilterKind::kList, "user_id"}},
                 .exists = [](const Company& c, Ref ref) {
                   return !c.users[ref].service_account;
                 }});
  all.push_back({.name = "user_roles",
                 .table = Table::kUserRoles,
                 .count = [](const Company&) { return std::size(kRoles); },
                 .write = WriteRole});
  all.push_back({.name = "user_job_permissions",
                 .table = Table::kUserJobPermissions,
                 .count = [](const Company& c) { return c.team.size(); },
                 .write = WritePermission,
                 .filters = {{"job_ids", FilterKind::kList, "job_id"},
                             {"user_ids", FilterKind::kList, "user_id"},
                             {"role_ids", FilterKind::kList, "role_id"}}});
  all.push_back({.name = "future_job_permissions",
                 .table = Table::kFutureJobPermissions,
                 .count = [](const Company& c) { return c.departments.size(); },
                 .write = WriteFuturePermission,
                 .filters = {{"user_ids", FilterKind::kList, "user_id"}}});
  all.push_back(
      {.name = "interviewer_tags",
       .table = Table::kInterviewerTags,
       .count = [](const Company& c) { return c.interviewer_tags.size(); },
       .write = WriteTag});
}

}  // namespace hirewire::sim
