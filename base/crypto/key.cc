#include "base/crypto/key.h"

#include <sodium.h>

#include <cstring>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/crypto/init.h"
#include "base/crypto/wipe.h"

namespace hirewire::crypto {

Key Key::Generate() {
  EnsureInitialized();
  Key key;
  randombytes_buf(key.bytes_.data(), key.bytes_.size());
  return key;
}

absl::StatusOr<Key> Key::FromBytes(absl::string_view bytes) {
  if (bytes.size() != kBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("a key has ", kBytes, " bytes, not ", bytes.size()));
  }
  Key key;
  std::memcpy(key.bytes_.data(), bytes.data(), kBytes);
  return key;
}

Key::~Key() { Wipe(bytes_.data(), bytes_.size()); }

}  // namespace hirewire::crypto
