// What the account set up once: stages, archive reasons, sources, tags.
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// A list in an order of its own: places count as ranks.
Listing InOrder(std::vector<Entry> entries,
                void (*write)(const Scene&, Ref, Row&)) {
  return {KeyShape::kRankTimeId, std::move(entries), write};
}

Outcome Stages(const Scene& scene) {
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.account.stages.size(); ++i) {
    const LeverStage& stage = scene.account.stages[i];
    entries.push_back({{stage.rank, 0, stage.id}, static_cast<Ref>(i)});
  }
  return InOrder(std::move(entries), WriteStage);
}

Outcome Stage(const Scene& scene) {
  const LeverStage* stage = scene.account.FindStage(scene.ids[0]);
  if (stage == nullptr) return Missing("stages", scene.ids[0]);
  return One(scene, static_cast<Ref>(stage - scene.account.stages.data()),
             WriteStage);
}

void WriteReason(const Scene& scene, Ref ref, Row& row) {
  const ArchiveReason& reason = scene.account.archive_reasons[ref];
  row.Text("id", reason.id);
  row.Text("text", reason.text);
  row.Text("status", reason.active ? "active" : "inactive");
  row.Text("type", reason.hired ? "hired" : "non-hired");
}

Outcome Reasons(const Scene& scene) {
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.account.archive_reasons.size(); ++i) {
    const ArchiveReason& reason = scene.account.archive_reasons[i];
    const char* type = reason.hired ? "hired" : "non-hired";
    if (scene.query.excludes("type", type)) continue;
    entries.push_back(
        {{static_cast<double>(i), 0, reason.id}, static_cast<Ref>(i)});
  }
  return InOrder(std::move(entries), WriteReason);
}

Outcome Reason(const Scene& scene) {
  for (size_t i = 0; i < scene.account.archive_reasons.size(); ++i) {
    if (scene.account.archive_reasons[i].id == scene.ids[0]) {
      return One(scene, static_cast<Ref>(i), WriteReason);
    }
  }
  return Missing("archive_reasons", scene.ids[0]);
}

// Stages and reasons in one answer, where a non-hired type is null.
Outcome Dispositions(const Scene& scene) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("data");
  Row row(writer);
  row.Objects(
      "stages", scene.account.stages, [](const LeverStage& stage, Row& inner) {
        inner.Text("id", stage.id);
        inner.Text("text", stage.text);
        inner.Text("pipeline", stage.pipeline);
        inner.Json("rank",
                   [&](JsonWriter& w) { w.Raw(absl::StrCat(stage.rank)); });
        inner.Bool("hasInterview", stage.has_interview);
      });
  row.Objects("archiveReasons", scene.account.archive_reasons,
              [](const ArchiveReason& reason, Row& inner) {
                inner.Text("id", reason.id);
                inner.Text("text", reason.text);
                inner.Text("type", reason.hired ? OptionalText("hired")
                                                : OptionalText());
                inner.Text("status", reason.active ? "active" : "inactive");
              });
  row.End();
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

// The n-th of a map's words with how often it is used.
void WriteWord(const std::map<std::string, int>& words, Ref ref, Row& row) {
  const auto& [text, count] = *std::next(words.begin(), ref);
  row.Text("text", text);
  row.Int("count", count);
}

Listing Words(const std::map<std::string, int>& words,
              void (*write)(const Scene&, Ref, Row&)) {
  std::vector<Entry> entries;
  for (const auto& [text, count] : words) {
    entries.push_back({{0, 0, text}, static_cast<Ref>(entries.size())});
  }
  return {KeyShape::kId, std::move(entries), write};
}

Outcome Tags(const Scene& scene) {
  return Words(scene.account.tags, [](const Scene& s, Ref ref, Row& row) {
    WriteWord(s.account.tags, ref, row);
  });
}

Outcome Sources(const Scene& scene) {
  return Words(scene.account.sources, [](const Scene& s, Ref ref, Row& row) {
    WriteWord(s.account.sources, ref, row);
  });
}

// Nobody has set up any.
Outcome NoWebhooks(const Scene&) {
  Listing listing;
  listing.paged = false;
  return listing;
}

}  // namespace

void WriteStage(const Scene& scene, Ref ref, Row& row) {
  const LeverStage& stage = scene.account.stages[ref];
  row.Text("id", stage.id);
  row.Text("text", stage.text);
}

void AddSettings(std::vector<Endpoint>& all) {
  all.push_back({.path = "stages",
                 .resource = "stages",
                 .answer = Stages,
                 .lists = true});
  all.push_back({.path = "stages/*", .resource = "stages", .answer = Stage});
  all.push_back(
      {.path = "archive_reasons",
       .resource = "archive_reasons",
       .answer = Reasons,
       .parameters = {{"type", ParameterKind::kWord, {"hired", "non-hired"}}},
       .lists = true});
  all.push_back({.path = "archive_reasons/*",
                 .resource = "archive_reasons",
                 .answer = Reason});
  all.push_back({.path = "disposition_stages",
                 .resource = "stages",
                 .answer = Dispositions});
  all.push_back(
      {.path = "tags", .resource = "tags", .answer = Tags, .lists = true});
  all.push_back({.path = "sources",
                 .resource = "sources",
                 .answer = Sources,
                 .lists = true});
  all.push_back(
      {.path = "webhooks", .resource = "webhooks", .answer = NoWebhooks});
}

}  // namespace hirewire::sim::lever
