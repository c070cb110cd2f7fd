// Departments, offices, sources and reasons.
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

void WriteDepartment(const View& view, Ref ref, Row& row) {
  const Department& department = view.company.departments[ref];
  row.Begin(ref, department);
  row.Text("name", department.name);
  row.Id("parent_id", Table::kDepartments, department.parent);
  row.Text("external_id", department.external_id);
}

void WriteOffice(const View& view, Ref ref, Row& row) {
  const Office& office = view.company.offices[ref];
  row.Begin(ref, office);
  row.Text("name", office.name);
  row.Id("parent_id", Table::kOffices, office.parent);
  row.Text("external_id", office.external_id);
  row.Text("location", office.location);
  row.Id("primary_in_house_contact_user_id", Table::kUsers,
         office.contact_user);
}

void WriteSource(const View& view, Ref ref, Row& row) {
  const Source& source = view.company.sources[ref];
  row.Begin(ref, source);
  row.Text("name", source.name);
  row.Json("type", [&](JsonWriter& writer) {
    writer.BeginObject().Key("id").Int(source.group + 1).Key("name");
    writer.String(view.company.source_groups[source.group].name).EndObject();
  });
}

void WriteReferrer(const View& view, Ref ref, Row& row) {
  const Referrer& referrer = view.company.referrers[ref];
  row.Begin(ref, referrer);
  row.Id("user_id", Table::kUsers, referrer.user);
  row.Text("name", referrer.name);
}

struct ReasonType {
  const char* key;
  const char* name;
};

ReasonType TypeOf(RejectedBy by) {
  constexpr ReasonType kTypes[] = {
      {"WE_REJECTED_THEM", "We rejected them"},
      {"THEY_REJECTED_US", "They rejected us"},
      {"NONE_SPECIFIED", "None specified"},
      {"SECURITY_CONCERN", "Security concern"},
  };
  return kTypes[static_cast<int>(by)];
}

void WriteRejectionReason(const View& view, Ref ref, Row& row) {
  const RejectionReason& reason = view.company.rejection_reasons[ref];
  row.Begin(ref, reason);
  row.Text("name", reason.name);
  row.Json("type", [&](JsonWriter& writer) {
    const ReasonType type = TypeOf(reason.by);
    writer.BeginObject().Key("id").Int(static_cast<int>(reason.by) + 1);
    writer.Key("key").String(type.key).Key("name").String(type.name);
    writer.EndObject();
  });
  row.Hidden("built_in", reason.built_in);
}

void WriteCloseReason(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.close_reasons[ref]);
  row.Text("name", view.company.close_reasons[ref].name);
}

void WriteBlockedSource(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.users[ref]);
  row.Word("source_type", ref == 0 ? "email" : "ip_address");
  row.Word("value", ref == 0 ? "spam@junk.example" : "192.0.2.7");
}

}  // namespace

void AddOrganization(std::vector<Collection>& all) {
  all.push_back(
      {.name = "departments",
       .table = Table::kDepartments,
       .count = [](const Company& c) { return c.departments.size(); },
       .write = WriteDepartment,
       .filters = {{"parent_id", FilterKind::kNumber, "parent_id"},
                   {"external_id", FilterKind::kText, "external_id"}}});
  all.push_back(
      {.name = "offices",
       .table = Table::kOffices,
       .count = [](const Company& c) { return c.offices.size(); },
       .write = WriteOffice,
       .filters = {{"parent_id", FilterKind::kNumber, "parent_id"},
                   {"external_id", FilterKind::kText, "external_id"}}});
  all.push_back({.name = "sources",
                 .table = Table::kSources,
                 .count = [](const Company& c) { return c.sources.size(); },
                 .write = WriteSource});
  all.push_back({.name = "referrers",
                 .table = Table::kReferrers,
                 .count = [](const Company& c) { return c.referrers.size(); },
                 .write = WriteReferrer,
                 .filters = {{"user_ids", FilterKind::kList, "user_id"}}});
  all.push_back(
      {.name = "rejection_reasons",
       .table = Table::kRejectionReasons,
       .count = [](const Company& c) { return c.rejection_reasons.size(); },
       .write = WriteRejectionReason,
       .filters = {{"include_defaults", FilterKind::kReveals, "built_in"}},
       .has_single = true});
  all.push_back(
      {.name = "close_reasons",
       .table = Table::kCloseReasons,
       .count = [](const Company& c) { return c.close_reasons.size(); },
       .write = WriteCloseReason});
  all.push_back({.name = "blocked_spam_sources",
                 .table = Table::kBlockedSpamSources,
                 .count = [](const Company&) { return size_t{2}; },
                 .write = WriteBlockedSource});
}

}  // namespace hirewire::sim
