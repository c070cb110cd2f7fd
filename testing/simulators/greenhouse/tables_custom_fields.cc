// Custom field definitions, their options and where they apply.
#include <string>
#include <vector>

#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/custom_values.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

const char* OwnerWord(CustomOwner owner) {
  constexpr const char* kWords[] = {
      "candidate",      "application",        "job",     "offer", "opening",
      "user_attribute", "rejection_question", "standard"};
  return kWords[static_cast<int>(owner)];
}

// Definitions say yes_no where rows say boolean.
const char* ValueTypeWord(CustomType type) {
  return type == CustomType::kBoolean ? "yes_no" : CustomTypeWord(type);
}

const char* InternalWord(const CustomField& field) {
  if (field.owner != CustomOwner::kStandard) return nullptr;
  if (field.key == "school_name") return "school_name";
  return field.key == "degree" ? "degree" : "discipline";
}

void WriteField(const View& view, Ref ref, Row& row) {
  const CustomField& field = view.company.custom_fields[ref];
  const bool of_offer = field.owner == CustomOwner::kOffer;
  const bool of_application = field.owner == CustomOwner::kApplication;
  row.Begin(ref, field);
  row.Word("field_type", OwnerWord(field.owner));
  row.Int("sort_order", ref);
  row.Text("name", field.name);
  row.Word("value_type", ValueTypeWord(field.type));
  row.Bool("private", field.is_private);
  row.Bool("required", field.required);
  row.Bool("require_approval", of_offer);
  row.Bool("trigger_new_version", of_offer);
  row.Bool("active", field.active);
  row.Int("updated_by_id", std::nullopt);
  row.Word("internal_type", InternalWord(field));
  row.Bool("expose_in_job_board_api", false);
  row.Text("placeholder", std::nullopt);
  row.Text("name_key", field.key);
  row.Text("description", field.description);
  row.Word("application_type", of_application ? "all_applications" : nullptr);
  row.Bool("api_only", std::nullopt);
  row.Bool("use_for_job_approvals", std::nullopt);
  row.Bool("use_for_offer_approvals", std::nullopt);
  row.Text("template_token_string", std::nullopt);
  row.Json("default_value", [](JsonWriter& writer) { writer.Null(); });
}

void WriteOption(const View& view, Ref ref, Row& row) {
  const CustomFieldOption& option = view.company.custom_field_options[ref];
  row.Begin(ref, option);
  row.Id("custom_field_id", Table::kCustomFields, option.field);
  row.Text("name", option.name);
  row.Text("external_id", option.external_id);
  row.Int("sort_order", option.position);
  row.Bool("active", option.active);
  row.Hidden("custom_field_key", view.company.custom_fields[option.field].key);
}

// The first fields apply to one department and one office each.
void WriteFieldDepartment(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.departments[ref]);
  row.Id("custom_field_id", Table::kCustomFields, ref);
  row.Id("department_id", Table::kDepartments, ref);
}

void WriteFieldOffice(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.offices[ref]);
  row.Id("custom_field_id", Table::kCustomFields, ref);
  row.Id("office_id", Table::kOffices, ref);
}

}  // namespace

void AddCustomFields(std::vector<Collection>& all) {
  const Filter of_fields = {"custom_field_ids", FilterKind::kList,
                            "custom_field_id"};
  all.push_back(
      {.name = "custom_fields",
       .table = Table::kCustomFields,
       .count = [](const Company& c) { return c.custom_fields.size(); },
       .write = WriteField,
       .filters = {{"field_type", FilterKind::kText, "field_type"},
                   {"active", FilterKind::kBool, "active"},
                   {"name", FilterKind::kText, "name"},
                   {"name_key", FilterKind::kText, "name_key"}}});
  all.push_back(
      {.name = "custom_field_options",
       .table = Table::kCustomFieldOptions,
       .count = [](const Company& c) { return c.custom_field_options.size(); },
       .write = WriteOption,
       .filters = {of_fields,
                   {"custom_field_key", FilterKind::kText, "custom_field_key"},
                   {"active", FilterKind::kBool, "active"}}});
  all.push_back({.name = "custom_field_departments",
                 .table = Table::kCustomFieldDepartments,
                 .count = [](const Company& c) { return c.departments.size(); },
                 .write = WriteFieldDepartment,
                 .filters = {of_fields}});
  all.push_back({.name = "custom_field_offices",
                 .table = Table::kCustomFieldOffices,
                 .count = [](const Company& c) { return c.offices.size(); },
                 .write = WriteFieldOffice,
                 .filters = {of_fields}});
}

}  // namespace hirewire::sim
