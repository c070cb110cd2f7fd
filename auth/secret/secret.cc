#include "auth/secret/secret.h"

#include <ostream>
#include <string>
#include <utility>

#include "base/crypto/wipe.h"

namespace hirewire::auth {

// A moved-from std::string may keep short values in its own buffer: whatever
// was moved out of is wiped as well.

Secret::Secret(std::string value) : value_(std::move(value)) {
  crypto::Wipe(value);
}

Secret::Secret(const Secret& other) = default;

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) {
    crypto::Wipe(value_);
    value_ = other.value_;
  }
  return *this;
}

Secret::Secret(Secret&& other) noexcept : value_(std::move(other.value_)) {
  crypto::Wipe(other.value_);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    crypto::Wipe(value_);
    value_ = std::move(other.value_);
    crypto::Wipe(other.value_);
  }
  return *this;
}

Secret::~Secret() { crypto::Wipe(value_); }

void PrintTo(const Secret&, std::ostream* out) { *out << "[secret]"; }

}  // namespace hirewire::auth
