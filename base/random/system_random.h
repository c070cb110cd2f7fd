// Randomness from the operating system. Made once, in the composition root.
#ifndef HIREWIRE_BASE_RANDOM_SYSTEM_RANDOM_H_
#define HIREWIRE_BASE_RANDOM_SYSTEM_RANDOM_H_

#include <cstdint>

#include "base/random/random.h"

namespace hirewire {

class SystemRandom : public Random {
 public:
  uint64_t Next() override;
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_RANDOM_SYSTEM_RANDOM_H_
