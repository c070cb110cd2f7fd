#include "testing/oidc/provider_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/json/parser.h"
#include "base/json/value.h"

namespace hirewire::oidc {
namespace {

absl::Status NotInstalled(const char* what) {
  return absl::FailedPreconditionError(absl::StrCat(
      what, " is not installed: `tools/setup --tests` installs it"));
}

struct Child {
  pid_t process = 0;
  int input = -1;
  int output = -1;
};

absl::StatusOr<Child> StartNode(std::array<std::string, 5> words) {
  int input[2], output[2];
  if (pipe2(input, O_CLOEXEC) != 0) return absl::InternalError("no pipe");
  if (pipe2(output, O_CLOEXEC) != 0) {
    close(input[0]);
    close(input[1]);
    return absl::InternalError("no pipe");
  }
  std::array<char*, 6> argv = {};
  for (size_t i = 0; i < words.size(); ++i) argv[i] = words[i].data();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  Child child{0, input[1], output[0]};
  const int error = posix_spawnp(&child.process, argv[0], &actions, nullptr,
                                 argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(input[0]);
  close(output[1]);
  if (error == 0) return child;
  close(child.input);
  close(child.output);
  return NotInstalled("Node.js");
}

// All that it prints until its first line ends, or it does.
std::string ReadLine(int output) {
  std::string line;
  char next = 0;
  while (read(output, &next, 1) == 1 && next != '\n') line += next;
  return line;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ProviderProcess>> ProviderProcess::Start(
    const std::string& client_id, const std::string& client_secret,
    const std::string& redirect_uri) {
  // Node finds the package beside the program itself, not beside a link to it.
  std::error_code error;
  const std::filesystem::path program = std::filesystem::canonical(
      absl::StrCat(std::getenv("TEST_SRCDIR"),
                   "/hirewire/testing/oidc/provider.mjs"),
      error);
  if (error) return absl::NotFoundError("provider.mjs is not there");
  if (!std::filesystem::exists(program.parent_path() /
                               "node_modules/oidc-provider")) {
    return NotInstalled("npm's oidc-provider");
  }
  auto child = StartNode(
      {"node", program.string(), client_id, client_secret, redirect_uri});
  if (!child.ok()) return child.status();
  std::unique_ptr<ProviderProcess> provider(
      new ProviderProcess(child->process, child->input));
  const std::string line = ReadLine(child->output);
  close(child->output);
  const auto ready = json::Parse(line);
  const auto issuer = ready.ok() ? ready->root().Find("issuer") : std::nullopt;
  if (!issuer || !issuer->is_string()) {
    return absl::InternalError("oidc-provider did not start: see its output");
  }
  provider->issuer_ = std::string(issuer->AsString());
  return provider;
}

ProviderProcess::~ProviderProcess() {
  close(input_);
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

}  // namespace hirewire::oidc
