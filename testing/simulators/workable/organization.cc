#include "testing/simulators/workable/organization.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/people.h"

namespace hirewire::sim::workable {
namespace {

const char* TypeOf(CustomType type) {
  switch (type) {
    case CustomType::kShortText:
    case CustomType::kCurrencyRange:
    case CustomType::kNumberRange:
    case CustomType::kUrl:
    case CustomType::kUser:
      return "short_text";
    case CustomType::kLongText:
      return "free_text";
    case CustomType::kBoolean:
      return "boolean";
    case CustomType::kSingleSelect:
      return "dropdown";
    case CustomType::kMultiSelect:
      return "multiple_choice";
    case CustomType::kCurrency:
    case CustomType::kNumber:
      return "numeric";
    case CustomType::kDate:
      return "date";
  }
  return "short_text";
}

// single_answer and choices, of those types that have them.
void AddChoices(const Company& company, Ref ref, Fields& fields) {
  const CustomType type = company.custom_fields[ref].type;
  const bool single = type == CustomType::kSingleSelect;
  if (!single && type != CustomType::kMultiSelect) return;
  fields.Bool("single_answer", single);
  fields.Array("choices", [&](JsonWriter& writer) {
    for (size_t i = 0; i < company.custom_field_options.size(); ++i) {
      const CustomFieldOption& option = company.custom_field_options[i];
      if (option.field != ref || option.deleted) continue;
      writer.BeginObject();
      Fields(writer)
          .Text("id", IdOf(Kind::kChoice, static_cast<Ref>(i)))
          .Text("body", option.name)
          .Null("hint");
      writer.EndObject();
    }
  });
}

}  // namespace

void WriteAccount(const View& view, Ref ref, JsonWriter& writer) {
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kAccount, ref))
      .Text("name", std::string(kAccountName))
      .Text("subdomain", std::string(kSubdomain))
      .Text("description", "<p>We make things.</p>")
      .Null("summary")
      .Text("website_url", "https://acme.example");
  writer.EndObject();
}

void WriteMember(const View& view, Ref ref, JsonWriter& writer) {
  const User& user = view.company.users[ref];
  const bool admin = user.site_admin;
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kMember, ref))
      .Text("name", MemberName(user))
      .Text("headline", user.title)
      .Text("email", user.email)
      .Text("role", admin ? "admin" : "simple")
      .Text("type", "Member")
      .Text("hris_role", admin ? "hris_admin" : "hris_no_access")
      .Array("roles",
             [&](JsonWriter& roles) {
               roles.String(admin ? "ats.admin" : "ats.simple");
               if (ref == 0) roles.String("workable.superadmin");
             })
      .Bool("active", user.active)
      .Array("collaboration_rules", [](JsonWriter&) {})
      .Null("hris_member_scope");
  writer.EndObject();
}

std::vector<Ref> Recruiters(const Company& company) {
  std::vector<Ref> refs = AllOf(company.referrers);
  refs.erase(std::remove_if(
                 refs.begin(), refs.end(),
                 [&](Ref ref) { return company.referrers[ref].user != kNone; }),
             refs.end());
  return refs;
}

void WriteRecruiter(const View& view, Ref ref, JsonWriter& writer) {
  const std::string& name = view.company.referrers[ref].name;
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kRecruiter, ref))
      .Text("name", name)
      .Text("email", absl::StrCat(absl::AsciiStrToLower(
                                      absl::StrReplaceAll(name, {{" ", "."}})),
                                  "@agency.example"));
  writer.EndObject();
}

std::vector<Ref> Departments(const Company& company) {
  std::vector<Ref> refs = AllOf(company.departments);
  std::sort(refs.begin(), refs.end(), [&](Ref a, Ref b) {
    return std::tie(company.departments[a].name, a) <
           std::tie(company.departments[b].name, b);
  });
  return refs;
}

void WriteDepartment(const View& view, Ref ref, JsonWriter& writer) {
  const Department& department = view.company.departments[ref];
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kDepartment, ref))
      .Text("name", department.name)
      .Text("parent_id",
            department.parent == kNone
                ? std::nullopt
                : OptionalText(IdOf(Kind::kDepartment, department.parent)))
      .Bool("sample", false);
  writer.EndObject();
}

std::vector<Ref> LegalEntities(const Company& company) {
  std::vector<Ref> refs = AllOf(company.offices);
  refs.insert(refs.begin(), kNone);
  return refs;
}

void WriteLegalEntity(const View& view, Ref ref, JsonWriter& writer) {
  const bool entity = ref == kNone;
  const Office* office = entity ? nullptr : &view.company.offices[ref];
  const Ref parent = entity ? kNone : office->parent;
  std::vector<std::string> names = {std::string(kAccountName)};
  if (parent != kNone) names.push_back(view.company.offices[parent].name);
  if (!entity) names.push_back(office->name);
  writer.BeginObject();
  Fields(writer)
      .Text("id", LegalEntityId(ref))
      .Text("name", names.back())
      .Text("legal_name", entity ? OptionalText("") : std::nullopt)
      .Text("type", entity            ? "entity"
                    : parent == kNone ? "location"
                                      : "site")
      .Text("parent_id",
            entity ? std::nullopt : OptionalText(LegalEntityId(parent)))
      .Text("display_name", absl::StrJoin(names, " | "))
      .Bool("sample", false)
      .Null("timezone")
      .Null("geofencing_settings");
  writer.EndObject();
}

void WriteReason(const View& view, Ref ref, JsonWriter& writer) {
  const RejectionReason& reason = view.company.rejection_reasons[ref];
  writer.BeginObject();
  Fields(writer)
      .Text("id", IdOf(Kind::kReason, ref))
      .Text("description", reason.name)
      .Bool("candidate_withdrew", reason.by == RejectedBy::kCandidate)
      .Int("position", ref + 1);
  writer.EndObject();
}

std::vector<Ref> Attributes(const Company& company) {
  std::vector<Ref> refs = AllOf(company.custom_fields);
  refs.erase(std::remove_if(refs.begin(), refs.end(),
                            [&](Ref ref) {
                              const auto owner =
                                  company.custom_fields[ref].owner;
                              return owner != CustomOwner::kCandidate &&
                                     owner != CustomOwner::kApplication;
                            }),
             refs.end());
  return refs;
}

void WriteAttribute(const View& view, Ref ref, JsonWriter& writer) {
  const CustomField& field = view.company.custom_fields[ref];
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("id", IdOf(Kind::kAttribute, ref))
      .Text("type", TypeOf(field.type))
      .Bool("enabled", field.active)
      .Text("label", field.name)
      .Text("hint", field.description);
  AddChoices(view.company, ref, fields);
  writer.EndObject();
}

void WriteJobAttribute(const View& view, Ref ref, JsonWriter& writer) {
  const CustomField& field = view.company.custom_fields[ref];
  const bool by_candidate = field.owner == CustomOwner::kCandidate;
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("id", IdOf(Kind::kAttribute, ref))
      .Text("label", field.name)
      .Text("type", TypeOf(field.type))
      .Bool("required", field.required)
      .Text("provider", by_candidate ? "candidate" : "user");
  AddChoices(view.company, ref, fields);
  writer.EndObject();
}

void WriteSubscription(const View& view, Ref ref, JsonWriter& writer) {
  const bool moved = ref == 0;
  writer.BeginObject();
  Fields(writer)
      .Int("id", 104700 + ref)
      .Text("event", moved ? "candidate_moved" : "candidate_created")
      .Text("target", absl::StrCat("https://hooks.example/w/", ref))
      .Null("valid_until")
      .Millis("created_at", view.company.as_of - absl::Hours(24 * (ref + 1)))
      .Null("stage_slug")
      .Text("job_shortcode", moved ? std::nullopt : OptionalText(Shortcode(0)));
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
