// The connect sessions of a server: one-time links to the connect page, each
// good for one browser.
//
//   ConnectSessions sessions(store, clock);
//   HW_ASSIGN_OR_RETURN(NewLink made, sessions.Create("", "caller", request));
//   ...                                       // a browser shows the link
//   HW_ASSIGN_OR_RETURN(OpenedSession opened,
//                       sessions.Open(secret, cookie, return_url));
//   ...                                       // from then on, its cookie
//   HW_ASSIGN_OR_RETURN(ConnectSession session, sessions.Find(cookie));
//   HW_RETURN_IF_ERROR(sessions.Complete(session));
//
// The secrets of links and cookies are 256 random bits in base64url. They are
// kept as digests only and looked up by these, so that neither the store nor
// the time of a look-up tells of them.
#ifndef HIREWIRE_AUTH_SESSION_CONNECT_SESSIONS_H_
#define HIREWIRE_AUTH_SESSION_CONNECT_SESSIONS_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/session/connect_session.h"
#include "auth/session/new_connect_session.h"
#include "auth/session/session_table.h"
#include "base/store/store.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// Sessions that one caller may have open at once.
inline constexpr int kMostOpenSessions = 100;

struct NewLink {
  ConnectSession session;
  // What the link ends in. It is not to be had again.
  std::string secret;
};

struct OpenedSession {
  ConnectSession session;
  // What the browser is to show from now on. Empty: it has it already.
  std::string cookie;
};

// Thread-safe. Blocks like its Store. What the constructor takes outlives it.
// Every method may also fail as the Store does, with reason INTERNAL. A session
// of another tenant, an expired one and none at all are the same:
// CONNECT_SESSION_NOT_FOUND.
class ConnectSessions {
 public:
  ConnectSessions(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // ARGUMENT_INVALID names the field. TOO_MANY_OPEN.
  absl::StatusOr<NewLink> Create(absl::string_view tenant,
                                 absl::string_view caller,
                                 const NewConnectSession& request);

  // A completed session can be asked for until a day after.
  absl::StatusOr<ConnectSession> Get(absl::string_view tenant,
                                     absl::string_view id) const;

  // A browser that shows the cookie `cookie`, or none, opens the link of
  // `secret`. `return_url`: the one that it asks for; empty: the first.
  // ARGUMENT_INVALID: `return_url` is none of the session's. Where another
  // browser has opened it, CONNECT_SESSION_NOT_FOUND with metadata `opened`.
  absl::StatusOr<OpenedSession> Open(absl::string_view secret,
                                     absl::string_view cookie,
                                     absl::string_view return_url);

  // The session of the browser that shows this cookie.
  absl::StatusOr<ConnectSession> Find(absl::string_view cookie) const;

  // The connection works. Once is enough; later ones change nothing.
  absl::Status Complete(const ConnectSession& session);
  // The same as a part of `t`.
  absl::Status Complete(store::Transaction& t, const ConnectSession& session);

  // What went wrong for the customer: an ErrorReason's name. Nothing happens
  // where there is no such session, or it is completed.
  absl::Status NoteError(const ConnectSession& session,
                         absl::string_view reason);

 private:
  absl::Status Change(const ConnectSession& session,
                      const std::function<void(ConnectSession&)>& change,
                      store::Transaction& t);

  store::Store& store_;
  const Clock& clock_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SESSION_CONNECT_SESSIONS_H_
