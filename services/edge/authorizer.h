// Signing in at a vendor, as the connect page sees it.
#ifndef HIREWIRE_SERVICES_EDGE_AUTHORIZER_H_
#define HIREWIRE_SERVICES_EDGE_AUTHORIZER_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection.h"
#include "auth/session/connect_session.h"
#include "base/async/async.h"

namespace hirewire::edge {

// Thread-safe.
class Authorizer {
 public:
  virtual ~Authorizer() = default;

  // Whether the tenant has an app at the vendor, in any environment.
  virtual bool Offers(absl::string_view tenant, absl::string_view vendor) = 0;

  struct Wish {
    std::string vendor;
    std::string environment;
    std::map<std::string, std::string> settings;
    // The server's own page.
    std::string redirect_uri;
  };
  // Where to send the customer. ARGUMENT_INVALID, VENDOR_UNKNOWN,
  // OAUTH_APP_MISSING, TOO_MANY_OPEN.
  virtual absl::StatusOr<std::string> Begin(const auth::ConnectSession& session,
                                            const Wish& wish) = 0;

  struct Answer {
    std::string state;
    std::string code;
    std::string error;
  };
  // Ends it with what came back, which uses the state up: the connection is
  // made or has its new grant. AUTHORIZATION_UNKNOWN, too, for a state that was
  // begun in another session, which stays good there. On the executor of the
  // session's connection.
  virtual Async<auth::Connection> Complete(const auth::ConnectSession& session,
                                           Answer answer) = 0;
};

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_AUTHORIZER_H_
