#include "base/http/url.h"

#include <curl/curl.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace hirewire::http {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURLU, FreeUrl>;

// Empty where the part is absent.
std::string Part(const Handle& url, CURLUPart part, unsigned flags = 0) {
  char* value = nullptr;
  if (curl_url_get(url.get(), part, &value, flags) != CURLUE_OK) return "";
  std::string copy = value;
  curl_free(value);
  return copy;
}

absl::Status Refuse(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("not a usable URL: ", why));
}

absl::Status CheckBytes(absl::string_view text) {
  for (const unsigned char c : text) {
    if (c <= 0x20 || c >= 0x7f || c == '\\') {
      return Refuse("it holds a byte that must be escaped");
    }
  }
  return absl::OkStatus();
}

// curl reads "https:/host" and "https:///host" as it thinks they were meant.
absl::Status CheckAuthority(absl::string_view text) {
  const auto colon = text.find("://");
  if (colon == absl::string_view::npos) return Refuse("it has no scheme");
  absl::string_view authority = text.substr(colon + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (authority.empty()) return Refuse("it has no host");
  if (absl::StrContains(authority, "@")) return Refuse("it names a user");
  if (absl::StrContains(authority, "%")) return Refuse("its host is escaped");
  return absl::OkStatus();
}

absl::Status Set(const Handle& url, absl::string_view text) {
  const CURLUcode code = curl_url_set(
      url.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_DISALLOW_USER);
  return code == CURLUE_OK ? absl::OkStatus() : Refuse(curl_url_strerror(code));
}

}  // namespace

absl::StatusOr<Url> Url::Parse(absl::string_view text) {
  if (absl::Status bytes = CheckBytes(text); !bytes.ok()) return bytes;
  if (absl::Status host = CheckAuthority(text); !host.ok()) return host;
  const Handle handle(curl_url());
  if (absl::Status set = Set(handle, text); !set.ok()) return set;

  Url url;
  url.scheme_ = Part(handle, CURLUPART_SCHEME);
  if (url.scheme_ != "https" && url.scheme_ != "http") {
    return Refuse("its scheme is neither https nor http");
  }
  url.host_ = absl::AsciiStrToLower(Part(handle, CURLUPART_HOST));
  uint32_t port = 0;
  if (!absl::SimpleAtoi(Part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT),
                        &port) ||
      port == 0 || port > 65535 || url.host_.empty()) {
    return Refuse("its host or port is not valid");
  }
  url.port_ = static_cast<uint16_t>(port);
  url.path_ = Part(handle, CURLUPART_PATH);
  url.query_ = Part(handle, CURLUPART_QUERY);
  return url;
}

absl::StatusOr<Url> Url::Resolve(absl::string_view reference) const {
  if (absl::Status bytes = CheckBytes(reference); !bytes.ok()) return bytes;
  const Handle handle(curl_url());
  if (absl::Status set = Set(handle, ToString()); !set.ok()) return set;
  if (absl::Status set = Set(handle, reference); !set.ok()) return set;
  return Parse(Part(handle, CURLUPART_URL));
}

Url Url::WithQuery(std::string query) const {
  Url copy = *this;
  copy.query_ = std::move(query);
  return copy;
}

std::string Url::Origin() const {
  std::string origin = absl::StrCat(scheme_, "://", host_);
  const bool usual = port_ == (scheme_ == "https" ? 443 : 80);
  if (!usual) absl::StrAppend(&origin, ":", port_);
  return origin;
}

bool Url::SameOrigin(const Url& other) const {
  return scheme_ == other.scheme_ && host_ == other.host_ &&
         port_ == other.port_;
}

bool Url::IsLoopback() const {
  return host_ == "localhost" || host_ == "127.0.0.1" || host_ == "[::1]";
}

std::string Url::ToString() const {
  return absl::StrCat(Origin(), path_, query_.empty() ? "" : "?", query_);
}

std::string PercentEncode(absl::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || c == '-' || c == '.' || c == '_' ||
        c == '~') {
      escaped += c;
    } else {
      escaped += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return escaped;
}

namespace {

// With `lenient`, an escape that is none is kept; else it is nullopt.
std::optional<std::string> Decode(absl::string_view text, bool lenient) {
  std::string plain;
  plain.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += lenient && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    uint32_t byte = 0;
    const absl::string_view digits = text.substr(i + 1, 2);
    if (digits.size() == 2 && absl::ascii_isxdigit(digits[0]) &&
        absl::ascii_isxdigit(digits[1]) && absl::SimpleHexAtoi(digits, &byte)) {
      plain += static_cast<char>(byte);
      i += 2;
    } else if (lenient) {
      plain += '%';
    } else {
      return std::nullopt;
    }
  }
  return plain;
}

}  // namespace

std::optional<std::string> PercentDecode(absl::string_view text) {
  return Decode(text, /*lenient=*/false);
}

std::string BuildQuery(const QueryParams& params) {
  std::string query;
  for (const auto& [name, value] : params) {
    absl::StrAppend(&query, query.empty() ? "" : "&", PercentEncode(name), "=",
                    PercentEncode(value));
  }
  return query;
}

QueryParams ParseQuery(absl::string_view query) {
  QueryParams params;
  for (const absl::string_view field :
       absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const auto equals = field.find('=');
    const absl::string_view value = equals == absl::string_view::npos
                                        ? absl::string_view()
                                        : field.substr(equals + 1);
    params.emplace_back(*Decode(field.substr(0, equals), /*lenient=*/true),
                        *Decode(value, /*lenient=*/true));
  }
  return params;
}

}  // namespace hirewire::http
