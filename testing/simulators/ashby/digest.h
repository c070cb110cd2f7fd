// Numbers and texts that are hard to guess by accident, and by accident only:
// they keep tests from making up ids, cursors and file handles. Not
// cryptography.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_DIGEST_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_DIGEST_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::sim::ashby {

// Spreads the bits of a number; the same number gives the same bits.
constexpr uint64_t Spread(uint64_t number) {
  number += 0x9E3779B97F4A7C15U;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31);
}

constexpr uint64_t Digest(absl::string_view text) {
  uint64_t digest = text.size();
  for (const char c : text) {
    digest = Spread(digest ^ static_cast<unsigned char>(c));
  }
  return digest;
}

// `size` letters of the URL-safe base64 alphabet, all from the number.
inline std::string Letters(uint64_t number, size_t size) {
  constexpr char kAlphabet[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  std::string text;
  for (size_t i = 0; i < size; ++i) {
    number = Spread(number);
    text.push_back(kAlphabet[number % 64]);
  }
  return text;
}

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_DIGEST_H_
