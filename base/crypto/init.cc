#include "base/crypto/init.h"

#include <sodium.h>

#include <cstdlib>

namespace hirewire::crypto {

void EnsureInitialized() {
  if (sodium_init() < 0) std::abort();
}

}  // namespace hirewire::crypto
