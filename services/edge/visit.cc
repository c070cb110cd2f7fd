#include "services/edge/visit.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/crypto/digest.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::edge {

namespace {

absl::Status NotOurPage() {
  return Error(v1::ERROR_REASON_CALLER_NOT_ALLOWED)
      .Message("this request does not come from the connect page");
}

}  // namespace

Visits::Visits(auth::ConnectSessions& sessions, std::string origin)
    : sessions_(sessions),
      origin_(std::move(origin)),
      secure_(absl::StartsWith(origin_, "https://")),
      // With this prefix browsers take it from this host only, over TLS.
      cookie_name_(secure_ ? "__Host-hirewire-connect" : "hirewire-connect") {}

absl::Status Visits::CheckOrigin(const Request& request) const {
  const absl::string_view site = request.Header("sec-fetch-site");
  const absl::string_view type = request.Header("content-type");
  const bool is_json = absl::EqualsIgnoreCase(type.substr(0, type.find(';')),
                                              "application/json");
  if (request.Header("origin") != origin_ || !is_json ||
      (!site.empty() && site != "same-origin")) {
    return NotOurPage();
  }
  return absl::OkStatus();
}

absl::StatusOr<Visit> Visits::Admit(const Request& request) const {
  const absl::string_view cookie = CookieOf(request);
  HW_ASSIGN_OR_RETURN(auth::ConnectSession session, sessions_.Find(cookie));
  return Visit{std::move(session), TokenFor(cookie)};
}

absl::StatusOr<Visit> Visits::AdmitPost(const Request& request) const {
  HW_RETURN_IF_ERROR(CheckOrigin(request));
  HW_ASSIGN_OR_RETURN(Visit visit, Admit(request));
  if (!crypto::ConstantTimeEqual(request.Header("x-csrf-token"),
                                 visit.csrf_token)) {
    return NotOurPage();
  }
  return visit;
}

absl::string_view Visits::CookieOf(const Request& request) const {
  return request.Cookie(cookie_name_);
}

std::string Visits::CookieFor(absl::string_view secret,
                              absl::Duration life) const {
  return absl::StrCat(
      cookie_name_, "=", secret,
      "; Max-Age=", std::max<int64_t>(0, absl::ToInt64Seconds(life)),
      "; Path=/; HttpOnly; SameSite=Lax", secure_ ? "; Secure" : "");
}

std::string Visits::NoCookie() const {
  return CookieFor("", absl::ZeroDuration());
}

// Says nothing of the cookie, and is another digest than the one that is
// stored.
std::string Visits::TokenFor(absl::string_view cookie) {
  return absl::WebSafeBase64Escape(
      crypto::Sha256(absl::StrCat("connect page token:", cookie)));
}

}  // namespace hirewire::edge
