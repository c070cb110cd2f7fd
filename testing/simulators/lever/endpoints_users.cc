// users, the deactivated ones only for those who ask.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// Accounts may have roles of their own, which go by an id.
std::string RoleOf(const Scene& scene, Ref ref) {
  constexpr const char* kRoles[] = {"admin", "team member",
                                    "limited team member", "interviewer"};
  if (scene.company.users[ref].site_admin) return "super admin";
  if (scene.awkward && ref % 11 == 10) return UuidOf("roles", 0);
  return kRoles[ref % 4];
}

OptionalTime DeactivatedAt(const User& user) {
  return user.active ? OptionalTime() : user.updated;
}

// The people that this user is, as candidates.
std::vector<std::string> ContactsOf(const Company& company, Ref user) {
  std::vector<std::string> contacts;
  for (size_t i = 0; i < company.candidates.size(); ++i) {
    const std::vector<Ref>& linked = company.candidates[i].linked_users;
    if (std::find(linked.begin(), linked.end(), user) == linked.end()) continue;
    contacts.push_back(UuidOf("contacts", static_cast<Ref>(i)));
  }
  return contacts;
}

bool Matches(const Scene& scene, Ref ref) {
  const User& user = scene.company.users[ref];
  const Query& query = scene.query;
  if (user.deleted) return false;
  if (!user.active && !query.flag("includeDeactivated").value_or(false)) {
    return false;
  }
  if (query.has("email")) {
    const std::string wanted = absl::AsciiStrToLower(query.word("email"));
    if (absl::AsciiStrToLower(user.email) != wanted) return false;
  }
  return !query.excludes("accessRole", RoleOf(scene, ref)) &&
         !query.excludes("external_directory_id",
                         user.employee_id.value_or(""));
}

Outcome Users(const Scene& scene) {
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.company.users.size(); ++i) {
    const Ref ref = static_cast<Ref>(i);
    if (!Matches(scene, ref)) continue;
    entries.push_back(
        TimeEntry(scene.company.users[i].created, UuidOf("users", ref), ref));
  }
  return ByTime(std::move(entries), WriteUser);
}

Outcome SingleUser(const Scene& scene) {
  const Ref ref = RefOf("users", scene.ids[0]);
  if (ref == kNone || ref >= static_cast<Ref>(scene.company.users.size()) ||
      scene.company.users[ref].deleted) {
    return Missing("users", scene.ids[0]);
  }
  return One(scene, ref, WriteUser);
}

}  // namespace

void WriteUser(const Scene& scene, Ref ref, Row& row) {
  const User& user = scene.company.users[ref];
  row.Text("id", UuidOf("users", ref));
  row.Text("name", NameOf(user));
  row.Text("username", user.email.substr(0, user.email.find('@')));
  row.Text("email", user.email);
  row.Text("accessRole", RoleOf(scene, ref));
  row.Text("photo", ref % 3 == 1 ? OptionalText(absl::StrCat(
                                       "https://photos.example/", ref, ".png"))
                                 : OptionalText());
  row.Time("createdAt", user.created);
  row.Time("deactivatedAt", DeactivatedAt(user));
  row.Text("externalDirectoryId", user.employee_id);
  const std::vector<std::string> contacts = ContactsOf(scene.company, ref);
  if (contacts.empty()) {
    row.Null("linkedContactIds");
  } else {
    row.Texts("linkedContactIds", contacts);
  }
  row.Text("jobTitle", user.title);
  PutUser(scene, "managerId", ref > 2 && ref % 3 == 0 ? 0 : kNone, row);
}

void AddUsers(std::vector<Endpoint>& all) {
  all.push_back({.path = "users",
                 .resource = "users",
                 .answer = Users,
                 .parameters = {{"email"},
                                {"accessRole"},
                                {"includeDeactivated", ParameterKind::kFlag},
                                {"external_directory_id"}},
                 .lists = true});
  all.push_back({.path = "users/*", .resource = "users", .answer = SingleUser});
}

}  // namespace hirewire::sim::lever
