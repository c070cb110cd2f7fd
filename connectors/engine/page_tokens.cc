#include "connectors/engine/page_tokens.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/error.h"

namespace hirewire::engine {
namespace {

constexpr absl::Duration kLife = absl::Hours(24);

// What a token is bound to. Tenants have no slash.
std::string PurposeFor(absl::string_view tenant) {
  return absl::StrCat("hirewire/page-token/1/", tenant);
}

absl::Status Invalid() {
  return Error(v1::ERROR_REASON_PAGE_TOKEN_INVALID)
      .With("field", "page_token")
      .Message("the page token is not one of this server's");
}

}  // namespace

std::string PageTokens::Seal(internal::v1::PageToken state,
                             absl::string_view tenant) const {
  state.set_expire_seconds(absl::ToUnixSeconds(clock_.Now() + kLife));
  return absl::WebSafeBase64Escape(
      aead_.Seal(state.SerializeAsString(), PurposeFor(tenant)));
}

absl::StatusOr<internal::v1::PageToken> PageTokens::Open(
    absl::string_view token, absl::string_view tenant,
    uint64_t fingerprint) const {
  std::string sealed;
  if (!absl::WebSafeBase64Unescape(token, &sealed)) return Invalid();
  const auto plain = aead_.Open(sealed, PurposeFor(tenant));
  internal::v1::PageToken state;
  if (!plain.ok() || !state.ParseFromString(*plain)) return Invalid();
  if (state.fingerprint() != fingerprint) {
    return Error(v1::ERROR_REASON_PAGE_TOKEN_MISMATCH)
        .With("field", "page_token")
        .Message(
            "the page token belongs to another connection, method, filter or "
            "read_mask");
  }
  if (absl::FromUnixSeconds(state.expire_seconds()) <= clock_.Now()) {
    return Error(v1::ERROR_REASON_PAGE_TOKEN_EXPIRED)
        .With("field", "page_token")
        .Message("the page token is too old; start the listing again");
  }
  return state;
}

}  // namespace hirewire::engine
