#include "auth/inbound/api_key.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "auth/inbound/base64url.h"
#include "base/crypto/digest.h"
#include "base/crypto/key.h"
#include "base/crypto/wipe.h"

namespace hirewire::auth {
namespace {

constexpr absl::string_view kPrefix = "hw_";
constexpr size_t kCharacters = 43;

}  // namespace

Secret NewApiKey() {
  std::string text = EncodeBase64Url(crypto::Key::Generate().bytes());
  const crypto::WipeOnExit wipe(text);
  return Secret(absl::StrCat(kPrefix, text));
}

bool IsApiKey(absl::string_view text) {
  return absl::ConsumePrefix(&text, kPrefix) && text.size() == kCharacters &&
         DecodeBase64Url(text).has_value();
}

std::string DigestOfApiKey(absl::string_view key) {
  return crypto::Sha256(key);
}

}  // namespace hirewire::auth
