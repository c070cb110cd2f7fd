#include "services/admin/caller_pages.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status/error.h"

namespace hirewire::admin {

namespace {

// What a token is bound to.
std::string PlaceOf(absl::string_view tenant) {
  return absl::StrCat("hirewire.v1.AdminService/ListCallers page token ",
                      tenant);
}

}  // namespace

std::string SealPage(const crypto::Aead& aead, absl::string_view tenant,
                     const std::optional<auth::CallerName>& next) {
  if (!next) return "";
  return absl::WebSafeBase64Escape(
      aead.Seal(absl::StrCat(next->tenant, "/", next->id), PlaceOf(tenant)));
}

absl::StatusOr<std::optional<auth::CallerName>> OpenPage(
    const crypto::Aead& aead, absl::string_view tenant,
    absl::string_view token) {
  if (token.empty()) return std::optional<auth::CallerName>();
  std::string sealed;
  if (absl::WebSafeBase64Unescape(token, &sealed)) {
    const auto opened = aead.Open(sealed, PlaceOf(tenant));
    if (opened.ok()) {
      const std::pair<std::string, std::string> name =
          absl::StrSplit(*opened, absl::MaxSplits('/', 1));
      return std::optional(auth::CallerName{name.first, name.second});
    }
  }
  return Error(v1::ERROR_REASON_PAGE_TOKEN_INVALID)
      .With("field", "page_token")
      .Message("page_token is none of this server's: start again without it");
}

}  // namespace hirewire::admin
