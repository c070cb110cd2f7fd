// files and resumes, below an opportunity, and what is in them.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

std::string ExtensionOf(const Attachment& file) {
  const size_t dot = file.file_name.rfind('.');
  return dot == std::string::npos ? "" : file.file_name.substr(dot);
}

// For a signed-in user's browser: the API has paths of its own.
std::string LinkOf(const Scene& scene, absl::string_view kind, Ref ref) {
  return absl::StrCat("https://hire.lever.co/candidates/", scene.ids[0], "/",
                      kind, "/", UuidOf(kind, ref), "/download");
}

void WriteFile(const Scene& scene, Ref ref, Row& row) {
  const Attachment& file = scene.company.attachments[ref];
  row.Text("id", UuidOf("files", ref));
  row.Text("downloadUrl", LinkOf(scene, "files", ref));
  row.Text("ext", ExtensionOf(file));
  row.Text("name", file.file_name);
  row.Text("status", "processed");
  const int64_t at = absl::ToUnixMillis(file.created);
  // Numbers that come as text, as some do.
  if (scene.awkward && ref % 3 == 0) {
    row.Text("uploadedAt", absl::StrCat(at));
    row.Text("size", absl::StrCat(file.size));
    return;
  }
  row.Int("uploadedAt", at);
  row.Int("size", file.size);
}

void WriteResume(const Scene& scene, Ref ref, Row& row) {
  const Attachment& file = scene.company.attachments[ref];
  row.Text("id", UuidOf("resumes", ref));
  row.Time("createdAt", file.created);
  // What came from a profile elsewhere has no file, what failed no content.
  if (scene.awkward && ref % 13 == 5) return row.Null("file");
  const bool failed = scene.awkward && ref % 17 == 3;
  row.Object("file", [&](Row& inner) {
    const std::string extension = ExtensionOf(file);
    inner.Text("name", file.file_name);
    inner.Text("ext", extension.empty() ? "" : extension.substr(1));
    inner.Text("downloadUrl", LinkOf(scene, "resumes", ref));
    inner.Time("uploadedAt", file.created);
    inner.Text("status", failed ? OptionalText() : OptionalText("processed"));
    inner.Int("size", file.size);
  });
  if (failed) return;
  row.Object("parsedData", [](Row& inner) {
    inner.Texts("positions", {});
    inner.Texts("schools", {});
  });
}

bool IsResume(const Attachment& file) {
  return file.kind == AttachmentKind::kResume;
}

Reply ContentOf(const Attachment& file, Ref ref) {
  std::string content = absl::StrCat("%PDF-1.4 simulated ", ref, "\n");
  content.resize(std::max(content.size(), static_cast<size_t>(file.size)),
                 static_cast<char>('a' + ref % 26));
  Reply reply = Reply::Json(200, std::move(content));
  reply.content_type = "application/octet-stream";
  return reply;
}

// What a path below an opportunity asks for: all, one, or one's content.
Outcome Answer(const Scene& scene, absl::string_view kind, bool resumes,
               bool content, void (*write)(const Scene&, Ref, Row&)) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  std::vector<Entry> entries;
  for (const Ref ref : std::get<const Opportunity*>(found)->attachments) {
    const Attachment& file = scene.company.attachments[ref];
    if (IsResume(file) != resumes) continue;
    std::string id = UuidOf(kind, ref);
    if (scene.ids.size() > 1 && scene.ids[1] == id) {
      return content ? ContentOf(file, ref) : One(scene, ref, write);
    }
    if (scene.query.outside("uploaded_at", file.created)) continue;
    entries.push_back(TimeEntry(file.created, std::move(id), ref));
  }
  if (scene.ids.size() > 1) return Missing(kind, scene.ids[1]);
  return ByTime(std::move(entries), write);
}

Outcome Files(const Scene& scene) {
  return Answer(scene, "files", false, false, WriteFile);
}

Outcome FileContent(const Scene& scene) {
  return Answer(scene, "files", false, true, WriteFile);
}

// Whole: resumes have no pages.
Outcome Resumes(const Scene& scene) {
  Outcome outcome = Answer(scene, "resumes", true, false, WriteResume);
  if (auto* listing = std::get_if<Listing>(&outcome)) listing->paged = false;
  return outcome;
}

Outcome ResumeContent(const Scene& scene) {
  return Answer(scene, "resumes", true, true, WriteResume);
}

}  // namespace

void AddFiles(std::vector<Endpoint>& all) {
  std::vector<Parameter> uploaded;
  AddSpan(uploaded, "uploaded_at_start", "uploaded_at_end");
  all.push_back({.path = "opportunities/*/files",
                 .resource = "files",
                 .answer = Files,
                 .parameters = uploaded,
                 .lists = true});
  all.push_back({.path = "opportunities/*/files/*",
                 .resource = "files",
                 .answer = Files});
  all.push_back({.path = "opportunities/*/files/*/download",
                 .resource = "files",
                 .answer = FileContent});
  all.push_back({.path = "opportunities/*/resumes",
                 .resource = "resumes",
                 .answer = Resumes,
                 .parameters = uploaded,
                 .lists = true});
  all.push_back({.path = "opportunities/*/resumes/*",
                 .resource = "resumes",
                 .answer = Resumes});
  all.push_back({.path = "opportunities/*/resumes/*/download",
                 .resource = "resumes",
                 .answer = ResumeContent});
}

}  // namespace hirewire::sim::lever
