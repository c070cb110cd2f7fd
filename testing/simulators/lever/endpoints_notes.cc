// notes, below an opportunity: threads of comments.
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// Lever knows comments only: an e-mail's subject becomes its first line.
std::string ValueOf(const Note& note) {
  const std::string body = note.body.value_or("");
  return note.subject.has_value() ? absl::StrCat(*note.subject, "\n", body)
                                  : body;
}

// The thread that a note begins.
const std::vector<Ref>& ThreadOf(const Scene& scene, Ref first) {
  const size_t at = scene.account.opportunity_by_id.at(scene.ids[0]);
  const auto& threads = scene.account.opportunities[at].threads;
  size_t place = 0;
  while (threads[place][0] != first) ++place;
  return threads[place];
}

void WriteNote(const Scene& scene, Ref first, Row& row) {
  const Note& note = scene.company.notes[first];
  const size_t at = scene.account.opportunity_by_id.at(scene.ids[0]);
  const Opportunity& one = scene.account.opportunities[at];
  row.Text("id", UuidOf("notes", first));
  row.Text("text", "Note");
  row.Objects("fields", ThreadOf(scene, first), [&](Ref ref, Row& field) {
    const Note& comment = scene.company.notes[ref];
    field.Text("type", "note");
    field.Text("text", "Comment");
    field.Text("value", ValueOf(comment));
    PutUser(scene, "user", comment.user, field);
    PutStage(scene, "stage", one.stage, field);
    field.Time("createdAt", comment.created);
  });
  PutUser(scene, "user", note.user, row);
  row.Bool("secret", note.visibility == NoteVisibility::kPrivate ||
                         note.visibility == NoteVisibility::kAdmin);
  row.Time("createdAt", note.created);
  row.Time("completedAt", note.created);
  row.Null("deletedAt");
}

Outcome Notes(const Scene& scene) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  std::vector<Entry> entries;
  for (const std::vector<Ref>& thread :
       std::get<const Opportunity*>(found)->threads) {
    std::string id = UuidOf("notes", thread[0]);
    if (scene.ids.size() > 1 && scene.ids[1] == id) {
      return One(scene, thread[0], WriteNote);
    }
    entries.push_back(TimeEntry(scene.company.notes[thread[0]].created,
                                std::move(id), thread[0]));
  }
  if (scene.ids.size() > 1) return Missing("notes", scene.ids[1]);
  return ByTime(std::move(entries), WriteNote);
}

}  // namespace

void AddNotes(std::vector<Endpoint>& all) {
  all.push_back({.path = "opportunities/*/notes",
                 .resource = "notes",
                 .answer = Notes,
                 .expandable = {"user"},
                 .lists = true});
  all.push_back({.path = "opportunities/*/notes/*",
                 .resource = "notes",
                 .answer = Notes,
                 .expandable = {"user"}});
}

}  // namespace hirewire::sim::lever
