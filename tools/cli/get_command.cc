// hirewire get: one record, whole.
#include <google/protobuf/message.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "tools/cli/command.h"
#include "tools/cli/details.h"
#include "tools/cli/entities.h"
#include "tools/cli/issues.h"
#include "tools/cli/list_request.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

constexpr char kHelp[] =
    "Usage: hirewire get ENTITY ID --connection ID [FLAGS]\n"
    "\n"
    "Shows one record with every field that is set.\n"
    "\n"
    "  --connection ID  the account to read through; required\n"
    "  --mask A,B       fill only these fields; * for all\n"
    "  --raw            with --json: the vendor's own bytes as raw_json\n"
    "\n"
    "Example: hirewire get candidate 17 --connection acme --json\n";

absl::Status Get(Session& session, const Args& args) {
  if (args.words().size() != 2) {
    return absl::InvalidArgumentError(
        "get takes an entity and an id: see --help");
  }
  HW_ASSIGN_OR_RETURN(const Entity entity, FindEntity(args.words()[0]));
  const std::optional<std::string> connection = args.Value("connection");
  if (!connection) return absl::InvalidArgumentError("--connection is missing");
  if (entity.get == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(entity.plural, " can only be listed"));
  }
  pb::MessageFactory& factory = *pb::MessageFactory::generated_factory();
  const std::unique_ptr<pb::Message> request(
      factory.GetPrototype(entity.get->input_type())->New());
  const std::unique_ptr<pb::Message> response(
      factory.GetPrototype(entity.get->output_type())->New());
  SetText("connection_id", *connection, *request);
  SetText("id", args.words()[1], *request);
  if (const auto mask = args.Value("mask")) SetMask(*mask, *request);
  SetSwitch("include_raw", args.Has("raw"), *request);
  HW_RETURN_IF_ERROR(session.Call(*entity.get, *request, *response));
  PrintIssues(*response, session.console);
  const pb::Message& record = response->GetReflection()->GetMessage(
      *response, response->GetDescriptor()->FindFieldByNumber(1));
  session.console.out << (args.Has("json") ? absl::StrCat(ToJson(record), "\n")
                                           : DetailsOf(record))
                      << std::flush;
  return absl::OkStatus();
}

}  // namespace

Command GetCommand() {
  return {.name = "get",
          .summary = "shows one record whole",
          .help = kHelp,
          .flags = {{"connection", FlagSpec::kValue},
                    {"mask", FlagSpec::kValue},
                    {"raw", FlagSpec::kSwitch}},
          .run = Get};
}

}  // namespace hirewire::cli
