#include "auth/inbound/base64url.h"

#include "absl/strings/escaping.h"

namespace hirewire::auth {

std::optional<std::string> DecodeBase64Url(absl::string_view text) {
  std::string bytes;
  // Abseil forgives padding, blanks and stray bits: what it reads must be what
  // it would write.
  if (!absl::WebSafeBase64Unescape(text, &bytes) ||
      EncodeBase64Url(bytes) != text) {
    return std::nullopt;
  }
  return bytes;
}

std::string EncodeBase64Url(absl::string_view bytes) {
  return absl::WebSafeBase64Escape(bytes);
}

}  // namespace hirewire::auth
