#include "base/random/system_random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace hirewire {

uint64_t SystemRandom::Next() {
  uint64_t value = 0;
  // Reads of up to 256 bytes are never cut short once the kernel's pool is
  // ready; before that, at boot, a signal may interrupt the wait.
  while (getrandom(&value, sizeof(value), 0) != sizeof(value)) {
    if (errno != EINTR) std::abort();  // A kernel without getrandom.
  }
  return value;
}

}  // namespace hirewire
