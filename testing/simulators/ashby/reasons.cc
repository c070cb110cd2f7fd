// Lists of words that a company keeps: reasons, sources, projects.
#include <vector>

#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "hiringProcessMetadata:read";

absl::string_view ReasonType(RejectedBy by) {
  switch (by) {
    case RejectedBy::kCompany:
      return "RejectedByOrg";
    case RejectedBy::kCandidate:
      return "RejectedByCandidate";
    case RejectedBy::kUnspecified:
      return "Other";
    case RejectedBy::kUnknownWord:
      break;
  }
  return "RejectedBySystem";
}

void WriteArchiveReason(const View& view, const Arguments&, Ref ref,
                        JsonWriter& writer) {
  writer.BeginObject();
  WriteArchiveReasonMembers(view, ref, writer);
  writer.EndObject();
}

void WriteCloseReason(const View& view, const Arguments&, Ref ref,
                      JsonWriter& writer) {
  writer.BeginObject();
  WriteId("id", Table::kCloseReason, ref, writer);
  writer.Key("reasonText").String(view.company.close_reasons[ref].name);
  writer.Key("isArchived").Bool(view.Archived(ref)).EndObject();
}

void WriteProject(const View& view, const Arguments&, Ref ref,
                  JsonWriter& writer) {
  const Pool& pool = view.company.pools[ref];
  writer.BeginObject();
  WriteId("id", Table::kProject, ref, writer);
  writer.Key("title").String(pool.name);
  writer.Key("description").OptionalString(pool.description);
  writer.Key("isArchived").Bool(!pool.active);
  writer.Key("confidential").Bool(false);
  WriteId("authorId", Table::kUser, 0, writer);
  WriteTime("createdAt", pool.created, writer);
  writer.Key("customFieldEntries").BeginArray().EndArray();
  writer.EndObject();
}

constexpr Resource kArchiveReasons = {
    .table = Table::kArchiveReason,
    .count = CountOf<&Company::rejection_reasons>,
    .exists = NotDeleted<&Company::rejection_reasons>,
    .write = WriteArchiveReason};
constexpr Resource kCloseReasons = {
    .table = Table::kCloseReason,
    .count = CountOf<&Company::close_reasons>,
    .exists = NotDeleted<&Company::close_reasons>,
    .write = WriteCloseReason};
constexpr Resource kSources = {
    .table = Table::kSource,
    .count = CountOf<&Company::sources>,
    .exists = NotDeleted<&Company::sources>,
    .write = [](const View& view, const Arguments&, Ref ref,
                JsonWriter& writer) { WriteSourceObject(view, ref, writer); }};
constexpr Resource kProjects = {.table = Table::kProject,
                                .count = CountOf<&Company::pools>,
                                .exists = NotDeleted<&Company::pools>,
                                .write = WriteProject,
                                .record = RecordOf<&Company::pools>};

}  // namespace

void WriteArchiveReasonMembers(const View& view, Ref ref, JsonWriter& writer) {
  const RejectionReason& reason = view.company.rejection_reasons[ref];
  WriteId("id", Table::kArchiveReason, ref, writer);
  writer.Key("text").String(reason.name);
  writer.Key("reasonType").String(ReasonType(reason.by));
  writer.Key("isArchived").Bool(view.Archived(ref));
}

void AddReasons(std::vector<Endpoint>& all) {
  const auto add = [&](absl::string_view name, const Resource& resource,
                       bool says_no_more) {
    all.push_back({.name = name,
                   .permission = kMay,
                   .gives = Gives::kAll,
                   .resource = &resource,
                   .parameters = {Flag("includeArchived")},
                   .lists = ListsUnarchived,
                   .says_no_more = says_no_more});
  };
  add("archiveReason.list", kArchiveReasons, false);
  add("closeReason.list", kCloseReasons, false);
  add("source.list", kSources, true);
  all.push_back({.name = "project.list",
                 .permission = "candidates:read",
                 .gives = Gives::kSyncedPages,
                 .resource = &kProjects,
                 .parameters = {Millis("createdAfter")}});
  all.push_back(InfoOf("project.info", "jobs:read", kProjects, "projectId",
                       "project_not_found"));
}

}  // namespace hirewire::sim::ashby
