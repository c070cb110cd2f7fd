// Page tokens of ListConnections: where the list goes on, sealed, so that a
// token that is not ours, or another tenant's, is refused instead of read.
#ifndef HIREWIRE_SERVICES_AUTH_CONNECTION_PAGES_H_
#define HIREWIRE_SERVICES_AUTH_CONNECTION_PAGES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/crypto/aead.h"

namespace hirewire::auth_service {

// "" for "", the end of the list.
std::string SealPage(const crypto::Aead& aead, absl::string_view tenant,
                     absl::string_view next);

// The reverse. PAGE_TOKEN_INVALID.
absl::StatusOr<std::string> OpenPage(const crypto::Aead& aead,
                                     absl::string_view tenant,
                                     absl::string_view token);

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_CONNECTION_PAGES_H_
