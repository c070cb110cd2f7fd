#include "base/http/request_check.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace hirewire::http {
namespace {

// RFC 9110, section 5.6.2.
bool IsToken(absl::string_view text) {
  constexpr absl::string_view kSigns = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           absl::StrContains(kSigns, c);
  });
}

bool IsFieldValue(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

// Where the message goes and where it ends is the transport's to say.
constexpr absl::string_view kFraming[] = {
    "Accept-Encoding",
    "Connection",
    "Content-Length",
    "Expect",
    "Host",
    "Keep-Alive",
    "Proxy-Authorization",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "HTTP2-Settings",
};

}  // namespace

absl::Status CheckMethod(absl::string_view method) {
  // CONNECT would ask the server to be a proxy.
  if (IsToken(method) && method.size() <= 32 && method != "CONNECT") {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError("not a usable HTTP method");
}

absl::Status CheckHeaders(const Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (!IsToken(name)) {
      return absl::InvalidArgumentError(
          absl::StrCat("not a header name: \"", absl::CHexEscape(name), "\""));
    }
    if (!IsFieldValue(value)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the value of header ", name,
                       " holds a line break or another control character"));
    }
    for (const absl::string_view framing : kFraming) {
      if (absl::EqualsIgnoreCase(name, framing)) {
        return absl::InvalidArgumentError(
            absl::StrCat("header ", name, " is the transport's to set"));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace hirewire::http
