#include "auth/inbound/jwt_verifier.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "auth/connection/connection_table.h"
#include "auth/inbound/base64url.h"
#include "base/crypto/digest.h"
#include "base/json/parser.h"
#include "base/status/macros.h"

namespace hirewire::auth {
namespace {

using crypto::SignatureAlgorithm;
using json::Value;

absl::Status Refused(absl::string_view why) {
  return absl::UnauthenticatedError(why);
}

// The JSON object in one part of a token.
absl::StatusOr<json::Document> ObjectOf(absl::string_view part) {
  std::optional<std::string> text = DecodeBase64Url(part);
  if (!text) return Refused("a part is no base64url");
  absl::StatusOr<json::Document> parsed = json::Parse(*std::move(text));
  if (!parsed.ok() || !parsed->root().is_object()) {
    return Refused("a part is no JSON object");
  }
  return parsed;
}

// nullopt where it is no text.
std::optional<absl::string_view> TextOf(const Value& object,
                                        absl::string_view name) {
  const std::optional<Value> value = object.Find(name);
  if (!value || !value->is_string()) return std::nullopt;
  return value->AsString();
}

std::optional<SignatureAlgorithm> AlgorithmOf(const Value& header) {
  const absl::string_view name = TextOf(header, "alg").value_or("");
  if (name == "RS256") return SignatureAlgorithm::kRs256;
  if (name == "ES256") return SignatureAlgorithm::kEs256;
  if (name == "EdDSA") return SignatureAlgorithm::kEdDsa;
  return std::nullopt;
}

// Whether it is an access token or says nothing: an issuer also signs what is
// none, such as the news that somebody signed out.
bool IsTokenType(const Value& header) {
  const std::optional<Value> type = header.Find("typ");
  if (!type) return true;
  if (!type->is_string()) return false;
  absl::string_view name = type->AsString();
  if (absl::StartsWithIgnoreCase(name, "application/")) {
    name.remove_prefix(sizeof("application/") - 1);
  }
  return absl::EqualsIgnoreCase(name, "JWT") ||
         absl::EqualsIgnoreCase(name, "at+jwt");
}

// The claim as an instant. nullopt where it is no number.
std::optional<absl::Time> TimeOf(const Value& value) {
  // Far beyond any date, and far from where seconds overflow.
  constexpr double kMost = 1e12;
  double seconds = 0;
  switch (value.kind()) {
    case json::Kind::kInt64:
      seconds = static_cast<double>(value.AsInt64());
      break;
    case json::Kind::kUint64:
      seconds = static_cast<double>(value.AsUint64());
      break;
    case json::Kind::kDouble:
      seconds = value.AsDouble();
      break;
    default:
      return std::nullopt;
  }
  return absl::UnixEpoch() + absl::Seconds(std::clamp(seconds, -kMost, kMost));
}

// Whether `value` is `text`, or an array with it.
bool Holds(const Value& value, absl::string_view text) {
  if (value.is_string()) return value.AsString() == text;
  for (const Value item : value.items()) {
    if (item.is_string() && item.AsString() == text) return true;
  }
  return false;
}

void AddRole(absl::string_view word, std::set<v1::CallerRole>& roles) {
  if (word == "read") roles.insert(v1::CALLER_ROLE_READ);
  if (word == "write") roles.insert(v1::CALLER_ROLE_WRITE);
  if (word == "proxy") roles.insert(v1::CALLER_ROLE_PROXY);
  if (word == "admin") roles.insert(v1::CALLER_ROLE_ADMIN);
}

std::set<v1::CallerRole> RolesOf(const Value& claim) {
  std::set<v1::CallerRole> roles;
  if (claim.is_string()) {
    for (const absl::string_view word : absl::StrSplit(claim.AsString(), ' ')) {
      AddRole(word, roles);
    }
  }
  for (const Value item : claim.items()) {
    if (item.is_string()) AddRole(item.AsString(), roles);
  }
  return roles;
}

std::string IdOf(absl::string_view subject) {
  constexpr size_t kDigestCharacters = 16;
  if (IsConnectionId(subject)) return absl::StrCat("jwt:", subject);
  return absl::StrCat("jwt:#", absl::BytesToHexString(crypto::Sha256(subject))
                                   .substr(0, kDigestCharacters));
}

}  // namespace

JwtVerifier::JwtVerifier(JwtOptions options, KeySource& keys,
                         const Clock& clock)
    : options_(std::move(options)), keys_(keys), clock_(clock) {}

absl::Status JwtVerifier::CheckSignature(absl::string_view header,
                                         absl::string_view text,
                                         absl::string_view signature) const {
  HW_ASSIGN_OR_RETURN(const json::Document parsed, ObjectOf(header));
  const std::optional<SignatureAlgorithm> algorithm =
      AlgorithmOf(parsed.root());
  if (!algorithm) return Refused("the algorithm is not taken");
  if (!IsTokenType(parsed.root())) return Refused("it is no access token");
  // It lists what must be understood, and nothing is.
  if (parsed.root().Find("crit")) return Refused("crit is not understood");
  const std::optional<Value> kid = parsed.root().Find("kid");
  if (kid && !kid->is_string()) return Refused("kid is no text");
  const std::shared_ptr<const Jwks> keys = keys_.Now();
  const crypto::PublicKey* key =
      keys->Find(kid ? kid->AsString() : absl::string_view(), *algorithm);
  if (key == nullptr) {
    keys_.Miss();
    return Refused("no key of this id");
  }
  const std::optional<std::string> bytes = DecodeBase64Url(signature);
  if (!bytes || !key->Verify(text, *bytes)) return Refused("not signed by it");
  return absl::OkStatus();
}

absl::Status JwtVerifier::CheckClaims(const Value& claims) const {
  if (TextOf(claims, "iss") != options_.issuer) return Refused("wrong iss");
  const std::optional<Value> audience = claims.Find("aud");
  if (!audience || !Holds(*audience, options_.audience)) {
    return Refused("wrong aud");
  }
  const absl::Time now = clock_.Now();
  const std::optional<Value> expires = claims.Find("exp");
  const std::optional<absl::Time> end =
      expires ? TimeOf(*expires) : std::nullopt;
  if (!end || now >= *end + kLeeway) return Refused("exp is missing or past");
  if (const std::optional<Value> begins = claims.Find("nbf")) {
    const std::optional<absl::Time> begin = TimeOf(*begins);
    if (!begin || now + kLeeway < *begin) return Refused("nbf is to come");
  }
  return absl::OkStatus();
}

absl::StatusOr<Caller> JwtVerifier::CallerOf(const Value& claims) const {
  const absl::string_view tenant =
      TextOf(claims, options_.tenant_claim).value_or("");
  if (!IsConnectionId(tenant)) return Refused("no tenant");
  Caller caller;
  caller.id = IdOf(TextOf(claims, "sub").value_or(""));
  caller.tenant = std::string(tenant);
  if (const auto roles = claims.Find(options_.roles_claim)) {
    caller.roles = RolesOf(*roles);
  }
  return caller;
}

absl::StatusOr<Caller> JwtVerifier::Verify(absl::string_view token) const {
  if (token.size() > kMostBytes) return Refused("too long");
  const std::vector<absl::string_view> parts = absl::StrSplit(token, '.');
  if (parts.size() != 3) return Refused("not three parts");
  const absl::string_view signed_text =
      token.substr(0, parts[0].size() + 1 + parts[1].size());
  HW_RETURN_IF_ERROR(CheckSignature(parts[0], signed_text, parts[2]));
  HW_ASSIGN_OR_RETURN(const json::Document claims, ObjectOf(parts[1]));
  HW_RETURN_IF_ERROR(CheckClaims(claims.root()));
  return CallerOf(claims.root());
}

}  // namespace hirewire::auth
