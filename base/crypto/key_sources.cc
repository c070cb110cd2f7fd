#include "base/crypto/key_sources.h"

#include <sys/stat.h>

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "base/crypto/key_file.h"
#include "base/crypto/program_output.h"
#include "base/crypto/wipe.h"
#include "base/status/macros.h"

namespace hirewire::crypto {
namespace {

absl::Status ReadOnly(const MasterKeySource& source) {
  return absl::UnimplementedError(absl::StrCat(
      source.name(), " is only read: make the new key there, in front"));
}

}  // namespace

absl::StatusOr<std::string> FileKeySource::Read() { return ReadKeyFile(path_); }

std::optional<std::string> FileKeySource::Stamp() const {
  struct stat info;
  // What is not there now may be there again: worth a try at reading.
  if (stat(path_.c_str(), &info) != 0) return "missing";
  return absl::StrCat(info.st_dev, ":", info.st_ino, ":", info.st_size, ":",
                      info.st_mtim.tv_sec, ".", info.st_mtim.tv_nsec, ":",
                      info.st_ctim.tv_sec, ".", info.st_ctim.tv_nsec);
}

absl::Status FileKeySource::PutInFront(absl::string_view line) {
  return PutInFrontOfKeyFile(path_, line);
}

std::string FileKeySource::name() const {
  return absl::StrCat("key file ", path_);
}

absl::StatusOr<std::string> EnvKeySource::Read() {
  const char* const text = std::getenv(variable_.c_str());
  if (text == nullptr || *text == '\0') {
    return absl::NotFoundError(absl::StrCat(name(), " is not set"));
  }
  return std::string(text);
}

absl::Status EnvKeySource::PutInFront(absl::string_view) {
  return ReadOnly(*this);
}

std::string EnvKeySource::name() const {
  return absl::StrCat("environment variable ", variable_);
}

absl::StatusOr<std::string> CommandKeySource::Read() {
  return ProgramOutput(path_, limits_);
}

absl::Status CommandKeySource::PutInFront(absl::string_view) {
  return ReadOnly(*this);
}

std::string CommandKeySource::name() const {
  return absl::StrCat("key program ", path_);
}

MemoryKeySource::~MemoryKeySource() { Wipe(text_); }

absl::StatusOr<std::string> MemoryKeySource::Read() {
  const absl::MutexLock lock(&mutex_);
  return text_;
}

std::optional<std::string> MemoryKeySource::Stamp() const {
  const absl::MutexLock lock(&mutex_);
  return absl::StrCat(text_.size());  // it only grows
}

absl::Status MemoryKeySource::PutInFront(absl::string_view line) {
  const absl::MutexLock lock(&mutex_);
  std::string longer = absl::StrCat(line, text_);
  text_.swap(longer);
  Wipe(longer);
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<MasterKeySource>> MakeKeySource(
    absl::string_view words, const std::string& default_path) {
  if (words == "file") return std::make_unique<FileKeySource>(default_path);
  if (absl::ConsumePrefix(&words, "file:") && !words.empty()) {
    return std::make_unique<FileKeySource>(std::string(words));
  }
  if (absl::ConsumePrefix(&words, "env:") && !words.empty()) {
    return std::make_unique<EnvKeySource>(std::string(words));
  }
  if (absl::ConsumePrefix(&words, "command:") && !words.empty()) {
    return std::make_unique<CommandKeySource>(std::string(words));
  }
  return absl::InvalidArgumentError(
      "master_keys is none of \"file\", \"file:PATH\", \"env:VARIABLE\" and "
      "\"command:PATH\"");
}

}  // namespace hirewire::crypto
