#include "services/auth/connection_pages.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/status/error.h"

namespace hirewire::auth_service {

namespace {

// What a token is bound to.
std::string PlaceOf(absl::string_view tenant) {
  return absl::StrCat("hirewire.v1.AuthService/ListConnections page token ",
                      tenant);
}

}  // namespace

std::string SealPage(const crypto::Aead& aead, absl::string_view tenant,
                     absl::string_view next) {
  if (next.empty()) return "";
  return absl::WebSafeBase64Escape(aead.Seal(next, PlaceOf(tenant)));
}

absl::StatusOr<std::string> OpenPage(const crypto::Aead& aead,
                                     absl::string_view tenant,
                                     absl::string_view token) {
  if (token.empty()) return std::string();
  std::string sealed;
  if (absl::WebSafeBase64Unescape(token, &sealed)) {
    absl::StatusOr<std::string> opened = aead.Open(sealed, PlaceOf(tenant));
    if (opened.ok()) return opened;
  }
  return Error(v1::ERROR_REASON_PAGE_TOKEN_INVALID)
      .With("field", "page_token")
      .Message("page_token is none of this server's: start again without it");
}

}  // namespace hirewire::auth_service
