// Base64 as JSON Web Tokens write it (RFC 7515): the alphabet of URLs, no
// padding, no white space.
#ifndef HIREWIRE_AUTH_INBOUND_BASE64URL_H_
#define HIREWIRE_AUTH_INBOUND_BASE64URL_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::auth {

// nullopt for anything that EncodeBase64Url does not write.
std::optional<std::string> DecodeBase64Url(absl::string_view text);

std::string EncodeBase64Url(absl::string_view bytes);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_BASE64URL_H_
