// Authenticated encryption with associated data: what is sealed can be neither
// read nor changed, nor moved to a place with other associated data.
//
//   const std::string sealed = aead.Seal(token, "page-token/v1");
//   HW_ASSIGN_OR_RETURN(std::string token, aead.Open(sealed, "page-token/v1"));
//
// The associated data is not part of the sealed bytes: it says where they
// belong (which connection, which field) and must be given again to open them.
#ifndef HIREWIRE_BASE_CRYPTO_AEAD_H_
#define HIREWIRE_BASE_CRYPTO_AEAD_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::crypto {

// Thread-safe.
class Aead {
 public:
  virtual ~Aead() = default;

  // Two calls with the same input never give the same bytes.
  virtual std::string Seal(absl::string_view plaintext,
                           absl::string_view associated_data) const = 0;

  // INVALID_ARGUMENT: `sealed` has not the shape of a sealed value.
  // FAILED_PRECONDITION: it was sealed by another key or with other associated
  // data, or was changed since. Never says more, and never any bytes.
  virtual absl::StatusOr<std::string> Open(
      absl::string_view sealed, absl::string_view associated_data) const = 0;
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_AEAD_H_
