#include "auth/inbound/test_issuer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "auth/inbound/base64url.h"

namespace hirewire::auth {
namespace {

using crypto::SignatureAlgorithm;

std::string Quoted(absl::string_view text) {
  return absl::StrCat("\"", text, "\"");
}

std::string Number(const std::string& bytes) {
  return Quoted(EncodeBase64Url(bytes));
}

std::string ToJson(TestIssuer::Members members,
                   const TestIssuer::Members& changes) {
  for (const auto& [name, value] : changes) members[name] = value;
  std::string json = "{";
  for (const auto& [name, value] : members) {
    if (value.empty()) continue;
    absl::StrAppend(&json, json.size() > 1 ? "," : "", Quoted(name), ":",
                    value);
  }
  return json + "}";
}

}  // namespace

TestIssuer::TestIssuer(crypto::TestSigner signer, std::string kid)
    : signer_(std::move(signer)), kid_(std::move(kid)) {}

std::string TestIssuer::algorithm() const {
  switch (signer_.algorithm()) {
    case SignatureAlgorithm::kRs256:
      return "RS256";
    case SignatureAlgorithm::kEs256:
      return "ES256";
    case SignatureAlgorithm::kEdDsa:
      return "EdDSA";
  }
  return "";
}

std::string TestIssuer::Jwk() const {
  Members members = {{"kid", Quoted(kid_)},
                     {"use", Quoted("sig")},
                     {"alg", Quoted(algorithm())}};
  if (signer_.algorithm() == SignatureAlgorithm::kRs256) {
    return ToJson(members, {{"kty", Quoted("RSA")},
                            {"n", Number(signer_.modulus())},
                            {"e", Number(signer_.exponent())}});
  }
  members["x"] = Number(signer_.x());
  if (signer_.algorithm() == SignatureAlgorithm::kEdDsa) {
    return ToJson(members,
                  {{"kty", Quoted("OKP")}, {"crv", Quoted("Ed25519")}});
  }
  return ToJson(members, {{"kty", Quoted("EC")},
                          {"crv", Quoted("P-256")},
                          {"y", Number(signer_.y())}});
}

std::string TestIssuer::Jwks() const {
  return absl::StrCat("{\"keys\":[", Jwk(), "]}");
}

std::string TestIssuer::Signed(absl::string_view header,
                               absl::string_view claims) const {
  const std::string text =
      absl::StrCat(EncodeBase64Url(header), ".", EncodeBase64Url(claims));
  return absl::StrCat(text, ".", EncodeBase64Url(signer_.Sign(text)));
}

std::string TestIssuer::Token(absl::Time now, const Members& claims,
                              const Members& header) const {
  const Members own_header = {{"alg", Quoted(algorithm())},
                              {"kid", Quoted(kid_)},
                              {"typ", Quoted("JWT")}};
  const Members own_claims = {
      {"iss", Quoted(kName)},
      {"aud", Quoted(kAudience)},
      {"sub", Quoted("sync")},
      {"tenant", Quoted("acme")},
      {"roles", "[\"read\"]"},
      {"exp", absl::StrCat(absl::ToUnixSeconds(now + absl::Minutes(10)))}};
  return Signed(ToJson(own_header, header), ToJson(own_claims, claims));
}

}  // namespace hirewire::auth
