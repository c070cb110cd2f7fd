#include "auth/token/api_key_source.h"

#include <cstdint>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/crypto/wipe.h"

namespace hirewire::auth {
namespace {

Secret BasicUser(absl::string_view user) {
  std::string pair = absl::StrCat(user, ":");
  const crypto::WipeOnExit wipe(pair);
  return Secret(absl::StrCat("Basic ", absl::Base64Escape(pair)));
}

Credential Place(const Secret& api_key, const ApiKeyPlacement& placement) {
  const absl::string_view key = RevealSecret(api_key);
  switch (placement.kind) {
    case ApiKeyPlacement::Kind::kBasicUser:
      return {"Authorization", BasicUser(key), 1};
    case ApiKeyPlacement::Kind::kBearer:
      return {"Authorization", Secret(absl::StrCat("Bearer ", key)), 1};
    case ApiKeyPlacement::Kind::kHeader:
      return {placement.header_name,
              Secret(absl::StrCat(placement.prefix, key)), 1};
  }
  return {};
}

}  // namespace

ApiKeySource::ApiKeySource(const Secret& api_key,
                           const ApiKeyPlacement& placement)
    : credential_(Place(api_key, placement)) {}

Async<Credential> ApiKeySource::Get(absl::Time deadline) {
  co_return credential_;
}

bool ApiKeySource::Invalidate(uint64_t generation) { return false; }

}  // namespace hirewire::auth
