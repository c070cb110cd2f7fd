#include "auth/inbound/jwks.h"

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "auth/inbound/base64url.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/status/macros.h"

namespace hirewire::auth {
namespace {

using crypto::PublicKey;
using crypto::SignatureAlgorithm;

absl::string_view TextOf(const json::Value& object, absl::string_view name) {
  const std::optional<json::Value> value = object.Find(name);
  return value && value->is_string() ? value->AsString() : absl::string_view();
}

// Empty where it is missing or no base64url: no key has an empty number.
std::string NumberOf(const json::Value& object, absl::string_view name) {
  return DecodeBase64Url(TextOf(object, name)).value_or("");
}

absl::string_view NameOf(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::kRs256:
      return "RS256";
    case SignatureAlgorithm::kEs256:
      return "ES256";
    case SignatureAlgorithm::kEdDsa:
      return "EdDSA";
  }
  return "";
}

absl::StatusOr<PublicKey> KeyOf(const json::Value& jwk) {
  const absl::string_view type = TextOf(jwk, "kty");
  const absl::string_view curve = TextOf(jwk, "crv");
  if (type == "RSA") {
    return PublicKey::Rsa(NumberOf(jwk, "n"), NumberOf(jwk, "e"));
  }
  if (type == "EC" && curve == "P-256") {
    return PublicKey::P256(NumberOf(jwk, "x"), NumberOf(jwk, "y"));
  }
  if (type == "OKP" && curve == "Ed25519") {
    return PublicKey::Ed25519(NumberOf(jwk, "x"));
  }
  return absl::InvalidArgumentError("no key that checks signatures here");
}

// Whether the issuer says that the key is for something else.
bool IsForOtherUse(const json::Value& jwk, const PublicKey& key) {
  const absl::string_view use = TextOf(jwk, "use");
  const absl::string_view algorithm = TextOf(jwk, "alg");
  return (!use.empty() && use != "sig") ||
         (!algorithm.empty() && algorithm != NameOf(key.algorithm()));
}

}  // namespace

absl::StatusOr<Jwks> Jwks::Parse(std::string text) {
  if (text.size() > kMostBytes) {
    return absl::InvalidArgumentError("a key set has more than 256 KiB");
  }
  HW_ASSIGN_OR_RETURN(const json::Document document,
                      json::Parse(std::move(text)));
  const std::optional<json::Value> keys = document.root().Find("keys");
  if (!keys || !keys->is_array()) {
    return absl::InvalidArgumentError("a key set has no array \"keys\"");
  }
  Jwks set;
  for (const json::Value jwk : keys->items()) {
    absl::StatusOr<PublicKey> key = KeyOf(jwk);
    if (!key.ok() || IsForOtherUse(jwk, *key)) continue;
    if (set.keys_.size() == kMostKeys) {
      return absl::InvalidArgumentError("a key set has more than 100 keys");
    }
    set.keys_.push_back({std::string(TextOf(jwk, "kid")), *std::move(key)});
  }
  if (set.keys_.empty()) {
    return absl::InvalidArgumentError(
        "a key set has no key for RS256, ES256 or EdDSA");
  }
  return set;
}

const PublicKey* Jwks::Find(absl::string_view kid,
                            SignatureAlgorithm algorithm) const {
  const PublicKey* only = nullptr;
  for (const Named& named : keys_) {
    if (named.key.algorithm() != algorithm) continue;
    if (!kid.empty()) {
      if (named.kid == kid) return &named.key;
      continue;
    }
    if (only != nullptr) return nullptr;
    only = &named.key;
  }
  return only;
}

}  // namespace hirewire::auth
