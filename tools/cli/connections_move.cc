// hirewire connections export, import, import-key, keygen and open-bundle.
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/key.h"
#include "base/crypto/sealed_box.h"
#include "base/crypto/wipe.h"
#include "base/status/macros.h"
#include "hirewire/v1/auth_service.pb.h"
#include "tools/cli/command.h"
#include "tools/cli/connections_verbs.h"
#include "tools/cli/input.h"
#include "tools/cli/output.h"
#include "tools/cli/private_file.h"

namespace hirewire::cli {

namespace {

constexpr char kService[] = "AuthService";

absl::StatusOr<std::string> FlagOf(const Args& args, const std::string& flag,
                                   absl::string_view what) {
  const auto value = args.Value(flag);
  if (value) return *value;
  return absl::InvalidArgumentError(
      absl::StrCat("--", flag, " is missing: ", what));
}

absl::StatusOr<std::string> ReadPublicKey(const Args& args) {
  HW_ASSIGN_OR_RETURN(
      const std::string text,
      FlagOf(args, "to", "the public key of import-key or keygen"));
  std::string key;
  if (!absl::Base64Unescape(text, &key) ||
      key.size() != crypto::kBoxPublicKeyBytes) {
    return absl::InvalidArgumentError("--to is not the base64 of 32 bytes");
  }
  return key;
}

absl::StatusOr<crypto::Key> ReadPrivateKey(const Args& args, Console& console) {
  HW_ASSIGN_OR_RETURN(const std::string path,
                      FlagOf(args, "key", "the file that keygen made"));
  HW_ASSIGN_OR_RETURN(std::string text, ReadInput(path, console));
  const crypto::WipeOnExit wipe_text(text);
  std::string bytes;
  const crypto::WipeOnExit wipe_bytes(bytes);
  if (!absl::Base64Unescape(absl::StripAsciiWhitespace(text), &bytes) ||
      bytes.size() != crypto::Key::kBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " holds no private key of keygen"));
  }
  return crypto::Key::FromBytes(bytes);
}

}  // namespace

absl::Status Export(Session& session, const Args& args) {
  v1::ExportConnectionsRequest request;
  for (size_t i = 1; i < args.words().size(); ++i) {
    request.add_connection_ids(args.words()[i]);
  }
  HW_ASSIGN_OR_RETURN(*request.mutable_recipient_public_key(),
                      ReadPublicKey(args));
  request.set_keep_enabled(args.Has("keep-enabled"));
  HW_ASSIGN_OR_RETURN(const std::string path,
                      FlagOf(args, "out", "the file to write"));
  // Before anything is switched off: can it be written at all?
  PrivateFile file;
  HW_RETURN_IF_ERROR(file.Create(path));
  v1::ExportConnectionsResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "ExportConnections", request, response));
  HW_RETURN_IF_ERROR(file.Write(response.bundle()));
  for (const std::string& id : response.connection_ids()) {
    session.console.out << id << "\n";
  }
  session.console.out << std::flush;
  session.console.err << "Exported " << response.connection_ids_size() << " to "
                      << path
                      << (request.keep_enabled()
                              ? ".\n"
                              : "; they are switched off here: `connections "
                                "enable` takes that back.\n");
  return absl::OkStatus();
}

absl::Status Import(Session& session, const Args& args,
                    const std::string& path) {
  v1::ImportConnectionsRequest request;
  HW_ASSIGN_OR_RETURN(*request.mutable_bundle(),
                      ReadInput(path, session.console));
  v1::ImportConnectionsResponse response;
  HW_RETURN_IF_ERROR(
      session.Call(kService, "ImportConnections", request, response));
  Output output(session.console, *v1::Connection::descriptor(),
                {.json = args.Has("json")});
  for (const v1::Connection& connection : response.connections()) {
    output.Add(connection);
  }
  output.Finish();
  return absl::OkStatus();
}

absl::Status ShowImportKey(Session& session) {
  v1::GetImportKeyResponse response;
  HW_RETURN_IF_ERROR(session.Call(kService, "GetImportKey",
                                  v1::GetImportKeyRequest(), response));
  session.console.out << absl::Base64Escape(response.public_key()) << "\n"
                      << std::flush;
  return absl::OkStatus();
}

absl::Status MakeKeyPair(Console& console, const std::string& path) {
  const crypto::BoxKeys keys = crypto::BoxKeys::Generate();
  PrivateFile file;
  HW_RETURN_IF_ERROR(file.Create(path));
  std::string text = absl::Base64Escape(keys.private_key.bytes());
  const crypto::WipeOnExit wipe(text);
  HW_RETURN_IF_ERROR(file.Write(text));
  console.out << absl::Base64Escape(keys.public_key) << "\n" << std::flush;
  console.err << "The private key is in " << path
              << "; this is the public one, for --to.\n";
  return absl::OkStatus();
}

absl::Status OpenBundle(Console& console, const Args& args,
                        const std::string& path) {
  HW_ASSIGN_OR_RETURN(const crypto::Key key, ReadPrivateKey(args, console));
  HW_ASSIGN_OR_RETURN(const std::string bundle, ReadInput(path, console));
  absl::StatusOr<std::string> json = crypto::OpenBox(key, bundle);
  if (!json.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", json.status().message()));
  }
  const crypto::WipeOnExit wipe(*json);
  console.out << *json << "\n" << std::flush;
  return absl::OkStatus();
}

}  // namespace hirewire::cli
