#include "base/crypto/wipe.h"

#include <sodium.h>

#include <string>

namespace hirewire::crypto {

void Wipe(void* bytes, size_t size) { sodium_memzero(bytes, size); }

void Wipe(std::string& value) {
  // Growing to the capacity allocates nothing and makes all of it ours to
  // write to.
  value.resize(value.capacity());
  sodium_memzero(value.data(), value.size());
  value.clear();
}

}  // namespace hirewire::crypto
