#include "testing/simulators/lever/rows.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "testing/simulators/lever/ids.h"

namespace hirewire::sim::lever {
namespace {

using Write = void (*)(const Scene&, Ref, Row&);

// Expanded objects hold all their fields, and ids in turn.
void PutOne(const Scene& scene, absl::string_view name, Ref ref,
            const std::string& id, Write write, Row& row) {
  if (ref == kNone) return row.Null(name);
  if (!row.Expands(name)) return row.Text(name, id);
  row.Object(name, [&](Row& inner) { write(scene, ref, inner); });
}

void PutMany(const Scene& scene, absl::string_view name,
             const std::vector<Ref>& refs, absl::string_view kind, Write write,
             Row& row) {
  if (row.Expands(name)) {
    row.Objects(name, refs,
                [&](Ref ref, Row& inner) { write(scene, ref, inner); });
    return;
  }
  std::vector<std::string> ids;
  for (const Ref ref : refs) ids.push_back(UuidOf(kind, ref));
  row.Texts(name, ids);
}

std::string Joined(const OptionalText& first, const OptionalText& last) {
  std::vector<std::string> words;
  for (const OptionalText* word : {&first, &last}) {
    if (word->has_value() && !(*word)->empty()) words.push_back(**word);
  }
  return absl::StrJoin(words, " ");
}

}  // namespace

void PutUser(const Scene& scene, absl::string_view name, Ref user, Row& row) {
  PutOne(scene, name, user, UuidOf("users", user), WriteUser, row);
}

void PutUsers(const Scene& scene, absl::string_view name,
              const std::vector<Ref>& users, Row& row) {
  PutMany(scene, name, users, "users", WriteUser, row);
}

void PutPosting(const Scene& scene, absl::string_view name, Ref job, Row& row) {
  PutOne(scene, name, job, UuidOf("postings", job), WritePosting, row);
}

void PutPostings(const Scene& scene, absl::string_view name,
                 const std::vector<Ref>& jobs, Row& row) {
  PutMany(scene, name, jobs, "postings", WritePosting, row);
}

void PutStage(const Scene& scene, absl::string_view name, size_t stage,
              Row& row) {
  PutOne(scene, name, static_cast<Ref>(stage), scene.account.stages[stage].id,
         WriteStage, row);
}

void PutContact(const Scene& scene, absl::string_view name, Ref candidate,
                Row& row) {
  PutOne(scene, name, candidate, UuidOf("contacts", candidate), WriteContact,
         row);
}

std::string NameOf(const User& user) {
  const std::string name = Joined(user.first_name, user.last_name);
  return name.empty() ? user.email : name;
}

std::string NameOf(const Candidate& person) {
  return Joined(person.first_name, person.last_name);
}

Ref TeamMemberOf(const Scene& scene, Ref job, JobRole role) {
  for (const Ref ref : scene.account.team_of[job]) {
    if (scene.company.team[ref].role == role)
      return scene.company.team[ref].user;
  }
  return kNone;
}

}  // namespace hirewire::sim::lever
