#include "base/random/seeded_random.h"

namespace hirewire {

uint64_t SeededRandom::Next() {
  constexpr uint64_t kStep = 0x9e3779b97f4a7c15;
  uint64_t z = state_.fetch_add(kStep, std::memory_order_relaxed) + kStep;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace hirewire
