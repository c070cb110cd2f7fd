// hirewire manifest: shows and changes what describes a vendor.
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "hirewire/v1/connector_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/input.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

constexpr char kHelp[] =
    "Usage: hirewire manifest show     SCOPE\n"
    "       hirewire manifest validate SCOPE FILE\n"
    "       hirewire manifest apply    SCOPE FILE [--expect REVISION]\n"
    "       hirewire manifest reset    SCOPE [--expect REVISION]\n"
    "\n"
    "Shows and changes what describes a vendor while the server runs. SCOPE "
    "is\n"
    "--vendor NAME, for all connections of the vendor, or --connection ID, "
    "for\n"
    "that one alone. FILE is an override, which says only what differs (- for\n"
    "standard input); docs/connectors.md has the language.\n"
    "\n"
    "show      the manifest in force, and what it is made of\n"
    "validate  whether apply would take FILE; changes nothing\n"
    "apply     puts FILE in the place of what was applied before\n"
    "reset     takes away what was applied\n"
    "\n"
    "  --vendor NAME      for all connections of a vendor\n"
    "  --connection ID    for one connection\n"
    "  --expect REVISION  only if that revision is in force; 0: nothing "
    "applied\n"
    "\n"
    "Example: hirewire manifest apply --connection acme "
    "lift_seniority.textproto"
    "\n";

template <typename Request>
absl::Status ReadScope(const Args& args, Request& request) {
  const auto vendor = args.Value("vendor");
  const auto connection = args.Value("connection");
  if (vendor.has_value() == connection.has_value()) {
    return absl::InvalidArgumentError(
        "exactly one of --vendor and --connection is needed");
  }
  if (vendor) request.set_vendor(*vendor);
  if (connection) request.set_connection_id(*connection);
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadText(const Args& args, Console& console) {
  if (args.words().size() != 2) {
    return absl::InvalidArgumentError("a FILE is missing: see --help");
  }
  const std::string& path = args.words()[1];
  HW_ASSIGN_OR_RETURN(std::string text, ReadInput(path, console));
  // An empty text would take away what was applied: that is reset's to do.
  if (text.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is empty"));
  }
  return text;
}

absl::StatusOr<std::optional<int64_t>> ReadExpected(const Args& args) {
  const auto text = args.Value("expect");
  if (!text) return std::nullopt;
  int64_t revision = 0;
  if (!absl::SimpleAtoi(*text, &revision)) {
    return absl::InvalidArgumentError("--expect takes a revision's number");
  }
  return revision;
}

const char* NameOf(v1::ManifestLayerKind kind) {
  switch (kind) {
    case v1::MANIFEST_LAYER_KIND_BUILT_IN:
      return "built in";
    case v1::MANIFEST_LAYER_KIND_FILE:
      return "file";
    case v1::MANIFEST_LAYER_KIND_APPLIED:
      return "applied";
    case v1::MANIFEST_LAYER_KIND_OVERLAY:
      return "overlay";
    default:
      return "?";
  }
}

// What a person wants to know besides the text.
void PrintSummary(const v1::Manifest& manifest, Console& console) {
  console.err << manifest.vendor() << " " << manifest.manifest_version();
  if (manifest.revision() != 0) {
    console.err << ", revision " << manifest.revision();
  }
  console.err << "\n";
  for (const v1::ManifestLayer& layer : manifest.layers()) {
    console.err << "  " << NameOf(layer.kind()) << ": " << layer.file() << "\n";
  }
}

void Print(const v1::Manifest& manifest, bool with_text, const Args& args,
           Console& console) {
  if (args.Has("json")) {
    console.out << ToJson(manifest) << "\n" << std::flush;
    return;
  }
  PrintSummary(manifest, console);
  if (with_text) console.out << manifest.text() << std::flush;
}

absl::Status Show(Session& session, const Args& args) {
  v1::GetManifestRequest request;
  HW_RETURN_IF_ERROR(ReadScope(args, request));
  v1::GetManifestResponse response;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "GetManifest", request, response));
  Print(response.manifest(), true, args, session.console);
  return absl::OkStatus();
}

absl::Status Validate(Session& session, const Args& args) {
  v1::ValidateManifestRequest request;
  HW_RETURN_IF_ERROR(ReadScope(args, request));
  HW_ASSIGN_OR_RETURN(*request.mutable_text(), ReadText(args, session.console));
  v1::ValidateManifestResponse response;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "ValidateManifest", request, response));
  if (!args.Has("json")) session.console.err << "It is good.\n";
  Print(response.manifest(), false, args, session.console);
  return absl::OkStatus();
}

absl::Status Apply(Session& session, const Args& args, std::string text) {
  v1::ApplyManifestRequest request;
  HW_RETURN_IF_ERROR(ReadScope(args, request));
  request.set_text(std::move(text));
  HW_ASSIGN_OR_RETURN(const auto expected, ReadExpected(args));
  if (expected) request.set_expected_revision(*expected);
  v1::ApplyManifestResponse response;
  HW_RETURN_IF_ERROR(
      session.Call("ConnectorService", "ApplyManifest", request, response));
  Print(response.manifest(), false, args, session.console);
  return absl::OkStatus();
}

absl::Status Manifest(Session& session, const Args& args) {
  const std::string verb = args.words().empty() ? "" : args.words()[0];
  if (verb == "show") return Show(session, args);
  if (verb == "validate") return Validate(session, args);
  if (verb == "apply") {
    HW_ASSIGN_OR_RETURN(std::string text, ReadText(args, session.console));
    return Apply(session, args, std::move(text));
  }
  if (verb == "reset") return Apply(session, args, "");
  return absl::InvalidArgumentError(
      "manifest takes show, validate, apply or reset: see --help");
}

}  // namespace

Command ManifestCommand() {
  return {.name = "manifest",
          .summary = "shows and changes what describes a vendor",
          .help = kHelp,
          .flags = {{"vendor"}, {"connection"}, {"expect"}},
          .run = Manifest};
}

}  // namespace hirewire::cli
