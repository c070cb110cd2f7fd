// 256 secret bits. Wiped when they go; never printed.
#ifndef HIREWIRE_BASE_CRYPTO_KEY_H_
#define HIREWIRE_BASE_CRYPTO_KEY_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::crypto {

class Key {
 public:
  static constexpr size_t kBytes = 32;

  // A fresh key from the system's generator.
  static Key Generate();

  // INVALID_ARGUMENT unless there are exactly 32 bytes.
  static absl::StatusOr<Key> FromBytes(absl::string_view bytes);

  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();

  // The bytes, as long as this key lives. For sealing a key with another one
  // and for ciphers.
  absl::string_view bytes() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }
  const uint8_t* data() const { return bytes_.data(); }

 private:
  Key() = default;
  std::array<uint8_t, kBytes> bytes_{};
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_KEY_H_
