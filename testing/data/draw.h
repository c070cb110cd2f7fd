// Random choices for made-up data, all from one seed.
//
//   Draw draw(7);
//   const bool often = draw.Chance(0.8);
//   const absl::string_view city = draw.Pick(kCities);
#ifndef HIREWIRE_TESTING_DATA_DRAW_H_
#define HIREWIRE_TESTING_DATA_DRAW_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "base/random/seeded_random.h"
#include "testing/data/record.h"

namespace hirewire::sim {

class Draw {
 public:
  explicit Draw(uint64_t seed) : random_(seed) {}

  // Uniform in [0, bound); 0 for an empty range.
  size_t Below(size_t bound) { return bound == 0 ? 0 : random_.Next() % bound; }
  // Uniform in [low, high].
  int Between(int low, int high) {
    return low + static_cast<int>(Below(static_cast<size_t>(high - low) + 1));
  }
  bool Chance(double chance) { return random_.NextUnit() < chance; }

  // Whole milliseconds in [low, high); `low` for an empty range.
  absl::Time Moment(absl::Time low, absl::Time high) {
    if (high <= low) return low;
    const int64_t span = absl::ToInt64Milliseconds(high - low);
    return low +
           absl::Milliseconds(Below(static_cast<size_t>(span > 0 ? span : 1)));
  }

  // One element of an array or vector.
  template <typename List>
  const auto& Pick(const List& list) {
    return *std::next(std::begin(list),
                      static_cast<std::ptrdiff_t>(Below(std::size(list))));
  }
  // A place in a vector, or kNone when it is empty.
  template <typename List>
  Ref Any(const List& list) {
    return std::empty(list) ? kNone : static_cast<Ref>(Below(std::size(list)));
  }
  // The value, or nothing with that chance.
  template <typename T>
  std::optional<T> Maybe(double none, T value) {
    if (Chance(none)) return std::nullopt;
    return value;
  }
  Ref MaybeRef(double none, Ref value) { return Chance(none) ? kNone : value; }

 private:
  SeededRandom random_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_DRAW_H_
