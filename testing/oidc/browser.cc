#include "testing/oidc/browser.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/status/macros.h"

namespace hirewire::oidc {
namespace {

constexpr int kMostRedirects = 20;

}  // namespace

// Only what the provider uses of RFC 6265: a name, a value and a path. An empty
// value takes the cookie away.
void Browser::Keep(const http::Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (!absl::EqualsIgnoreCase(name, "Set-Cookie")) continue;
    const std::vector<std::string> parts = absl::StrSplit(value, ';');
    const std::pair<std::string, std::string> cookie =
        absl::StrSplit(parts[0], absl::MaxSplits('=', 1));
    std::string path = "/";
    for (absl::string_view part : parts) {
      part = absl::StripAsciiWhitespace(part);
      if (absl::StartsWithIgnoreCase(part, "path=")) {
        path = std::string(part.substr(5));
      }
    }
    if (cookie.second.empty()) {
      cookies_.erase({path, cookie.first});
    } else {
      cookies_[{path, cookie.first}] = cookie.second;
    }
  }
}

std::string Browser::CookiesFor(absl::string_view path) const {
  std::vector<std::string> pairs;
  for (const auto& [place, value] : cookies_) {
    if (absl::StartsWith(path, place.first)) {
      pairs.push_back(absl::StrCat(place.second, "=", value));
    }
  }
  return absl::StrJoin(pairs, "; ");
}

Async<std::string> Browser::Visit(std::string url, std::string goal) {
  for (int redirects = 0; redirects < kMostRedirects; ++redirects) {
    HW_CO_ASSIGN_OR_RETURN(const http::Url page, http::Url::Parse(url));
    http::Request request;
    request.url = page.ToString();
    const std::string cookies = CookiesFor(page.path());
    if (!cookies.empty()) request.headers = {{"Cookie", cookies}};
    HW_CO_ASSIGN_OR_RETURN(const http::Response response,
                           co_await transport_.Send(std::move(request)));
    Keep(response.headers);
    const auto location = http::FindHeader(response.headers, "Location");
    if (!location) {
      co_return absl::FailedPreconditionError(absl::StrCat(
          "a page came instead, with ", response.status, ": ", response.body));
    }
    HW_CO_ASSIGN_OR_RETURN(const http::Url next, page.Resolve(*location));
    url = next.ToString();
    if (absl::StartsWith(url, goal)) co_return url;
  }
  co_return absl::OutOfRangeError("redirects without end");
}

}  // namespace hirewire::oidc
