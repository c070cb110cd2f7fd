#include "connectors/engine/compile_request.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "base/status/macros.h"
#include "connectors/engine/compile_expression.h"

namespace hirewire::engine {
namespace {

using connector::v1::Paging;

absl::Status NeedsText(const std::string& text, const Place& place,
                       absl::string_view field) {
  if (!text.empty()) return absl::OkStatus();
  return place.Error(field, "is missing");
}

absl::Status CompileBodyCursor(const Paging& spec, const Place& paging,
                               CompiledPaging& out) {
  const Place place = paging.At("body_cursor");
  const auto& cursor = spec.body_cursor();
  HW_RETURN_IF_ERROR(NeedsText(cursor.parameter(), place, "parameter"));
  HW_ASSIGN_OR_RETURN(out.next,
                      CompileExpression(cursor.cursor(), place, "cursor"));
  HW_ASSIGN_OR_RETURN(out.has_more,
                      CompileOptional(cursor.has_more(), place, "has_more"));
  return absl::OkStatus();
}

absl::Status CompileKind(const Paging& spec, const Place& place,
                         CompiledPaging& out) {
  switch (spec.kind_case()) {
    case Paging::kBodyCursor:
      return CompileBodyCursor(spec, place, out);
    case Paging::kNextUrl: {
      HW_ASSIGN_OR_RETURN(out.next,
                          CompileExpression(spec.next_url().url(),
                                            place.At("next_url"), "url"));
      return absl::OkStatus();
    }
    case Paging::kPageNumber:
      return NeedsText(spec.page_number().parameter(), place.At("page_number"),
                       "parameter");
    case Paging::kOffset:
      return NeedsText(spec.offset().parameter(), place.At("offset"),
                       "parameter");
    case Paging::kLinkHeader:
    case Paging::kSinglePage:
      return absl::OkStatus();
    case Paging::KIND_NOT_SET:
      break;
  }
  return place.Error("", "has no stop rule: one kind of paging is needed");
}

}  // namespace

absl::StatusOr<CompiledRequest> CompileRequest(
    const connector::v1::Request& spec, const Place& place,
    const std::vector<std::string>& variables,
    const connector::v1::Manifest& defaults) {
  CompiledRequest out;
  out.method = spec.method().empty() ? defaults.method() : spec.method();
  if (out.method.empty()) out.method = "GET";
  // What reads is repeated where it fails; these are the methods that read.
  if (out.method != "GET" && out.method != "POST") {
    return place.Error("method", "must be GET or POST: manifests only read");
  }
  const auto parameters_in =
      spec.parameters_in() == connector::v1::PARAMETERS_IN_UNSPECIFIED
          ? defaults.parameters_in()
          : spec.parameters_in();
  out.json_body = parameters_in == connector::v1::PARAMETERS_IN_JSON_BODY;
  if (out.json_body && out.method == "GET") {
    return place.Error("method", "a GET has no body for its parameters");
  }
  out.scope = spec.scope();
  if (!absl::StartsWith(spec.path(), "/")) {
    return place.Error("path", "must start with a slash");
  }
  auto path = UriTemplate::Compile(spec.path(), variables);
  if (!path.ok()) return place.Error("path", path.status().message());
  out.path = *std::move(path);
  for (int i = 0; i < spec.parameters_size(); ++i) {
    const auto& parameter = spec.parameters(i);
    const Place at = place.At("parameters", i);
    HW_RETURN_IF_ERROR(NeedsText(parameter.name(), at, "name"));
    auto value = UriTemplate::Compile(parameter.value(), variables);
    if (!value.ok()) return at.Error("value", value.status().message());
    out.parameters.push_back(
        {parameter.name(), *std::move(value), parameter.type()});
  }
  const std::string records = spec.records().empty() ? "@" : spec.records();
  HW_ASSIGN_OR_RETURN(out.records, CompileOptional(records, place, "records"));
  return out;
}

absl::StatusOr<CompiledPaging> CompilePaging(const Paging& spec,
                                             const Place& place) {
  CompiledPaging out;
  out.spec = spec;
  HW_RETURN_IF_ERROR(CompileKind(spec, place, out));
  if (!spec.size_parameter().empty() && spec.max_size() == 0) {
    return place.Error("max_size", "is needed with size_parameter");
  }
  out.max_records = spec.max_records() != 0
                        ? spec.max_records()
                        : std::max<size_t>(10000, size_t{10} * spec.max_size());
  return out;
}

}  // namespace hirewire::engine
