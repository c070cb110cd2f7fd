// feedback_templates: one per interview kit, and the default that asks nothing.
#include <string>
#include <utility>
#include <vector>

#include "testing/simulators/lever/form.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

constexpr char kNoFeedback[] = "no-feedback";
// Stands for the default, which is no kit.
constexpr Ref kDefault = -2;

void WriteDefault(Row& row) {
  row.Text("id", kNoFeedback);
  row.Text("text", "No feedback form");
  row.Null("group");
  row.Text("instructions", "");
  row.Objects("fields", std::vector<int>(), [](int, Row&) {});
  row.Null("stage");
  row.Null("createdAt");
  row.Null("updatedAt");
}

void WriteTemplate(const Scene& scene, Ref kit, Row& row) {
  if (kit == kDefault) return WriteDefault(row);
  const Company& company = scene.company;
  const PlannedInterview& planned = company.planned_interviews[kit];
  const Ref department = company.jobs[planned.job].department;
  row.Text("id", UuidOf("feedback_templates", kit));
  row.Text("text", planned.name);
  if (department == kNone) {
    row.Null("group");
  } else {
    row.Object("group", [&](Row& group) {
      group.Text("id", UuidOf("groups", department));
      group.Text("name", company.departments[department].name);
    });
  }
  row.Text("instructions", planned.instructions.value_or(""));
  row.Objects("fields", FieldsOf(scene, kit),
              [&](const FormField& field, Row& inner) {
                PutField(scene, field, inner);
              });
  row.Object("stage", [&](Row& inner) {
    WriteStage(scene, static_cast<Ref>(scene.account.stage_of[planned.stage]),
               inner);
  });
  // Old ones were made before Lever kept the times.
  const bool old = scene.awkward && kit % 5 == 4;
  row.Time("createdAt", old ? OptionalTime() : planned.created);
  row.Time("updatedAt", old ? OptionalTime() : planned.updated);
}

bool Exists(const Scene& scene, Ref kit) {
  return kit >= 0 && kit < static_cast<Ref>(scene.company.kits.size()) &&
         !scene.company.kits[kit].deleted;
}

Outcome Templates(const Scene& scene) {
  std::vector<Entry> entries = {
      TimeEntry(absl::UnixEpoch(), kNoFeedback, kDefault)};
  for (size_t i = 0; i < scene.company.kits.size(); ++i) {
    const Ref kit = static_cast<Ref>(i);
    if (!Exists(scene, kit)) continue;
    entries.push_back(TimeEntry(scene.company.planned_interviews[i].created,
                                UuidOf("feedback_templates", kit), kit));
  }
  return ByTime(std::move(entries), WriteTemplate);
}

Outcome Template(const Scene& scene) {
  if (scene.ids[0] == kNoFeedback) return One(scene, kDefault, WriteTemplate);
  const Ref kit = RefOf("feedback_templates", scene.ids[0]);
  if (!Exists(scene, kit)) return Missing("feedback_templates", scene.ids[0]);
  return One(scene, kit, WriteTemplate);
}

// Nobody has made forms for profiles.
Outcome NoForms(const Scene&) { return ByTime({}, WriteTemplate); }

Outcome NoForm(const Scene& scene) {
  return Missing("form_templates", scene.ids[0]);
}

}  // namespace

void AddFeedbackTemplates(std::vector<Endpoint>& all) {
  all.push_back({.path = "feedback_templates",
                 .resource = "feedback_templates",
                 .answer = Templates,
                 .lists = true});
  all.push_back({.path = "feedback_templates/*",
                 .resource = "feedback_templates",
                 .answer = Template});
  all.push_back({.path = "form_templates",
                 .resource = "form_templates",
                 .answer = NoForms,
                 .lists = true});
  all.push_back({.path = "form_templates/*",
                 .resource = "form_templates",
                 .answer = NoForm});
}

}  // namespace hirewire::sim::lever
