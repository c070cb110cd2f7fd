// Randomness, passed in. For jitter and nonces, never for keys that are stored
// (base/crypto makes those).
#ifndef HIREWIRE_BASE_RANDOM_RANDOM_H_
#define HIREWIRE_BASE_RANDOM_RANDOM_H_

#include <cstdint>

namespace hirewire {

// Thread-safe.
class Random {
 public:
  virtual ~Random() = default;

  // Uniform over all 64-bit values.
  virtual uint64_t Next() = 0;

  // Uniform in [0, 1).
  double NextUnit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_RANDOM_RANDOM_H_
