// hirewire explain: where each field of a record comes from.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "base/status/macros.h"
#include "hirewire/v1/connector_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/input.h"
#include "tools/cli/output.h"
#include "tools/cli/table.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {

namespace {

constexpr char kHelp[] =
    "Usage: hirewire explain METHOD --connection ID (--sample FILE | --id ID)\n"
    "\n"
    "Shows how one record is mapped, rule by rule: from a sample, without any\n"
    "call to the vendor, or from a live record with all its look-ups.\n"
    "\n"
    "  METHOD           such as ListCandidates or GetCandidate: whose rules\n"
    "  --connection ID  required\n"
    "  --sample FILE    the vendor's JSON, a whole answer or one record of "
    "it;\n"
    "                   - reads standard input\n"
    "  --id ID          a record to get; only with a Get method\n"
    "  --values         what each expression gave\n"
    "\n"
    "Example: hirewire explain GetCandidate --connection acme --id 17\n";

// "format invalid" for RECORD_ISSUE_REASON_FORMAT_INVALID.
std::string Spoken(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(
      absl::StrReplaceAll(absl::StripPrefix(name, prefix), {{"_", " "}}));
}

// APPLICATION_STATUS_OTHER ends in OTHER; known ones are shown whole.
std::string WordNote(const v1::RuleWord& word) {
  if (word.known()) return absl::StrCat(word.word(), " -> ", word.value());
  return absl::StrCat(
      word.word(), " -> ",
      absl::EndsWith(word.value(), "_OTHER") ? "OTHER" : word.value(),
      ": no table has the word");
}

std::string NoteOf(const v1::RuleExplanation& rule) {
  std::vector<std::string> notes;
  for (const v1::RuleWord& word : rule.words()) {
    notes.push_back(WordNote(word));
  }
  for (const v1::RuleLookup& lookup : rule.lookups()) {
    if (lookup.state() == v1::LOOKUP_STATE_LOADED) {
      notes.push_back(absl::StrCat("with ", lookup.name()));
    } else {
      notes.push_back(absl::StrCat(
          "needs ", lookup.name(), ": ",
          Spoken(v1::LookupState_Name(lookup.state()), "LOOKUP_STATE_")));
    }
  }
  for (const v1::RecordIssue& issue : rule.issues()) {
    notes.push_back(Spoken(v1::RecordIssueReason_Name(issue.reason()),
                           "RECORD_ISSUE_REASON_"));
  }
  return Printable(absl::StrJoin(notes, "; "));
}

std::string ValueOf(const v1::RuleExplanation& rule) {
  if (rule.values_json_size() > 0) {
    return Printable(absl::StrJoin(rule.values_json(), ", "));
  }
  if (rule.value_count() > 1)
    return absl::StrCat("yes (", rule.value_count(), ")");
  return rule.outcome() == v1::RULE_OUTCOME_VALUE ? "yes" : "no";
}

std::string TableOf(const v1::MappingExplanation& explanation, size_t width) {
  Table table({"FIELD", "VALUE", "EXPRESSION", "VENDOR PATH", "NOTE"});
  for (const v1::RuleExplanation& rule : explanation.rules()) {
    table.Add({rule.field_path(), ValueOf(rule), rule.expression(),
               absl::StrJoin(rule.vendor_paths(), ", "), NoteOf(rule)});
  }
  return table.Render(width);
}

absl::StatusOr<v1::ExplainMappingRequest> ReadRequest(Session& session,
                                                      const Args& args) {
  const std::optional<std::string> connection = args.Value("connection");
  if (!connection) return absl::InvalidArgumentError("--connection is missing");
  if (args.words().size() != 1) {
    return absl::InvalidArgumentError("explain takes a method: see --help");
  }
  const std::optional<std::string> sample = args.Value("sample");
  const std::optional<std::string> id = args.Value("id");
  if (sample.has_value() == id.has_value()) {
    return absl::InvalidArgumentError("one of --sample and --id is needed");
  }
  v1::ExplainMappingRequest request;
  request.set_connection_id(*connection);
  request.set_method(args.words()[0]);
  request.set_include_values(args.Has("values"));
  if (id) request.set_record_id(*id);
  if (sample) {
    HW_ASSIGN_OR_RETURN(*request.mutable_sample_json(),
                        ReadInput(*sample, session.console));
  }
  return request;
}

absl::Status Explain(Session& session, const Args& args) {
  HW_ASSIGN_OR_RETURN(const v1::ExplainMappingRequest request,
                      ReadRequest(session, args));
  v1::ExplainMappingResponse response;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "ExplainMapping", request, response));
  const v1::MappingExplanation& explanation = response.explanation();
  session.console.out << (args.Has("json")
                              ? absl::StrCat(ToJson(explanation), "\n")
                              : TableOf(explanation, session.console.width))
                      << std::flush;
  return absl::OkStatus();
}

}  // namespace

Command ExplainCommand() {
  return {.name = "explain",
          .summary = "shows how one record is mapped, rule by rule",
          .help = kHelp,
          .flags = {{"connection"},
                    {"sample"},
                    {"id"},
                    {"values", FlagSpec::kSwitch}},
          .run = Explain};
}

}  // namespace hirewire::cli
