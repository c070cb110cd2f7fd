// notes, attachments and eeoc: what people wrote and filled in.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/data/words.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/signed_link.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

const char* NoteWord(NoteKind kind) {
  constexpr const char* kWords[] = {"NOTE", "ACTIVITY", "EMAIL", "INTERVIEW",
                                    "SMS_THREAD"};
  return kWords[static_cast<int>(kind)];
}

const char* VisibilityWord(NoteVisibility visibility) {
  constexpr const char* kWords[] = {"publicly_visible", "privately_visible",
                                    "admin_only_visible", nullptr};
  return kWords[static_cast<int>(visibility)];
}

void WriteNote(const View& view, Ref ref, Row& row) {
  const Note& note = view.company.notes[ref];
  row.Begin(ref, note);
  row.Id("candidate_id", Table::kCandidates, note.candidate);
  row.Id("application_id", Table::kApplications, note.application);
  row.Text("body", note.body);
  row.Text("subject", note.subject);
  row.Word("type", NoteWord(note.kind));
  row.Id("user_id", Table::kUsers, note.user);
  row.Text("email_from", note.email_from);
  row.Text("email_to", note.email_to);
  row.Json("email_cc", [&](JsonWriter& writer) {
    if (!note.email_cc.has_value()) {
      writer.Null();
      return;
    }
    writer.BeginArray();
    for (const std::string& address : *note.email_cc) writer.String(address);
    writer.EndArray();
  });
  row.Text("import_hash", std::nullopt);
  row.Text("body_with_tags", note.body);
  row.Word("visibility", VisibilityWord(note.visibility));
  row.Json("email_attachment_file_names", [&](JsonWriter& writer) {
    if (note.kind == NoteKind::kEmail) {
      writer.BeginArray().Null().EndArray();
    } else {
      writer.Null();
    }
  });
}

const char* AttachmentWord(AttachmentKind kind) {
  constexpr const char* kWords[] = {"resume",         "cover_letter",
                                    "take_home_test", "offer_letter",
                                    "other",          "video_greeting"};
  return kWords[static_cast<int>(kind)];
}

void WriteAttachment(const View& view, Ref ref, Row& row) {
  const Attachment& attachment = view.company.attachments[ref];
  row.Begin(ref, attachment);
  row.Id("application_id", Table::kApplications, attachment.application);
  row.Id("candidate_id", Table::kCandidates, attachment.candidate);
  row.Word("type", AttachmentWord(attachment.kind));
  row.Text("filename", attachment.file_name);
  row.Json("url", [&](JsonWriter& writer) {
    writer.String(absl::StrCat(
        view.base_url,
        SignedPath(view.ids.Of(Table::kAttachments, ref), attachment.file_name,
                   view.now + kLinkLifetime)));
  });
}

template <typename Words>
void WriteAnswer(const View& view, Row& row, absl::string_view name,
                 const Words& words, std::optional<int> answer) {
  row.Json(name, [&](JsonWriter& writer) {
    if (!answer.has_value()) {
      writer.Null();
      return;
    }
    writer.BeginObject();
    writer.Key("id").Int(view.ids.Of(Table::kEeocWords, *answer));
    writer.Key("description").String(words[*answer]).EndObject();
  });
}

void WriteEeoc(const View& view, Ref ref, Row& row) {
  const EeocAnswers& answers = view.company.eeoc[ref];
  row.Begin(ref, answers);
  row.Id("application_id", Table::kApplications, answers.application);
  row.Id("candidate_id", Table::kCandidates, answers.candidate);
  WriteAnswer(view, row, "gender", kGenders, answers.gender);
  WriteAnswer(view, row, "race", kRaces, answers.race);
  WriteAnswer(view, row, "veteran_status", kVeteranStatuses,
              answers.veteran_status);
  WriteAnswer(view, row, "disability_status", kDisabilityStatuses,
              answers.disability_status);
  row.Time("submitted_at", answers.submitted);
}

}  // namespace

void AddPapers(std::vector<Collection>& all) {
  all.push_back(
      {.name = "notes",
       .table = Table::kNotes,
       .count = [](const Company& c) { return c.notes.size(); },
       .write = WriteNote,
       .filters = {
           {"candidate_ids", FilterKind::kList, "candidate_id"},
           {"user_ids", FilterKind::kList, "user_id"},
           {"application_ids", FilterKind::kList, "application_id"},
           {"type", FilterKind::kText, "type"},
           {"visibility",
            FilterKind::kWord,
            "visibility",
            {"admin_only_visible", "privately_visible", "publicly_visible"}}}});
  all.push_back(
      {.name = "attachments",
       .table = Table::kAttachments,
       .count = [](const Company& c) { return c.attachments.size(); },
       .write = WriteAttachment,
       .filters = {{"application_ids", FilterKind::kList, "application_id"},
                   {"candidate_ids", FilterKind::kList, "candidate_id"},
                   {"type",
                    FilterKind::kWord,
                    "type",
                    {"resume", "cover_letter", "take_home_test", "offer_packet",
                     "offer_letter", "signed_offer_letter", "other",
                     "form_attachment", "midfunnel_agreement",
                     "automated_agreement"}}},
       .cacheable = false});
  all.push_back(
      {.name = "eeoc",
       .table = Table::kEeoc,
       .count = [](const Company& c) { return c.eeoc.size(); },
       .write = WriteEeoc,
       .filters = {{"application_ids", FilterKind::kList, "application_id"},
                   {"submitted_at", FilterKind::kTime, "submitted_at"}}});
}

}  // namespace hirewire::sim
