// Who is at the page: whether a request comes from it, and of which session it
// is.
//
//   Visits visits(sessions, "https://connect.example");
//   HW_CO_ASSIGN_OR_RETURN(const Visit visit, visits.AdmitPost(request));
//
// A page of another site cannot pass for ours in any of four ways: it has not
// the cookie's token, browsers say where a request comes from, they send JSON
// elsewhere only after asking, and the cookie stays away from what other sites
// post.
#ifndef HIREWIRE_SERVICES_EDGE_VISIT_H_
#define HIREWIRE_SERVICES_EDGE_VISIT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/session/connect_sessions.h"
#include "services/edge/message.h"

namespace hirewire::edge {

struct Visit {
  auth::ConnectSession session;
  // What the header X-CSRF-Token of its posts must be.
  std::string csrf_token;
};

class Visits {
 public:
  // `sessions` outlives it. `origin`: how browsers reach this server.
  Visits(auth::ConnectSessions& sessions, std::string origin);

  // Whether a post comes from a page of ours. CALLER_NOT_ALLOWED.
  absl::Status CheckOrigin(const Request& request) const;

  // The session of the browser's cookie. CONNECT_SESSION_NOT_FOUND.
  absl::StatusOr<Visit> Admit(const Request& request) const;

  // The same, for what changes something: CALLER_NOT_ALLOWED, too, where it
  // does not come from our page.
  absl::StatusOr<Visit> AdmitPost(const Request& request) const;

  // The browser's cookie; empty where it has none.
  absl::string_view CookieOf(const Request& request) const;

  // Set-Cookie, for so long, and to forget it.
  std::string CookieFor(absl::string_view secret, absl::Duration life) const;
  std::string NoCookie() const;

  // The token that goes with a cookie.
  static std::string TokenFor(absl::string_view cookie);

 private:
  auth::ConnectSessions& sessions_;
  const std::string origin_;
  const bool secure_;
  const std::string cookie_name_;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_VISIT_H_
