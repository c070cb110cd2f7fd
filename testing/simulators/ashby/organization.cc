// Departments, locations and users.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "organization:read";

void WriteDepartment(const View& view, const Arguments&, Ref ref,
                     JsonWriter& writer) {
  const Department& department = view.company.departments[ref];
  writer.BeginObject();
  WriteId("id", Table::kDepartment, ref, writer);
  writer.Key("name").String(department.name);
  writer.Key("externalName").Null();
  writer.Key("isArchived").Bool(view.Archived(ref));
  WriteIdOrNull("parentId", Table::kDepartment, department.parent, writer);
  WriteTime("createdAt", department.created, writer);
  WriteTime("updatedAt", department.updated, writer);
  writer.Key("extraData");
  if (department.external_id.has_value()) {
    writer.BeginObject().Key("externalId").String(*department.external_id);
    writer.EndObject();
  } else {
    writer.Null();
  }
  writer.EndObject();
}

void WriteAddress(const Office& office, JsonWriter& writer) {
  if (!office.location.has_value()) return;
  const std::vector<std::string> parts =
      absl::StrSplit(*office.location, absl::ByString(", "));
  writer.Key("address").BeginObject().Key("postalAddress").BeginObject();
  writer.Key("addressCountry").String(parts.back());
  if (parts.size() > 2) writer.Key("addressRegion").String(parts[1]);
  writer.Key("addressLocality").String(parts[0]);
  writer.EndObject().EndObject();
}

// The place after the last office is the region that offices with a parent
// belong to.
Ref RegionOf(const Company& company) {
  return static_cast<Ref>(company.offices.size());
}

void WriteRegion(Ref ref, JsonWriter& writer) {
  writer.BeginObject();
  WriteId("id", Table::kLocation, ref, writer);
  writer.Key("name").String("Worldwide").Key("externalName").Null();
  writer.Key("isArchived").Bool(false);
  writer.Key("isRemote").Bool(false).Key("workplaceType").Null();
  writer.Key("parentLocationId").Null();
  writer.Key("type").String("LocationHierarchy").EndObject();
}

void WriteLocation(const View& view, const Arguments&, Ref ref,
                   JsonWriter& writer) {
  const Ref region = RegionOf(view.company);
  if (ref == region) {
    WriteRegion(ref, writer);
    return;
  }
  const Office& office = view.company.offices[ref];
  writer.BeginObject();
  WriteId("id", Table::kLocation, ref, writer);
  writer.Key("name").String(office.name);
  writer.Key("externalName").Null();
  writer.Key("isArchived").Bool(view.Archived(ref));
  WriteAddress(office, writer);
  writer.Key("isRemote").Bool(ref == 2);
  writer.Key("workplaceType").String(ref == 2 ? "Remote" : "OnSite");
  WriteIdOrNull("parentLocationId", Table::kLocation,
                office.parent == kNone ? kNone : region, writer);
  writer.Key("type").String("Location");
  writer.Key("extraData").Null().EndObject();
}

bool ListsLocation(const View& view, const Arguments& arguments, Ref ref) {
  if (ref == RegionOf(view.company)) {
    return arguments.True("includeLocationHierarchy");
  }
  return ListsUnarchived(view, arguments, ref);
}

void WriteWholeUser(const View& view, const Arguments&, Ref ref,
                    JsonWriter& writer) {
  const User& user = view.company.users[ref];
  writer.BeginObject();
  WriteUserMembers(view, ref, writer);
  // Everybody but the first reports to the first.
  WriteIdIfAny("managerId", Table::kUser, ref == 0 ? kNone : 0, writer);
  if (!user.custom.empty()) {
    WriteCustomFields(view, "customFields", user.custom, writer);
  }
  writer.EndObject();
}

constexpr Resource kDepartments = {.table = Table::kDepartment,
                                   .count = CountOf<&Company::departments>,
                                   .exists = NotDeleted<&Company::departments>,
                                   .write = WriteDepartment,
                                   .record = RecordOf<&Company::departments>};
constexpr Resource kLocations = {
    .table = Table::kLocation,
    .count = [](const Company& c) { return c.offices.size() + 1; },
    .exists =
        [](const View& view, Ref ref) {
          return ref == RegionOf(view.company) ||
                 !view.company.offices[ref].deleted;
        },
    .write = WriteLocation,
    .record = [](const Company& c, Ref ref) -> const Record& {
      return ref == RegionOf(c) ? c.offices[0] : c.offices[ref];
    }};
constexpr Resource kUsers = {.table = Table::kUser,
                             .count = CountOf<&Company::users>,
                             .exists = NotDeleted<&Company::users>,
                             .write = WriteWholeUser,
                             .record = RecordOf<&Company::users>};

void AddUsers(std::vector<Endpoint>& all) {
  all.push_back(
      {.name = "user.list",
       .permission = kMay,
       .gives = Gives::kSyncedPages,
       .resource = &kUsers,
       .parameters = {Flag("includeDeactivated")},
       .lists = [](const View& view, const Arguments& arguments, Ref ref) {
         return view.company.users[ref].active ||
                arguments.True("includeDeactivated");
       }});
  all.push_back(InfoOf("user.info", kMay, kUsers, "userId", "user_not_found"));
  all.push_back(
      {.name = "user.search",
       .permission = kMay,
       .gives = Gives::kSearch,
       .resource = &kUsers,
       .parameters = {{.name = "email",
                       .takes = Takes::kText,
                       .required = true}},
       .lists = [](const View& view, const Arguments& arguments, Ref ref) {
         return absl::EqualsIgnoreCase(view.company.users[ref].email,
                                       arguments.Text("email"));
       }});
}

}  // namespace

const Resource& Locations() { return kLocations; }

void AddOrganization(std::vector<Endpoint>& all) {
  all.push_back({.name = "department.list",
                 .permission = kMay,
                 .gives = Gives::kSyncedPages,
                 .resource = &kDepartments,
                 .parameters = {Flag("includeArchived")},
                 .lists = ListsUnarchived});
  all.push_back(InfoOf("department.info", kMay, kDepartments, "departmentId",
                       "department_not_found"));
  all.push_back({.name = "location.list",
                 .permission = kMay,
                 .gives = Gives::kSyncedPages,
                 .resource = &kLocations,
                 .parameters = {Flag("includeArchived"),
                                Flag("includeLocationHierarchy")},
                 .lists = ListsLocation});
  all.push_back(InfoOf("location.info", kMay, kLocations, "locationId",
                       "location_not_found"));
  AddUsers(all);
}

}  // namespace hirewire::sim::ashby
