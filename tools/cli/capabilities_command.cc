// hirewire capabilities: what works with a connection.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status/macros.h"
#include "hirewire/v1/connector_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/cli/table.h"

namespace hirewire::cli {

namespace {

constexpr char kHelp[] =
    "Usage: hirewire capabilities --connection ID [--method NAME]\n"
    "\n"
    "Shows what works with a connection, before it is tried: every method and\n"
    "the filters of each. With --method, every field and filter of one.\n"
    "\n"
    "  --connection ID  required\n"
    "  --method NAME    such as ListCandidates\n";

std::string Word(const v1::Support& support) {
  switch (support.level()) {
    case v1::SUPPORT_LEVEL_NATIVE:
      return "yes";
    case v1::SUPPORT_LEVEL_EMULATED:
      return support.calls_per_page() > 0
                 ? absl::StrCat("emulated, ", support.calls_per_page(),
                                " calls a page")
                 : "emulated";
    case v1::SUPPORT_LEVEL_REQUIRES_SCOPE:
      return absl::StrCat("with ", support.scope());
    default:
      return "no";
  }
}

bool Works(const v1::Support& support) {
  return support.level() != v1::SUPPORT_LEVEL_UNSUPPORTED &&
         support.level() != v1::SUPPORT_LEVEL_UNSPECIFIED;
}

// "updated_after, job_id*, tag~": those that work; see kLegend.
std::string Filters(const v1::MethodCapability& method) {
  std::vector<std::string> names;
  for (const v1::FilterCapability& filter : method.filters()) {
    if (!Works(filter.support())) continue;
    const bool emulated =
        filter.support().level() == v1::SUPPORT_LEVEL_EMULATED;
    names.push_back(absl::StrCat(filter.name(), filter.required() ? "*" : "",
                                 emulated ? "~" : ""));
  }
  return absl::StrJoin(names, ", ");
}

// "1" or "1 to 101": what a page costs.
std::string Calls(const v1::MethodCapability& method) {
  const double least = method.calls_per_page();
  const double most = method.calls_per_page_of_all_fields();
  if (most == 0) return "";
  return least == most ? absl::StrCat(most) : absl::StrCat(least, " to ", most);
}

// "22 of 25": how many fields are filled.
std::string Fields(const v1::MethodCapability& method) {
  if (method.fields().empty()) return "";
  int filled = 0;
  for (const v1::FieldCapability& field : method.fields()) {
    filled += Works(field.support());
  }
  return absl::StrCat(filled, " of ", method.fields_size());
}

constexpr char kLegend[] =
    "\nCALLS: vendor calls for a page of 100, with the default fields to all "
    "fields.\nFILTERS: * must be set; ~ applied by Hirewire, pages come back "
    "shorter.\n--method NAME shows every field and filter of one.\n";

std::string Overview(const v1::Capabilities& capabilities, size_t width) {
  Table table({"METHOD", "WORKS", "CALLS", "FIELDS", "FILTERS", "WHY NOT"});
  for (const v1::MethodCapability& method : capabilities.methods()) {
    table.Add({method.method(), Word(method.support()), Calls(method),
               Fields(method), Filters(method), method.support().why()});
  }
  return absl::StrCat(table.Render(width), kLegend);
}

absl::StatusOr<std::string> OneMethod(const v1::Capabilities& capabilities,
                                      const std::string& name, size_t width) {
  for (const v1::MethodCapability& method : capabilities.methods()) {
    if (method.method() != name) continue;
    Table table({"NAME", "KIND", "WORKS", "WHY NOT"});
    for (const v1::FieldCapability& field : method.fields()) {
      table.Add({field.path(), "field", Word(field.support()),
                 field.support().why()});
    }
    for (const v1::FilterCapability& filter : method.filters()) {
      table.Add({filter.name(),
                 filter.required() ? "required filter" : "filter",
                 Word(filter.support()), filter.support().why()});
    }
    return table.Render(width);
  }
  return absl::InvalidArgumentError(absl::StrCat("there is no method ", name,
                                                 "; without --method all are "
                                                 "shown"));
}

absl::Status Capabilities(Session& session, const Args& args) {
  const std::optional<std::string> connection = args.Value("connection");
  if (!connection) return absl::InvalidArgumentError("--connection is missing");
  if (!args.words().empty()) {
    return absl::InvalidArgumentError("capabilities takes only flags");
  }
  v1::GetCapabilitiesRequest request;
  request.set_connection_id(*connection);
  v1::GetCapabilitiesResponse response;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "GetCapabilities", request, response));
  const v1::Capabilities& capabilities = response.capabilities();
  std::string text;
  if (args.Has("json")) {
    text = absl::StrCat(ToJson(capabilities), "\n");
  } else if (const auto method = args.Value("method")) {
    HW_ASSIGN_OR_RETURN(
        text, OneMethod(capabilities, *method, session.console.width));
  } else {
    text = Overview(capabilities, session.console.width);
  }
  session.console.out << text << std::flush;
  return absl::OkStatus();
}

}  // namespace

Command CapabilitiesCommand() {
  return {.name = "capabilities",
          .summary = "shows what works with a connection",
          .help = kHelp,
          .flags = {{"connection"}, {"method"}},
          .run = Capabilities};
}

}  // namespace hirewire::cli
