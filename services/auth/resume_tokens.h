// Resume tokens of WatchConnections: the number of the last event that was
// taken care of, sealed for one tenant.
#ifndef HIREWIRE_SERVICES_AUTH_RESUME_TOKENS_H_
#define HIREWIRE_SERVICES_AUTH_RESUME_TOKENS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/crypto/aead.h"

namespace hirewire::auth_service {

std::string SealResume(const crypto::Aead& aead, absl::string_view tenant,
                       int64_t number);

// The reverse; nullopt for "", the beginning. PAGE_TOKEN_INVALID: it is none of
// ours, or another tenant's.
absl::StatusOr<std::optional<int64_t>> OpenResume(const crypto::Aead& aead,
                                                  absl::string_view tenant,
                                                  absl::string_view token);

}  // namespace hirewire::auth_service

#endif  // HIREWIRE_SERVICES_AUTH_RESUME_TOKENS_H_
