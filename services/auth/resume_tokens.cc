#include "services/auth/resume_tokens.h"

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status/error.h"

namespace hirewire::auth_service {

namespace {

// Whose token it is, and what for: a token for anything else does not open.
std::string Place(absl::string_view tenant) {
  return absl::StrCat(
      "hirewire.v1.AuthService/WatchConnections resume token of ", tenant);
}

}  // namespace

std::string SealResume(const crypto::Aead& aead, absl::string_view tenant,
                       int64_t number) {
  return absl::WebSafeBase64Escape(
      aead.Seal(absl::StrCat(number), Place(tenant)));
}

absl::StatusOr<std::optional<int64_t>> OpenResume(const crypto::Aead& aead,
                                                  absl::string_view tenant,
                                                  absl::string_view token) {
  if (token.empty()) return std::nullopt;
  std::string sealed;
  if (absl::WebSafeBase64Unescape(token, &sealed)) {
    const absl::StatusOr<std::string> opened = aead.Open(sealed, Place(tenant));
    int64_t number = 0;
    if (opened.ok() && absl::SimpleAtoi(*opened, &number)) return number;
  }
  return Error(v1::ERROR_REASON_PAGE_TOKEN_INVALID)
      .With("field", "resume_token")
      .Message("resume_token is none of this server's: start again without it");
}

}  // namespace hirewire::auth_service
