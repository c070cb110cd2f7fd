#include "testing/simulators/ashby/files.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "testing/simulators/ashby/digest.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

// The vendor does not say how long its links live; they are called short.
constexpr absl::Duration kLinkLifetime = absl::Minutes(15);

std::string Signature(absl::string_view what) {
  return absl::StrCat(absl::Hex(Digest(what), absl::kZeroPad16));
}

std::string SignedPath(Ref file, absl::Time expires) {
  const std::string what = absl::StrCat(
      AshbyId(Table::kFile, file), "?expires=", absl::ToUnixSeconds(expires));
  return absl::StrCat(kFilePrefix, what, "&signature=", Signature(what));
}

bool Exists(const View& view, Ref file) {
  if (file == kNone) return false;
  const std::vector<Attachment>& all = view.company.attachments;
  return static_cast<size_t>(file) < all.size() && !all[file].deleted &&
         view.SeesApplication(all[file].application);
}

std::string FileInfo(const View& view, const Arguments& arguments,
                     JsonWriter& writer) {
  const Ref file = AttachmentOf(arguments.Text("fileHandle"));
  if (!Exists(view, file)) return "file_not_found";
  writer.BeginObject().Key("url");
  writer.String(
      absl::StrCat(view.origin, SignedPath(file, view.now + kLinkLifetime)));
  writer.EndObject();
  return "";
}

}  // namespace

std::string FileHandle(const View& view, Ref ref) {
  const Attachment& file = view.company.attachments[ref];
  const Ref owner = view.company.applications[file.application].candidate;
  const std::string id = AshbyId(Table::kFile, ref);
  std::string json;
  JsonWriter writer(&json);
  writer.BeginObject().Key("handle").BeginObject();
  writer.Key("type").String(
      file.kind == AttachmentKind::kResume ? "ResumeFile" : "CandidateFile");
  writer.Key("fileId").String(id);
  WriteId("ownerId", Table::kCandidate, owner, writer);
  writer.EndObject().Key("signature").String(Signature(id));
  writer.Key("version").String("1").EndObject();
  return absl::WebSafeBase64Escape(json);
}

Ref AttachmentOf(absl::string_view handle) {
  const std::string key = "\"fileId\":\"";
  std::string json;
  if (!absl::WebSafeBase64Unescape(handle, &json)) return kNone;
  const size_t at = json.find(key);
  if (at == std::string::npos) return kNone;
  const std::string id = json.substr(at + key.size(), 36);
  const bool ours = json.find(Signature(id)) != std::string::npos;
  return ours ? AshbyRef(Table::kFile, id) : kNone;
}

Reply Download(const View& view, const Request& request) {
  absl::string_view id = request.path;
  absl::ConsumePrefix(&id, kFilePrefix);
  const Ref ref = AshbyRef(Table::kFile, id);
  int64_t seconds = 0;
  const bool dated =
      absl::SimpleAtoi(request.Parameter("expires").value_or(""), &seconds);
  const absl::Time expires = absl::FromUnixSeconds(seconds);
  if (!Exists(view, ref) || !dated || expires <= view.now ||
      absl::StrCat(request.path, "?", request.raw_query) !=
          SignedPath(ref, expires)) {
    Reply refused =
        Reply::Json(403, "<Error><Code>AccessDenied</Code></Error>");
    refused.content_type = "application/xml";
    return refused;
  }
  std::string content = absl::StrCat("%PDF-1.4 simulated ", id, "\n");
  const auto size = static_cast<size_t>(view.company.attachments[ref].size);
  content.resize(std::max(content.size(), size), 'a');
  Reply reply = Reply::Json(200, std::move(content));
  reply.content_type = "application/octet-stream";
  return reply;
}

void AddFiles(std::vector<Endpoint>& all) {
  all.push_back({.name = "file.info",
                 .permission = "candidates:read",
                 .parameters = {{.name = "fileHandle",
                                 .takes = Takes::kText,
                                 .required = true}},
                 .answer = FileInfo});
}

}  // namespace hirewire::sim::ashby
