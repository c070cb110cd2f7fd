#include "connectors/engine/compile_entity.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "connectors/engine/compile_expression.h"
#include "connectors/engine/compile_fields.h"
#include "connectors/engine/compile_filter.h"
#include "connectors/engine/compile_request.h"
#include "connectors/engine/compile_schema.h"
#include "connectors/engine/request_table.h"
#include "connectors/engine/unified_model.h"

namespace hirewire::engine {
namespace {

using connector::v1::Entity;
using connector::v1::Join;
using connector::v1::Manifest;
using connector::v1::Paging;

// The paging said here, or else the manifest's own.
absl::StatusOr<CompiledPaging> PagingOf(bool has_own, const Paging& own,
                                        const Place& place,
                                        const Manifest& manifest,
                                        const Place& root) {
  if (has_own) return CompilePaging(own, place.At("paging"));
  return CompilePaging(manifest.paging(), root.At("paging"));
}

absl::StatusOr<CompiledList> CompileList(const Entity& entity,
                                         const Place& entity_place,
                                         const Manifest& manifest,
                                         const Place& root) {
  const auto& spec = entity.list();
  const Place place = entity_place.At("list");
  CompiledList out;
  out.required_filters.assign(spec.required_filters().begin(),
                              spec.required_filters().end());
  HW_ASSIGN_OR_RETURN(out.request,
                      CompileRequest(spec.request(), place.At("request"),
                                     out.required_filters, manifest));
  HW_ASSIGN_OR_RETURN(out.paging, PagingOf(spec.has_paging(), spec.paging(),
                                           place, manifest, root));
  HW_ASSIGN_OR_RETURN(out.children,
                      CompileOptional(spec.children(), place, "children"));
  for (int i = 0; i < spec.required_filters_size(); ++i) {
    HW_RETURN_IF_ERROR(CheckRequiredFilter(entity, place, i));
  }
  for (int i = 0; i < spec.filters_size(); ++i) {
    HW_ASSIGN_OR_RETURN(
        CompiledFilter filter,
        CompileFilter(spec.filters(i), place.At("filters", i), entity));
    if (!out.filters.emplace(spec.filters(i).name(), std::move(filter))
             .second) {
      return place.At("filters", i).Error("name", "stands twice");
    }
  }
  return out;
}

// A join whose rows come along with the records asks for nothing.
absl::StatusOr<CompiledJoin> CompileIncluded(const Join& spec,
                                             const Place& place) {
  if (spec.has_request() || spec.batch() > 0 || !spec.keys().empty()) {
    return place.Error("included", "goes with no request, keys or batch");
  }
  CompiledJoin out;
  out.spec = spec;
  HW_ASSIGN_OR_RETURN(out.included,
                      CompileExpression(spec.included(), place, "included"));
  HW_ASSIGN_OR_RETURN(out.row_key,
                      CompileExpression(spec.row_key(), place, "row_key"));
  return out;
}

// A join with requests of its own. `needs`: the joins that its keys look into;
// only those above, which rules out circles.
absl::StatusOr<CompiledJoin> CompileAsked(const Join& spec, const Place& place,
                                          const Manifest& manifest,
                                          const Place& root,
                                          const JoinClosure& closure,
                                          std::vector<std::string>& needs) {
  CompiledJoin out;
  out.spec = spec;
  const std::vector<std::string> variables =
      spec.batch() == 0 ? std::vector<std::string>{}
                        : std::vector<std::string>{"keys"};
  HW_ASSIGN_OR_RETURN(
      out.request,
      CompileRequest(spec.request(), place.At("request"), variables, manifest));
  HW_ASSIGN_OR_RETURN(out.paging, PagingOf(spec.has_paging(), spec.paging(),
                                           place, manifest, root));
  // What answers one key need not repeat it.
  if (spec.batch() != 1 || !spec.row_key().empty()) {
    HW_ASSIGN_OR_RETURN(out.row_key,
                        CompileExpression(spec.row_key(), place, "row_key"));
  }
  if (spec.batch() > 0) {
    HW_ASSIGN_OR_RETURN(out.keys,
                        CompileExpression(spec.keys(), place, "keys"));
    for (const std::string& table : out.keys->lookup_tables()) {
      const auto found = closure.find(table);
      if (found == closure.end()) {
        return place.Error("keys",
                           absl::StrCat("no join above is named ", table));
      }
      needs.insert(needs.end(), found->second.begin(), found->second.end());
    }
  }
  return out;
}

// Compiles a join and adds what a look-up in it needs.
absl::StatusOr<CompiledJoin> CompileJoin(const Join& spec, const Place& place,
                                         const Manifest& manifest,
                                         const Place& root,
                                         JoinClosure& closure) {
  if (spec.name().empty()) return place.Error("name", "is missing");
  std::vector<std::string> needs;
  CompiledJoin out;
  if (!spec.included().empty()) {
    HW_ASSIGN_OR_RETURN(out, CompileIncluded(spec, place));
  } else {
    HW_ASSIGN_OR_RETURN(
        out, CompileAsked(spec, place, manifest, root, closure, needs));
  }
  needs.push_back(spec.name());
  if (!closure.emplace(spec.name(), std::move(needs)).second) {
    return place.Error("name", "stands twice");
  }
  return out;
}

absl::Status CompileGet(const Entity& spec, const Place& place,
                        const Manifest& manifest, CompiledEntity& out) {
  std::vector<std::string> variables = {"id"};
  for (const std::string& part : spec.id_parts()) {
    if (part.empty() || std::count(variables.begin(), variables.end(), part)) {
      return place.Error("id_parts", "each part needs a name of its own");
    }
    variables.push_back(part);
  }
  HW_ASSIGN_OR_RETURN(out.get, CompileRequest(spec.get(), place.At("get"),
                                              variables, manifest));
  HW_ASSIGN_OR_RETURN(out.get_children, CompileOptional(spec.get_children(),
                                                        place, "get_children"));
  return absl::OkStatus();
}

std::vector<PlacedField> ListFields(const Entity& spec, const Place& place) {
  std::vector<PlacedField> fields;
  for (int i = 0; i < spec.fields_size(); ++i) {
    fields.push_back({&spec.fields(i), place.At("fields", i)});
  }
  return fields;
}

// get_fields first; the others where no get field has the same target.
std::vector<PlacedField> GetFields(const Entity& spec, const Place& place) {
  std::vector<PlacedField> fields;
  std::set<std::string> replaced;
  for (int i = 0; i < spec.get_fields_size(); ++i) {
    fields.push_back({&spec.get_fields(i), place.At("get_fields", i)});
    replaced.insert(spec.get_fields(i).to());
  }
  for (PlacedField& field : ListFields(spec, place)) {
    if (replaced.count(field.spec->to()) == 0) fields.push_back(field);
  }
  return fields;
}

}  // namespace

absl::StatusOr<CompiledEntity> CompileEntity(const Entity& spec,
                                             const Place& place,
                                             const Manifest& manifest,
                                             const Place& root) {
  CompiledEntity out;
  out.spec = &spec;
  out.type = UnifiedMessage(spec.message());
  if (out.type == nullptr) {
    return place.Error("message",
                       absl::StrCat("no unified entity ", spec.message()));
  }
  if (!spec.has_list() && !spec.has_get()) {
    if (spec.why().empty()) {
      return place.Error("why", "is needed where nothing is supported");
    }
    return out;
  }
  // What the request says costs nothing.
  JoinClosure closure = {{kRequestTable, {}}};
  for (int i = 0; i < spec.joins_size(); ++i) {
    HW_ASSIGN_OR_RETURN(CompiledJoin join,
                        CompileJoin(spec.joins(i), place.At("joins", i),
                                    manifest, root, closure));
    out.joins.push_back(std::move(join));
  }
  if (spec.has_list()) {
    HW_ASSIGN_OR_RETURN(out.list, CompileList(spec, place, manifest, root));
  }
  if (spec.has_get()) {
    HW_RETURN_IF_ERROR(CompileGet(spec, place, manifest, out));
  }
  HW_ASSIGN_OR_RETURN(out.group_by,
                      CompileOptional(spec.group_by(), place, "group_by"));
  HW_ASSIGN_OR_RETURN(
      out.list_plan,
      CompileFields(*out.type, ListFields(spec, place), manifest, closure));
  HW_ASSIGN_OR_RETURN(
      out.get_plan,
      CompileFields(*out.type, GetFields(spec, place), manifest, closure));
  if (out.list_plan.rules.empty() || out.list_plan.rules.front().to != "id") {
    return place.Error("fields", "no rule writes id");
  }
  HW_ASSIGN_OR_RETURN(out.schema, CompileSchema(out, place));
  return out;
}

}  // namespace hirewire::engine
