// Page tokens of ListCallers: the last caller of a page, sealed for the tenant
// that asked.
#ifndef HIREWIRE_SERVICES_ADMIN_CALLER_PAGES_H_
#define HIREWIRE_SERVICES_ADMIN_CALLER_PAGES_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/inbound/caller_registry.h"
#include "base/crypto/aead.h"

namespace hirewire::admin {

// "" for nullopt, the end of the list.
std::string SealPage(const crypto::Aead& aead, absl::string_view tenant,
                     const std::optional<auth::CallerName>& next);

// The reverse. PAGE_TOKEN_INVALID.
absl::StatusOr<std::optional<auth::CallerName>> OpenPage(
    const crypto::Aead& aead, absl::string_view tenant,
    absl::string_view token);

}  // namespace hirewire::admin

#endif  // HIREWIRE_SERVICES_ADMIN_CALLER_PAGES_H_
