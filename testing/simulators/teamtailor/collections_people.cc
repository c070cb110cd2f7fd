// Candidates and what is kept about each.
#include <optional>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "testing/simulators/teamtailor/attributes.h"
#include "testing/simulators/teamtailor/collection.h"
#include "testing/simulators/teamtailor/ids.h"
#include "testing/simulators/teamtailor/resource.h"

namespace hirewire::sim::teamtailor {
namespace {

using Kind = Filter::Kind;

bool IsCandidate(const Company& company, Ref ref) {
  return ref != kNone && !company.candidates[ref].deleted;
}

std::vector<int64_t> CandidateIds(const Company& company) {
  return IdsOf(company.candidates);
}

std::optional<const char*> TypeOf(const Company& company,
                                  const CustomEntry& entry) {
  return FieldTypeWord(company.custom_fields[entry.field].type);
}

std::vector<int64_t> ValuesOf(const Company& company, Ref candidate) {
  std::vector<int64_t> ids;
  const CustomEntries& entries = company.candidates[candidate].custom;
  for (size_t n = 0; n < entries.size(); ++n) {
    if (TypeOf(company, entries[n])) ids.push_back(ValueId(candidate, n));
  }
  return ids;
}

OptionalText FirstOf(const std::vector<Labeled>& values) {
  if (values.empty()) return std::nullopt;
  return values[0].value;
}

Resource MakeCandidate(const Company& company, int64_t id) {
  const Candidate& candidate = company.candidates[RefOf(id)];
  std::vector<std::string> tags;
  for (const Ref tag : candidate.tags) tags.push_back(company.tags[tag].name);
  Resource out;
  OptionalText site;
  for (size_t i = 0; i < company.applications.size(); ++i) {
    const Application& application = company.applications[i];
    if (application.candidate != RefOf(id)) continue;
    if (application.source != kNone && !site.has_value()) {
      site = company.sources[application.source].name;
    }
    if (!IsApplication(company, static_cast<Ref>(i))) continue;
    out.related["job-applications"].push_back(IdOf(static_cast<Ref>(i)));
  }
  Attributes(out)
      .Text("first-name", candidate.first_name)
      .Text("last-name", candidate.last_name)
      .Text("email", FirstOf(candidate.emails))
      .Text("phone", FirstOf(candidate.phones))
      .Text("pitch", candidate.title)
      .Text("picture", std::nullopt)
      .Text("linkedin-url", std::nullopt)
      .Text("referring-site", site)
      .Texts("tags", tags)
      .Bool("sourced", out.related["job-applications"].empty())
      .Bool("connected", false)
      .Bool("unsubscribed", !candidate.can_email)
      .Text("profile-url", absl::StrCat("https://app.test/candidates/", id))
      .Time("created-at", candidate.created)
      .Time("updated-at", candidate.updated);
  out.related["custom-field-values"] = ValuesOf(company, RefOf(id));
  return out;
}

std::vector<int64_t> ValueIds(const Company& company) {
  std::vector<int64_t> ids;
  for (const int64_t candidate : CandidateIds(company)) {
    const auto values = ValuesOf(company, RefOf(candidate));
    ids.insert(ids.end(), values.begin(), values.end());
  }
  return ids;
}

// A checkbox says its value as text, a selection as a list.
std::string ValueJson(const CustomEntry& entry, CustomType type) {
  if (std::holds_alternative<std::monostate>(entry.value)) return "null";
  if (const auto* yes = std::get_if<bool>(&entry.value)) {
    return *yes ? R"("true")" : R"("false")";
  }
  if (const auto* day = std::get_if<absl::CivilDay>(&entry.value)) {
    return Quoted(absl::FormatCivilTime(*day));
  }
  if (const auto* choices = std::get_if<Choices>(&entry.value)) {
    Resource list;
    Attributes(list).Texts("value", choices->names);
    return list.attributes[0].second;
  }
  const auto* text = std::get_if<std::string>(&entry.value);
  if (text == nullptr) return "null";
  if (type == CustomType::kNumber) return *text;
  const std::string quoted = Quoted(*text);
  return type == CustomType::kSingleSelect ? absl::StrCat("[", quoted, "]")
                                           : quoted;
}

Resource MakeValue(const Company& company, int64_t id) {
  const Ref candidate = RefOf(id / kValuesEach);
  const CustomEntry& entry = company.candidates[candidate]
                                 .custom[static_cast<size_t>(id % kValuesEach)];
  Resource out;
  Attributes(out)
      .Text("field-type", *TypeOf(company, entry))
      .Json("value", ValueJson(entry, company.custom_fields[entry.field].type));
  out.related["custom-field"] = Related(entry.field);
  out.related["owner"] = Related(candidate);
  return out;
}

// Only candidates' fields and jobs' can be.
std::vector<int64_t> FieldIds(const Company& company) {
  return IdsOf(company.custom_fields, [&](Ref ref) {
    const CustomField& field = company.custom_fields[ref];
    return FieldTypeWord(field.type).has_value() &&
           (field.owner == CustomOwner::kCandidate ||
            field.owner == CustomOwner::kJob);
  });
}

Resource MakeField(const Company& company, int64_t id) {
  const CustomField& field = company.custom_fields[RefOf(id)];
  Resource out;
  Attributes(out)
      .Text("name", field.name)
      .Text("api-name", field.key)
      .Text("field-type", *FieldTypeWord(field.type))
      .Text("owner-type",
            field.owner == CustomOwner::kJob ? "Job" : "Candidate")
      .Bool("is-private", field.is_private)
      .Bool("is-required", field.required)
      .Time("created-at", field.created)
      .Time("updated-at", field.updated);
  return out;
}

std::vector<int64_t> NoteIds(const Company& company) {
  return IdsOf(company.notes, [&](Ref ref) {
    const Note& note = company.notes[ref];
    return note.kind == NoteKind::kNote && IsCandidate(company, note.candidate);
  });
}

// Notes name their candidate and user in attributes, as numbers.
Resource MakeNote(const Company& company, int64_t id) {
  const Note& note = company.notes[RefOf(id)];
  Resource out;
  Attributes(out)
      .Text("note", note.body)
      .Int("candidate-id", IdOf(note.candidate))
      .Json("user-id",
            note.user == kNone ? "null" : absl::StrCat(IdOf(note.user)))
      .Bool("private-note", note.visibility == NoteVisibility::kPrivate)
      .Bool("created-by-trigger", false)
      .Time("created-at", note.created)
      .Time("updated-at", note.updated);
  out.related["candidate"] = Related(note.candidate);
  out.related["user"] = Related(note.user);
  return out;
}

std::vector<int64_t> UploadIds(const Company& company) {
  return IdsOf(company.attachments, [&](Ref ref) {
    return IsCandidate(company, company.attachments[ref].candidate);
  });
}

Resource MakeUpload(const Company& company, int64_t id) {
  const Attachment& attachment = company.attachments[RefOf(id)];
  Resource out;
  Attributes(out)
      .Text("url", absl::StrCat("https://files.test/", id, "?expires=60"))
      .Text("file-name", attachment.file_name)
      .Bool("internal", false);
  out.related["candidate"] = Related(attachment.candidate);
  return out;
}

}  // namespace

std::vector<Collection> PeopleCollections() {
  return {
      {.type = "candidates",
       .relations = {{"job-applications", "job-applications", true},
                     {"custom-field-values", "custom-field-values", true}},
       .filters = {{"email", Kind::kAttribute},
                   {"created-at", Kind::kTime},
                   {"updated-at", Kind::kTime}},
       .ids = CandidateIds,
       .make = MakeCandidate},
      {.type = "custom-field-values",
       .relations = {{"custom-field", "custom-fields"},
                     {"owner", "candidates"}},
       .filters = {},
       .ids = ValueIds,
       .make = MakeValue},
      {.type = "custom-fields",
       .relations = {},
       .filters = {},
       .ids = FieldIds,
       .make = MakeField},
      {.type = "notes",
       .relations = {{"candidate", "candidates"}, {"user", "users"}},
       .filters = {},
       .ids = NoteIds,
       .make = MakeNote},
      {.type = "uploads",
       .relations = {{"candidate", "candidates"}},
       .filters = {},
       .ids = UploadIds,
       .make = MakeUpload},
  };
}

}  // namespace hirewire::sim::teamtailor
