#include "auth/token/token_response.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "base/http/transport.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/time/rfc3339.h"
#include "base/time/timestamps.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr size_t kMaxTokenBytes = 16 << 10;
// Longer lives are cut to this, so that sums with them stay in range.
constexpr absl::Duration kMaxLifetime = absl::Hours(24 * 365 * 10);
constexpr absl::Duration kDefaultRetryAfter = absl::Seconds(5);
constexpr absl::Duration kMaxRetryAfter = absl::Hours(1);

Error Because(v1::ErrorReason reason, const http::Response& response) {
  return Error(reason).With("http_status", absl::StrCat(response.status));
}

absl::Status Invalid(const http::Response& response, absl::string_view what) {
  return Because(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID, response)
      .Message(absl::StrCat("the token endpoint's answer ", what));
}

// Retry-After in seconds; its other form, a date, is not worth the trouble
// here.
absl::Duration RetryAfter(const http::Response& response) {
  const auto header = http::FindHeader(response.headers, "Retry-After");
  int64_t seconds = 0;
  if (!header || !absl::SimpleAtoi(*header, &seconds) || seconds < 0) {
    return kDefaultRetryAfter;
  }
  return std::min(absl::Seconds(seconds), kMaxRetryAfter);
}

// The `error` of RFC 6749, 5.2, one of its own words or nullopt: another word
// might hold anything.
std::optional<absl::string_view> OauthError(const json::Value& root) {
  static constexpr absl::string_view kWords[] = {
      "invalid_client",         "invalid_grant", "invalid_request",
      "invalid_scope",          "access_denied", "unauthorized_client",
      "unsupported_grant_type",
  };
  const auto error = root.Find("error");
  if (!error || !error->is_string()) return std::nullopt;
  for (const absl::string_view word : kWords) {
    if (error->AsString() == word) return word;
  }
  return std::nullopt;
}

// 400, 401, 403: the client is refused, unless the words say otherwise. Without
// any words, too: Greenhouse answers a malformed client id so.
absl::Status Refusal(const http::Response& response) {
  const auto document = json::Parse(response.body);
  if (!document.ok() && response.status != 401) {
    return Invalid(response, "is neither a token nor an error");
  }
  const auto word = document.ok() ? OauthError(document->root()) : std::nullopt;
  const bool ours = word == absl::string_view("invalid_request") ||
                    word == absl::string_view("unsupported_grant_type");
  Error error = Because(ours ? v1::ERROR_REASON_VENDOR_REFUSED
                             : v1::ERROR_REASON_CREDENTIALS_REJECTED,
                        response);
  if (word) std::move(error).With("vendor_code", *word);
  return std::move(error).Message(
      ours ? "the token endpoint refused the request"
           : "the token endpoint rejected the credentials");
}

absl::Status CheckStatus(const http::Response& response) {
  const int status = response.status;
  if (status >= 200 && status < 300) return absl::OkStatus();
  if (status >= 300 && status < 400) {
    return Invalid(response, "is a redirect, which is not followed");
  }
  if (status == 400 || status == 401 || status == 403) return Refusal(response);
  if (status == 408 || status == 429 || (status >= 500 && status < 600)) {
    return Because(v1::ERROR_REASON_VENDOR_UNAVAILABLE, response)
        .RetryAfter(RetryAfter(response))
        .Message(absl::StrCat("the token endpoint answered ", status));
  }
  if (status >= 400 && status < 500) {
    return Because(v1::ERROR_REASON_VENDOR_REFUSED, response)
        .Message(absl::StrCat("the token endpoint answered ", status));
  }
  return Invalid(response, "has a status that is none");
}

bool IsHeaderValue(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
}

absl::StatusOr<Secret> ReadToken(const http::Response& response,
                                 const json::Value& root) {
  const auto type = root.Find("token_type");
  if (type && type->is_string() &&
      !absl::EqualsIgnoreCase(type->AsString(), "bearer")) {
    return Invalid(response, "is a token of a type other than Bearer");
  }
  const auto token = root.Find("access_token");
  if (!token || !token->is_string() || token->AsString().empty()) {
    return Invalid(response, "has no access_token");
  }
  const absl::string_view text = token->AsString();
  if (text.size() > kMaxTokenBytes) {
    return Invalid(response, "has a token of more than 16 KB");
  }
  if (!IsHeaderValue(text)) {
    return Invalid(response, "has a token that is no header value");
  }
  return Secret(std::string(text));
}

std::optional<double> ReadSeconds(const json::Value& value) {
  double seconds = 0;
  switch (value.kind()) {
    case json::Kind::kInt64:
      return static_cast<double>(value.AsInt64());
    case json::Kind::kUint64:
      return static_cast<double>(value.AsUint64());
    case json::Kind::kDouble:
      return value.AsDouble();
    case json::Kind::kString:
      if (absl::SimpleAtod(value.AsString(), &seconds)) return seconds;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<absl::Time> ReadExpiresAt(const json::Value& root) {
  const auto value = root.Find("expires_at");
  if (!value || !value->is_string()) return std::nullopt;
  const auto time = ParseRfc3339(value->AsString());
  if (!time) return std::nullopt;
  return ToTime(*time);
}

// The vendor's clock when it answered, if it says so.
std::optional<absl::Time> ReadDate(const http::Response& response) {
  const auto header = http::FindHeader(response.headers, "Date");
  absl::Time date;
  if (!header ||
      !absl::ParseTime("%a, %d %b %Y %H:%M:%S GMT", *header, &date, nullptr)) {
    return std::nullopt;
  }
  return date;
}

absl::StatusOr<absl::Duration> ReadLifetime(const http::Response& response,
                                            const json::Value& root,
                                            absl::Time sent,
                                            absl::Duration default_lifetime) {
  const auto expires_in = root.Find("expires_in");
  if (expires_in && !expires_in->is_null()) {
    const auto seconds = ReadSeconds(*expires_in);
    if (!seconds || !std::isfinite(*seconds) || *seconds <= 0) {
      return Invalid(response, "has an expires_in that is no positive number");
    }
    return std::min(absl::Seconds(*seconds), kMaxLifetime);
  }
  const auto expires_at = ReadExpiresAt(root);
  if (!expires_at) return default_lifetime;
  const absl::Duration lifetime =
      *expires_at - ReadDate(response).value_or(sent);
  if (lifetime <= absl::ZeroDuration()) {
    return Invalid(response,
                   "has a token that has already expired, or one of the clocks "
                   "is wrong");
  }
  return std::min(lifetime, kMaxLifetime);
}

}  // namespace

RefreshToken ReadRefreshToken(const http::Response& response) {
  RefreshToken refresh;
  if (response.status < 200 || response.status >= 300) return refresh;
  const auto document = json::Parse(response.body);
  if (!document.ok() || !document->root().is_object()) return refresh;
  const auto token = document->root().Find("refresh_token");
  if (token && token->is_string() &&
      token->AsString().size() <= kMaxTokenBytes &&
      IsHeaderValue(token->AsString())) {
    refresh.value = Secret(std::string(token->AsString()));
  }
  const auto scope = document->root().Find("scope");
  if (scope && scope->is_string() &&
      scope->AsString().size() <= kMaxTokenBytes) {
    refresh.scopes = absl::StrSplit(scope->AsString(), absl::ByAnyChar(" +,"),
                                    absl::SkipEmpty());
  }
  return refresh;
}

absl::StatusOr<AccessToken> ReadTokenResponse(http::Response response,
                                              absl::Time sent,
                                              absl::Duration default_lifetime) {
  HW_RETURN_IF_ERROR(CheckStatus(response));
  const auto document = json::Parse(std::move(response.body));
  if (!document.ok() || !document->root().is_object()) {
    return Invalid(response, "is not a JSON object");
  }
  HW_ASSIGN_OR_RETURN(Secret token, ReadToken(response, document->root()));
  HW_ASSIGN_OR_RETURN(
      const absl::Duration lifetime,
      ReadLifetime(response, document->root(), sent, default_lifetime));
  return AccessToken{std::move(token), lifetime};
}

}  // namespace hirewire::auth
