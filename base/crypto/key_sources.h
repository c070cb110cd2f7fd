// The kinds of MasterKeySource there are.
//
//   HW_ASSIGN_OR_RETURN(auto source, MakeKeySource("env:HIREWIRE_KEYS", path));
#ifndef HIREWIRE_BASE_CRYPTO_KEY_SOURCES_H_
#define HIREWIRE_BASE_CRYPTO_KEY_SOURCES_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "base/crypto/master_key_source.h"
#include "base/crypto/program_output.h"

namespace hirewire::crypto {

// A key file, which can be rotated.
class FileKeySource : public MasterKeySource {
 public:
  explicit FileKeySource(std::string path) : path_(std::move(path)) {}

  // As ReadKeyFile does (key_file.h).
  absl::StatusOr<std::string> Read() override;
  std::optional<std::string> Stamp() const override;
  absl::Status PutInFront(absl::string_view line) override;
  std::string kind() const override { return "file"; }
  std::string name() const override;

 private:
  const std::string path_;
};

// An environment variable that holds what a key file would. It cannot change
// while the process runs.
class EnvKeySource : public MasterKeySource {
 public:
  explicit EnvKeySource(std::string variable)
      : variable_(std::move(variable)) {}

  // NOT_FOUND: it is not set, or empty.
  absl::StatusOr<std::string> Read() override;
  std::optional<std::string> Stamp() const override { return ""; }
  absl::Status PutInFront(absl::string_view line) override;
  std::string kind() const override { return "env"; }
  std::string name() const override;

 private:
  const std::string variable_;
};

// A program that prints what a key file would hold, for key services.
class CommandKeySource : public MasterKeySource {
 public:
  explicit CommandKeySource(std::string path, const ProgramLimits& limits = {})
      : path_(std::move(path)), limits_(limits) {}

  // As ProgramOutput does.
  absl::StatusOr<std::string> Read() override;
  std::optional<std::string> Stamp() const override { return std::nullopt; }
  absl::Status PutInFront(absl::string_view line) override;
  std::string kind() const override { return "command"; }
  std::string name() const override;

 private:
  const std::string path_;
  const ProgramLimits limits_;
};

// Keys that go with the process: for tests and for servers that keep nothing.
class MemoryKeySource : public MasterKeySource {
 public:
  explicit MemoryKeySource(std::string text) : text_(std::move(text)) {}
  ~MemoryKeySource() override;

  absl::StatusOr<std::string> Read() override;
  std::optional<std::string> Stamp() const override;
  absl::Status PutInFront(absl::string_view line) override;
  std::string kind() const override { return "memory"; }
  std::string name() const override { return "the keys in memory"; }

 private:
  mutable absl::Mutex mutex_;
  std::string text_ ABSL_GUARDED_BY(mutex_);
};

// From the words of a configuration: "file" (the one at `default_path`),
// "file:PATH", "env:VARIABLE" or "command:PATH". INVALID_ARGUMENT.
absl::StatusOr<std::unique_ptr<MasterKeySource>> MakeKeySource(
    absl::string_view words, const std::string& default_path);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_KEY_SOURCES_H_
