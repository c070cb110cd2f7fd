#include "tools/cli/access.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <fstream>
#include <optional>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "services/server/listen_address.h"

namespace hirewire::cli {

namespace {

constexpr char kDefaultServer[] = "127.0.0.1:8470";
constexpr char kSystem[] = "system";

std::string ValueOf(const Args& args, const Console& console,
                    const std::string& flag, const std::string& variable) {
  std::optional<std::string> value = args.Value(flag);
  if (!value && console.environment) value = console.environment(variable);
  return value.value_or("");
}

bool IsTls(const Access& access) {
  return !access.ca.empty() || !access.cert.empty();
}

bool IsHeaderText(const std::string& text) {
  for (const char c : text) {
    if (!absl::ascii_isgraph(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

absl::Status Check(const Access& access) {
  if (access.cert.empty() != access.cert_key.empty()) {
    return absl::InvalidArgumentError("--cert and --cert-key go together");
  }
  if (!IsHeaderText(access.key)) {
    return absl::InvalidArgumentError("the key is none: it has other bytes");
  }
  if (access.key.empty() || IsTls(access) ||
      server::IsLoopback(access.server).value_or(false)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("the key would go to ", access.server,
                   " in the clear: give --ca, a file or \"system\""));
}

absl::StatusOr<std::string> Read(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file || text.str().empty()) {
    return absl::InvalidArgumentError(absl::StrCat("cannot read ", path));
  }
  return text.str();
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> CredentialsFor(
    const Access& access) {
  if (!IsTls(access)) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions options;
  // Without any, gRPC takes those of the system.
  if (access.ca != kSystem) {
    HW_ASSIGN_OR_RETURN(options.pem_root_certs, Read(access.ca));
  }
  HW_ASSIGN_OR_RETURN(options.pem_cert_chain, Read(access.cert));
  HW_ASSIGN_OR_RETURN(options.pem_private_key, Read(access.cert_key));
  return grpc::SslCredentials(options);
}

}  // namespace

std::vector<FlagSpec> AccessFlags() {
  return {{"server", FlagSpec::kValue},
          {"key", FlagSpec::kValue},
          {"ca", FlagSpec::kValue},
          {"cert", FlagSpec::kValue},
          {"cert-key", FlagSpec::kValue}};
}

absl::StatusOr<Access> ReadAccess(const Args& args, const Console& console) {
  Access access;
  access.server = ValueOf(args, console, "server", "HIREWIRE_SERVER");
  if (access.server.empty()) access.server = kDefaultServer;
  // As a file gives it, with its line's end.
  access.key = std::string(absl::StripAsciiWhitespace(
      ValueOf(args, console, "key", "HIREWIRE_KEY")));
  access.ca = ValueOf(args, console, "ca", "HIREWIRE_CA");
  access.cert = ValueOf(args, console, "cert", "HIREWIRE_CERT");
  access.cert_key = ValueOf(args, console, "cert-key", "HIREWIRE_CERT_KEY");
  HW_RETURN_IF_ERROR(Check(access));
  return access;
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(
    const Access& access) {
  HW_ASSIGN_OR_RETURN(const auto credentials, CredentialsFor(access));
  grpc::ChannelArguments arguments;
  // The server decides how long a reply may be.
  arguments.SetMaxReceiveMessageSize(-1);
  // Who waits for a server that restarts wants to know soon.
  constexpr int kLongestBackoffMs = 2000;
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestBackoffMs);
  return grpc::CreateCustomChannel(access.server, credentials, arguments);
}

}  // namespace hirewire::cli
