// A 64-bit digest that is the same in every process and on every machine
// (FNV-1a). For noticing change, never for security.
#ifndef HIREWIRE_CONNECTORS_ENGINE_DIGEST_H_
#define HIREWIRE_CONNECTORS_ENGINE_DIGEST_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace hirewire::engine {

class Digest {
 public:
  // Adds one part; parts do not run together ("ab"+"c" is not "a"+"bc").
  Digest& Add(absl::string_view part) {
    for (const char c : part) Mix(static_cast<unsigned char>(c));
    Mix(0x100);
    return *this;
  }

  uint64_t value() const { return value_; }

 private:
  void Mix(uint64_t word) { value_ = (value_ ^ word) * 0x100000001b3; }

  uint64_t value_ = 0xcbf29ce484222325;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_DIGEST_H_
