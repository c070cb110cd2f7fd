#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "candidates:read";

std::string NameOf(const Candidate& person) {
  if (person.anonymized) return "Anonymized Candidate";
  return std::string(absl::StripAsciiWhitespace(absl::StrCat(
      person.preferred_name.value_or(person.first_name.value_or("")), " ",
      person.last_name.value_or(""))));
}

absl::string_view ContactType(absl::string_view label) {
  if (label == "work") return "Work";
  return label == "skype" ? "Other" : "Personal";
}

void WriteContact(const Labeled& contact, bool primary, JsonWriter& writer) {
  writer.BeginObject().Key("value").String(contact.value);
  writer.Key("type").String(ContactType(contact.label));
  writer.Key("isPrimary").Bool(primary).EndObject();
}

void WritePrimary(absl::string_view name, const std::vector<Labeled>& contacts,
                  JsonWriter& writer) {
  if (contacts.empty()) return;
  writer.Key(name);
  WriteContact(contacts[0], true, writer);
}

void WriteContacts(absl::string_view name, const std::vector<Labeled>& contacts,
                   JsonWriter& writer) {
  writer.Key(name).BeginArray();
  for (const Labeled& contact : contacts) {
    WriteContact(contact, &contact == &contacts[0], writer);
  }
  writer.EndArray();
}

void WriteLinks(const Candidate& person, JsonWriter& writer) {
  writer.Key("socialLinks").BeginArray();
  for (const std::string& url : person.social) {
    writer.BeginObject().Key("type").String("LinkedIn");
    writer.Key("url").String(url).EndObject();
  }
  for (const Labeled& site : person.websites) {
    writer.BeginObject().Key("type").String("Website");
    writer.Key("url").String(site.value).EndObject();
  }
  writer.EndArray();
}

void WriteTag(const View& view, const Arguments&, Ref ref, JsonWriter& writer) {
  writer.BeginObject();
  WriteId("id", Table::kCandidateTag, ref, writer);
  writer.Key("title").String(view.company.tags[ref].name);
  writer.Key("isArchived").Bool(view.Archived(ref)).EndObject();
}

// Position, employer and school; absent ones are left out.
void WriteHistory(const View& view, Ref ref, JsonWriter& writer) {
  const Company& company = view.company;
  WriteTextIfAny("position", company.candidates[ref].title, writer);
  WriteTextIfAny("company", company.candidates[ref].company, writer);
  const auto [first, last] =
      RowsOf(company.educations, &Education::candidate, ref);
  if (first == last || company.educations[first].school == kNone) return;
  writer.Key("school").String(
      company.custom_field_options[company.educations[first].school].name);
}

void WriteFiles(const View& view, Ref first, Ref last, JsonWriter& writer) {
  const Company& company = view.company;
  const auto [from, unused] =
      RowsOf(company.attachments, &Attachment::application, first);
  const Ref to =
      RowsOf(company.attachments, &Attachment::application, last).first;
  for (Ref i = from; i < to; ++i) {
    if (company.attachments[i].deleted) continue;
    if (company.attachments[i].kind != AttachmentKind::kResume) continue;
    writer.Key("resumeFileHandle");
    WriteFile(view, i, writer);
    break;
  }
  writer.Key("fileHandles").BeginArray();
  for (Ref i = from; i < to; ++i) {
    const Attachment& file = company.attachments[i];
    if (!file.deleted && view.SeesApplication(file.application)) {
      WriteFile(view, i, writer);
    }
  }
  writer.EndArray();
}

void WriteLocation(const Candidate& person, Ref ref, JsonWriter& writer) {
  if (person.addresses.empty()) return;
  const std::vector<std::string> lines =
      absl::StrSplit(person.addresses[0].value, '\n');
  const std::vector<std::string> parts =
      absl::StrSplit(lines.back(), absl::ByString(", "));
  writer.Key("location").BeginObject();
  WriteId("id", Table::kCandidateLocation, ref, writer);
  writer.Key("locationSummary").String(lines.back());
  writer.Key("locationComponents").BeginArray();
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    writer.BeginObject().Key("type");
    writer.String(last ? "Country" : i == 0 ? "City" : "Region");
    writer.Key("name").String(parts[i]).EndObject();
  }
  writer.EndArray().EndObject();
}

// Where the person came from: what their first application says.
void WriteOrigin(const View& view, Ref first, Ref last, JsonWriter& writer) {
  const Application* application =
      first < last ? &view.company.applications[first] : nullptr;
  WriteSource(view, "source", application ? application->source : kNone,
              writer);
  const Ref referrer = application ? application->referrer : kNone;
  WriteUser(view, "creditedToUser",
            referrer == kNone ? kNone : view.company.referrers[referrer].user,
            writer);
}

void WriteCandidate(const View& view, const Arguments& arguments, Ref ref,
                    JsonWriter& writer) {
  const Company& company = view.company;
  const Candidate& person = company.candidates[ref];
  const auto [first, last] =
      RowsOf(company.applications, &Application::candidate, ref);
  writer.BeginObject();
  WriteId("id", Table::kCandidate, ref, writer);
  WriteTime("createdAt", person.created, writer);
  WriteTime("updatedAt", person.updated, writer);
  writer.Key("name").String(NameOf(person));
  WritePrimary("primaryEmailAddress", person.emails, writer);
  WriteContacts("emailAddresses", person.emails, writer);
  WritePrimary("primaryPhoneNumber", person.phones, writer);
  WriteContacts("phoneNumbers", person.phones, writer);
  WriteLinks(person, writer);
  writer.Key("tags").BeginArray();
  for (const Ref tag : person.tags) WriteTag(view, arguments, tag, writer);
  writer.EndArray();
  WriteHistory(view, ref, writer);
  writer.Key("applicationIds").BeginArray();
  for (Ref i = first; i < last; ++i) {
    if (!view.SeesApplication(i)) continue;
    writer.String(AshbyId(Table::kApplication, i));
  }
  writer.EndArray();
  WriteFiles(view, first, last, writer);
  WriteCustomFields(view, "customFields", person.custom, writer);
  writer.Key("profileUrl")
      .String(absl::StrCat("https://app.ashbyhq.com/candidates/",
                           AshbyId(Table::kCandidate, ref)));
  WriteOrigin(view, first, last, writer);
  writer.Key("timezone").OptionalString(person.time_zone);
  WriteLocation(person, ref, writer);
  writer.Key("fraudStatus").Null();
  writer.EndObject();
}

// Notes may be kept with an application only.
Ref AboutWhom(const Company& company, const Note& note) {
  if (note.candidate != kNone || note.application == kNone) {
    return note.candidate;
  }
  return company.applications[note.application].candidate;
}

void WriteNote(const View& view, const Arguments&, Ref ref,
               JsonWriter& writer) {
  const Note& note = view.company.notes[ref];
  writer.BeginObject();
  WriteId("id", Table::kNote, ref, writer);
  WriteTime("createdAt", note.created, writer);
  writer.Key("isPrivate")
      .Bool(note.visibility == NoteVisibility::kPrivate ||
            note.visibility == NoteVisibility::kAdmin);
  writer.Key("content").OptionalString(note.body);
  writer.Key("author");
  if (note.user == kNone) {
    writer.Null();
  } else {
    const User& user = view.company.users[note.user];
    writer.BeginObject();
    WriteId("id", Table::kUser, note.user, writer);
    writer.Key("firstName").String(user.first_name.value_or(""));
    writer.Key("lastName").String(user.last_name.value_or(""));
    if (!user.email.empty()) writer.Key("email").String(user.email);
    writer.EndObject();
  }
  writer.EndObject();
}

bool SeesNote(const View& view, Ref ref) {
  const Note& note = view.company.notes[ref];
  const bool hidden = note.visibility == NoteVisibility::kPrivate ||
                      note.visibility == NoteVisibility::kAdmin;
  // E-mail is no note here.
  return !note.deleted && note.kind != NoteKind::kEmail &&
         (view.key.private_fields || !hidden);
}

bool Found(const View& view, const Arguments& arguments, Ref ref) {
  const Candidate& person = view.company.candidates[ref];
  const std::string name = absl::AsciiStrToLower(NameOf(person));
  if (arguments.Has("name") &&
      !absl::StrContains(name, absl::AsciiStrToLower(arguments.Text("name")))) {
    return false;
  }
  if (!arguments.Has("email")) return arguments.Has("name");
  const std::string email = arguments.Text("email");
  for (const Labeled& one : person.emails) {
    if (absl::EqualsIgnoreCase(one.value, email)) return true;
  }
  return false;
}

constexpr Resource kCandidates = {
    .table = Table::kCandidate,
    .count = CountOf<&Company::candidates>,
    .exists = [](const View& view, Ref ref) { return view.SeesCandidate(ref); },
    .write = WriteCandidate,
    .record = RecordOf<&Company::candidates>};
constexpr Resource kTags = {.table = Table::kCandidateTag,
                            .count = CountOf<&Company::tags>,
                            .exists = NotDeleted<&Company::tags>,
                            .write = WriteTag,
                            .record = RecordOf<&Company::tags>};
constexpr Resource kNotes = {.table = Table::kNote,
                             .count = CountOf<&Company::notes>,
                             .exists = SeesNote,
                             .write = WriteNote,
                             .record = RecordOf<&Company::notes>};

}  // namespace

void WriteCandidateSummary(const View& view, Ref ref, JsonWriter& writer) {
  const Candidate& person = view.company.candidates[ref];
  writer.BeginObject();
  WriteId("id", Table::kCandidate, ref, writer);
  writer.Key("name").String(NameOf(person));
  WritePrimary("primaryEmailAddress", person.emails, writer);
  WritePrimary("primaryPhoneNumber", person.phones, writer);
  writer.EndObject();
}

const Resource& Candidates() { return kCandidates; }

void AddCandidates(std::vector<Endpoint>& all) {
  all.push_back({.name = "candidate.list",
                 .permission = kMay,
                 .gives = Gives::kSyncedPages,
                 .resource = &kCandidates,
                 .parameters = {Millis("createdAfter")}});
  all.push_back(
      InfoOf("candidate.info", kMay, kCandidates, "id", "candidate_not_found"));
  all.push_back({.name = "candidate.search",
                 .permission = kMay,
                 .gives = Gives::kSearch,
                 .resource = &kCandidates,
                 .parameters = {{.name = "email", .takes = Takes::kText},
                                {.name = "name", .takes = Takes::kText}},
                 .lists = Found});
  all.push_back({.name = "candidate.listNotes",
                 .permission = kMay,
                 .gives = Gives::kSyncedPages,
                 .resource = &kNotes,
                 .parameters = {RequiredId("candidateId")},
                 .lists =
                     [](const View& view, const Arguments& arguments, Ref ref) {
                       return arguments.Admits(
                           Table::kCandidate, "candidateId",
                           AboutWhom(view.company, view.company.notes[ref]));
                     },
                 .key = "candidateId",
                 .parent = &kCandidates,
                 .not_found = "candidate_not_found"});
  all.push_back({.name = "candidateTag.list",
                 .permission = "hiringProcessMetadata:read",
                 .gives = Gives::kSyncedPages,
                 .resource = &kTags,
                 .parameters = {Flag("includeArchived")},
                 .lists = ListsUnarchived});
}

}  // namespace hirewire::sim::ashby
