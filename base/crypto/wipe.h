// Overwrites memory that held a key or a credential, in a way that the compiler
// may not leave out.
//
//   std::string plain = ...;
//   Use(plain);
//   crypto::Wipe(plain);   // `plain` is empty, its old bytes are zero
#ifndef HIREWIRE_BASE_CRYPTO_WIPE_H_
#define HIREWIRE_BASE_CRYPTO_WIPE_H_

#include <cstddef>
#include <string>

namespace hirewire::crypto {

void Wipe(void* bytes, size_t size);

// Overwrites all of the string's capacity, also what lies behind its end, and
// leaves it empty.
void Wipe(std::string& value);

// Wipes a string when the scope ends, whichever way it ends. The string
// outlives the guard.
class WipeOnExit {
 public:
  explicit WipeOnExit(std::string& value) : value_(value) {}
  WipeOnExit(const WipeOnExit&) = delete;
  WipeOnExit& operator=(const WipeOnExit&) = delete;
  ~WipeOnExit() { Wipe(value_); }

 private:
  std::string& value_;
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_WIPE_H_
