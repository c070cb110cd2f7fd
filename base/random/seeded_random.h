// Randomness that can be replayed: the same seed gives the same values on every
// machine. For tests, simulators and simulations.
//
//   SeededRandom random(42);
//   const double jitter = random.NextUnit();
#ifndef HIREWIRE_BASE_RANDOM_SEEDED_RANDOM_H_
#define HIREWIRE_BASE_RANDOM_SEEDED_RANDOM_H_

#include <atomic>
#include <cstdint>

#include "base/random/random.h"

namespace hirewire {

// SplitMix64 (Steele, Lea, Flood 2014). Threads that share one see different
// values of the one sequence, in an order that is not replayable.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(uint64_t seed) : state_(seed) {}

  uint64_t Next() override;

 private:
  std::atomic<uint64_t> state_;
};

}  // namespace hirewire

#endif  // HIREWIRE_BASE_RANDOM_SEEDED_RANDOM_H_
