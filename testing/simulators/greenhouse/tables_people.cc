// candidates and what hangs off a person rather than an application.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/custom_values.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

void WriteLabeled(Row& row, absl::string_view name,
                  const std::vector<Labeled>& list) {
  row.Json(name, [&](JsonWriter& writer) {
    writer.BeginArray();
    for (const Labeled& item : list) {
      writer.BeginObject().Key("value").String(item.value);
      writer.Key("type").String(item.label).EndObject();
    }
    writer.EndArray();
  });
}

void WriteTagNames(const View& view, const Candidate& person, Row& row) {
  // Filters look for one tag among several: the list is found as one text.
  if (row.Seeking("tags")) {
    std::string joined = "\n";
    for (const Ref tag : person.tags) {
      absl::StrAppend(&joined, view.company.tags[tag].name, "\n");
    }
    row.Hidden("tags", joined);
  }
  row.Json("tags", [&](JsonWriter& writer) {
    writer.BeginArray();
    for (const Ref tag : person.tags) {
      writer.String(view.company.tags[tag].name);
    }
    writer.EndArray();
  });
}

void WriteEmails(const Candidate& person, Row& row) {
  if (row.Seeking("email_addresses")) {
    std::string joined = "\n";
    for (const Labeled& email : person.emails) {
      absl::StrAppend(&joined, email.value, "\n");
    }
    row.Hidden("email_addresses", joined);
  }
  WriteLabeled(row, "email_addresses", person.emails);
}

void WriteCandidate(const View& view, Ref ref, Row& row) {
  const Candidate& person = view.company.candidates[ref];
  row.Begin(ref, person);
  const std::string number = absl::StrCat(view.ids.Of(Table::kCandidates, ref));
  row.Text("first_name",
           person.anonymized ? OptionalText("Anonymized") : person.first_name);
  row.Text("last_name",
           person.anonymized ? OptionalText(number) : person.last_name);
  row.Text("preferred_name", person.preferred_name);
  row.Text("company", person.company);
  row.Text("title", person.title);
  row.Time("last_activity_at", person.last_activity);
  row.Bool("private", person.is_private);
  row.Bool("can_email", person.can_email);
  row.Text("time_zone", person.time_zone);
  WriteTagNames(view, person, row);
  row.IdList("linked_user_ids", Table::kUsers, person.linked_users);
  WriteLabeled(row, "phone_numbers", person.phones);
  WriteLabeled(row, "addresses", person.addresses);
  WriteEmails(person, row);
  WriteLabeled(row, "website_addresses", person.websites);
  row.Json("social_media_addresses", [&](JsonWriter& writer) {
    writer.BeginArray();
    for (const std::string& address : person.social) {
      writer.BeginObject().Key("value").String(address).EndObject();
    }
    writer.EndArray();
  });
  WriteCustom(view, "custom_fields", person.custom, row);
}

void WriteTag(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.tags[ref]);
  row.Text("name", view.company.tags[ref].name);
}

void WriteAppliedTag(const View& view, Ref ref, Row& row) {
  const AppliedTag& applied = view.company.applied_tags[ref];
  row.Begin(ref, applied);
  row.Id("candidate_tag_id", Table::kCandidateTags, applied.tag);
  row.Id("candidate_id", Table::kCandidates, applied.candidate);
}

void WriteMonth(Row& row, const std::string& prefix, const OptionalTime& time) {
  std::optional<int64_t> month;
  std::optional<int64_t> year;
  if (time.has_value()) {
    const absl::CivilDay day = absl::ToCivilDay(*time, absl::UTCTimeZone());
    month = day.month();
    year = day.year();
  }
  row.Int(absl::StrCat(prefix, "_date_month"), month);
  row.Int(absl::StrCat(prefix, "_date_year"), year);
}

void WriteEducation(const View& view, Ref ref, Row& row) {
  const Education& education = view.company.educations[ref];
  row.Begin(ref, education);
  row.Id("candidate_id", Table::kCandidates, education.candidate);
  row.Id("school_name_custom_field_option_id", Table::kCustomFieldOptions,
         education.school);
  row.Id("degree_custom_field_option_id", Table::kCustomFieldOptions,
         education.degree);
  row.Id("discipline_custom_field_option_id", Table::kCustomFieldOptions,
         education.discipline);
  row.Time("start_at", education.start);
  row.Time("end_at", education.end);
  row.Bool("latest", education.latest);
  WriteMonth(row, "start", education.start);
  WriteMonth(row, "end", education.end);
}

void WriteEmployment(const View& view, Ref ref, Row& row) {
  const Employment& employment = view.company.employments[ref];
  row.Begin(ref, employment);
  row.Id("candidate_id", Table::kCandidates, employment.candidate);
  row.Text("company_name", employment.company);
  row.Text("title", employment.title);
  row.Day("start_date", employment.start);
  row.Day("end_date", employment.end);
  row.Bool("latest", employment.latest);
}

}  // namespace

void AddPeople(std::vector<Collection>& all) {
  all.push_back(
      {.name = "candidates",
       .table = Table::kCandidates,
       .count = [](const Company& c) { return c.candidates.size(); },
       .write = WriteCandidate,
       .filters = {{"last_activity_at", FilterKind::kTime, "last_activity_at"},
                   {"custom_field_option_id", FilterKind::kNumber,
                    "custom_field_option_id"},
                   {"private", FilterKind::kConceals, "private"},
                   {"email", FilterKind::kTextAnyCase, "email_addresses"},
                   {"tag", FilterKind::kText, "tags"}}});
  all.push_back({.name = "candidate_tags",
                 .table = Table::kCandidateTags,
                 .count = [](const Company& c) { return c.tags.size(); },
                 .write = WriteTag});
  all.push_back(
      {.name = "applied_candidate_tags",
       .table = Table::kAppliedCandidateTags,
       .count = [](const Company& c) { return c.applied_tags.size(); },
       .write = WriteAppliedTag,
       .filters = {{"candidate_tag_ids", FilterKind::kList, "candidate_tag_id"},
                   {"candidate_ids", FilterKind::kList, "candidate_id"}}});
  all.push_back(
      {.name = "candidate_educations",
       .table = Table::kEducations,
       .count = [](const Company& c) { return c.educations.size(); },
       .write = WriteEducation,
       .filters = {{"candidate_ids", FilterKind::kList, "candidate_id"},
                   {"start_at", FilterKind::kTime, "start_at"},
                   {"end_at", FilterKind::kTime, "end_at"},
                   {"latest", FilterKind::kBool, "latest"}}});
  all.push_back(
      {.name = "candidate_employments",
       .table = Table::kEmployments,
       .count = [](const Company& c) { return c.employments.size(); },
       .write = WriteEmployment,
       .filters = {{"candidate_ids", FilterKind::kList, "candidate_id"},
                   {"latest", FilterKind::kBool, "latest"}}});
}

}  // namespace hirewire::sim
