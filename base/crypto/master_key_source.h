// Where the master keys of a server come from: a file, the environment, or a
// program that asks a key service.
//
//   FileKeySource source("/var/lib/hirewire/master-keys");
//   HW_ASSIGN_OR_RETURN(std::string text, source.Read());   // a key file's
//   text
//
// Used through MasterKeys (master_keys.h), which knows when to read again.
#ifndef HIREWIRE_BASE_CRYPTO_MASTER_KEY_SOURCE_H_
#define HIREWIRE_BASE_CRYPTO_MASTER_KEY_SOURCE_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::crypto {

// Thread-safe.
class MasterKeySource {
 public:
  virtual ~MasterKeySource() = default;

  // The text of a key file (keyring.h). The caller wipes it. May block, and may
  // ask another process. Failures name the source and never what it gave.
  virtual absl::StatusOr<std::string> Read() = 0;

  // Differs where Read may give something else than it did at an earlier stamp.
  // Cheap. nullopt: only Read can tell.
  virtual std::optional<std::string> Stamp() const = 0;

  // Puts a line with a new key in front of what is there, durably, and all or
  // nothing. Several processes may do this at once: each line is kept.
  // UNIMPLEMENTED: this source is only read. PERMISSION_DENIED: this process
  // may not write there.
  virtual absl::Status PutInFront(absl::string_view line) = 0;

  // In a word, for people: "file", "env", "command".
  virtual std::string kind() const = 0;

  // For errors and logs. Example: "key file /var/lib/hirewire/master-keys".
  virtual std::string name() const = 0;
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_MASTER_KEY_SOURCE_H_
