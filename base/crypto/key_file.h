// Reading and creating the file of the master keys, with the care it needs.
#ifndef HIREWIRE_BASE_CRYPTO_KEY_FILE_H_
#define HIREWIRE_BASE_CRYPTO_KEY_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::crypto {

// NOT_FOUND, or FAILED_PRECONDITION where others than the owner and group could
// read it, others than the owner write it, it is no plain file, or it is larger
// than 64 KB.
absl::StatusOr<std::string> ReadKeyFile(const std::string& path);

// Writes `content` to a new file of mode 0600, durably. The file appears whole
// or not at all. ALREADY_EXISTS leaves what is there alone.
absl::Status CreateKeyFile(const std::string& path, absl::string_view content);

// Puts `line`, which ends with a line break, in front of what the file holds.
// Durable, and all or nothing; mode and owner stay, and a symbolic link stays
// one. Processes that do this at once wait for each other, so that every line
// is kept. Fails as ReadKeyFile does; PERMISSION_DENIED: the folder cannot be
// written. RESOURCE_EXHAUSTED: the file would be too large, or the disk is
// full.
absl::Status PutInFrontOfKeyFile(const std::string& path,
                                 absl::string_view line);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_KEY_FILE_H_
