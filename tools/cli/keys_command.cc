// hirewire keys: the master keys of a server.
#include <string>

#include "base/status/macros.h"
#include "hirewire/v1/admin_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

constexpr char kService[] = "AdminService";

constexpr char kHelp[] =
    "Usage: hirewire keys [list]\n"
    "       hirewire keys rotate [--keep-primary]\n"
    "\n"
    "Shows and rotates the master keys that seal the server's credentials, "
    "never\n"
    "the keys themselves. `rotate` makes a new key and seals everything with "
    "it\n"
    "while the server serves; run again, it ends what was cut short. An old "
    "key\n"
    "may be taken out of the key file once `list` says that it seals nothing.\n"
    "\n"
    "  --keep-primary   makes no new key: only seals again what older keys "
    "seal.\n"
    "                   For key services, after the new key was made there.\n";

absl::Status List(Session& session, const Args& args) {
  v1::ListMasterKeysResponse response;
  HW_RETURN_IF_ERROR(session.Call(kService, "ListMasterKeys",
                                  v1::ListMasterKeysRequest(), response));
  Output output(session.console, *v1::MasterKey::descriptor(),
                {.json = args.Has("json")});
  for (const v1::MasterKey& key : response.keys()) output.Add(key);
  output.Finish();
  return absl::OkStatus();
}

absl::Status Rotate(Session& session, const Args& args) {
  v1::RotateMasterKeyRequest request;
  request.set_keep_primary(args.Has("keep-primary"));
  v1::RotateMasterKeyResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "RotateMasterKey", request, response));
  if (args.Has("json")) {
    session.console.out << ToJson(response) << "\n" << std::flush;
    return absl::OkStatus();
  }
  session.console.out << response.primary_key_id() << "\n" << std::flush;
  session.console.err << "This key is primary; it sealed "
                      << response.resealed_records()
                      << " records again. Back the key file up.\n";
  return absl::OkStatus();
}

absl::Status Keys(Session& session, const Args& args) {
  const std::string verb = args.words().empty() ? "list" : args.words()[0];
  if (args.words().size() <= 1 && verb == "list") return List(session, args);
  if (args.words().size() == 1 && verb == "rotate") {
    return Rotate(session, args);
  }
  return absl::InvalidArgumentError("keys takes list or rotate: see --help");
}

}  // namespace

Command KeysCommand() {
  return {.name = "keys",
          .summary = "shows and rotates the server's master keys",
          .help = kHelp,
          .flags = {{"keep-primary", FlagSpec::kSwitch}},
          .run = Keys};
}

}  // namespace hirewire::cli
