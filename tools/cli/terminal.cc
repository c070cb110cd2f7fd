#include "tools/cli/terminal.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

namespace hirewire::cli {

namespace {

size_t WidthOfOutput() {
  winsize size = {};
  if (!isatty(STDOUT_FILENO)) return 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return 80;
  }
  return size.ws_col;
}

std::string AskSecret(const std::string& prompt) {
  std::cerr << prompt << std::flush;
  termios shown = {};
  tcgetattr(STDIN_FILENO, &shown);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::string secret;
  std::getline(std::cin, secret);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << "\n";
  return secret;
}

std::optional<std::string> Environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

volatile std::sig_atomic_t interrupted = 0;

// A second Ctrl-C ends the program as ever.
bool Interrupted() {
  static const bool caught = [] {
    struct sigaction action = {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    return sigaction(SIGINT, &action, nullptr) == 0;
  }();
  return caught && interrupted != 0;
}

}  // namespace

Console Terminal() {
  Console console{std::cin, std::cout, std::cerr};
  console.width = WidthOfOutput();
  console.err_is_terminal = isatty(STDERR_FILENO) != 0;
  if (isatty(STDIN_FILENO)) console.ask_secret = AskSecret;
  console.environment = Environment;
  console.interrupted = Interrupted;
  return console;
}

}  // namespace hirewire::cli
