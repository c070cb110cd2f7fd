#include "auth/session/new_connect_session.h"

#include <algorithm>
#include <cstddef>

#include "absl/algorithm/container.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection_table.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr size_t kMostVendors = 100;
constexpr size_t kMostReturnUrls = 10;
constexpr size_t kMostUrlBytes = 2048;
constexpr size_t kMostTextBytes = 255;
constexpr size_t kMostLabels = 64;
constexpr size_t kMostLabelKeyBytes = 63;
constexpr size_t kMostNameLetters = 80;
constexpr absl::string_view kLanguages[] = {"de", "en", "es", "fr"};

absl::Status Wrong(absl::string_view field, absl::string_view rule) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(absl::StrCat(field, " ", rule));
}

bool HasControls(absl::string_view text) {
  return absl::c_any_of(text,
                        [](unsigned char c) { return c < 32 || c == 127; });
}

// Of UTF-8: every byte that does not continue a letter begins one.
size_t Letters(absl::string_view text) {
  return absl::c_count_if(text,
                          [](unsigned char c) { return (c & 0xc0) != 0x80; });
}

absl::Status CheckText(absl::string_view field, absl::string_view text) {
  if (text.size() > kMostTextBytes || HasControls(text)) {
    return Wrong(field, absl::StrCat("is more than ", kMostTextBytes,
                                     " bytes, or has control characters"));
  }
  return absl::OkStatus();
}

bool IsLoopback(const http::Url& url) {
  return url.host() == "localhost" || url.host() == "127.0.0.1" ||
         url.host() == "[::1]";
}

// http::Url refuses what browsers are known to read in another way. A fragment
// would be the page's own business, and it drops those.
absl::Status CheckUrl(absl::string_view field, absl::string_view text,
                      bool allow_loopback) {
  if (text.size() > kMostUrlBytes) return Wrong(field, "is too long");
  const absl::StatusOr<http::Url> url = http::Url::Parse(text);
  const bool allowed = url.ok() && (url->scheme() == "https" ||
                                    (allow_loopback && IsLoopback(*url)));
  if (allowed && !absl::c_linear_search(text, '#')) return absl::OkStatus();
  return Wrong(
      field, absl::StrCat("is not an https address",
                          allow_loopback ? ", or http on a loopback host," : "",
                          " without user and fragment"));
}

absl::Status CheckReturnUrls(const std::vector<std::string>& urls) {
  if (urls.size() > kMostReturnUrls) {
    return Wrong("return_urls",
                 absl::StrCat("are more than ", kMostReturnUrls));
  }
  for (const std::string& url : urls) {
    HW_RETURN_IF_ERROR(CheckUrl("return_urls", url, true));
  }
  return absl::OkStatus();
}

absl::Status CheckLabels(const std::map<std::string, std::string>& labels) {
  if (labels.size() > kMostLabels) {
    return Wrong("labels", absl::StrCat("are more than ", kMostLabels));
  }
  for (const auto& [key, value] : labels) {
    if (key.empty() || key.size() > kMostLabelKeyBytes || HasControls(key)) {
      return Wrong("labels",
                   absl::StrCat("have a key that is not 1 to ",
                                kMostLabelKeyBytes, " bytes of text"));
    }
    HW_RETURN_IF_ERROR(CheckText("labels", value));
  }
  return absl::OkStatus();
}

bool IsColor(absl::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         absl::c_all_of(text.substr(1), [](unsigned char c) {
           return absl::ascii_isxdigit(c) && !absl::ascii_isupper(c);
         });
}

absl::Status CheckTheme(const ConnectTheme& theme) {
  if (Letters(theme.company_name) > kMostNameLetters ||
      HasControls(theme.company_name)) {
    return Wrong("theme.company_name",
                 absl::StrCat("has more than ", kMostNameLetters,
                              " characters, or control characters"));
  }
  if (!theme.logo_url.empty()) {
    HW_RETURN_IF_ERROR(CheckUrl("theme.logo_url", theme.logo_url, false));
  }
  if (!theme.accent_color.empty() && !IsColor(theme.accent_color)) {
    return Wrong("theme.accent_color", "is not like #1a2b3c");
  }
  if (!theme.language.empty() &&
      !absl::c_linear_search(kLanguages, theme.language)) {
    return Wrong("theme.language", "is none of en, de, fr and es");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Validate(const NewConnectSession& request) {
  if (request.vendors.size() > kMostVendors) {
    return Wrong("vendors", absl::StrCat("are more than ", kMostVendors));
  }
  if (request.ttl < kShortestSession || request.ttl > kLongestSession) {
    return Wrong("ttl", "is not between a minute and 7 days");
  }
  if (!IsConnectionId(request.connection)) {
    return Wrong("connection_id",
                 "is not 1 to 63 of a-z, 0-9 and -, first a letter");
  }
  HW_RETURN_IF_ERROR(CheckText("display_name", request.display_name));
  HW_RETURN_IF_ERROR(CheckLabels(request.labels));
  HW_RETURN_IF_ERROR(CheckReturnUrls(request.return_urls));
  for (const auto& [vendor, url] : request.base_urls) {
    HW_RETURN_IF_ERROR(CheckUrl("base_urls", url, true));
  }
  return CheckTheme(request.theme);
}

}  // namespace hirewire::auth
