// From the link that a customer follows to a connection with tokens.
//
//   HW_ASSIGN_OR_RETURN(Begun begun, authorizations.Begin(tenant, request));
//   // The customer goes to begun.authorize_url and comes back with a code.
//   HW_CO_ASSIGN_OR_RETURN(Connection made,
//                          co_await authorizations.Complete(tenant, answer));
#ifndef HIREWIRE_AUTH_OAUTH_AUTHORIZATIONS_H_
#define HIREWIRE_AUTH_OAUTH_AUTHORIZATIONS_H_

#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/app/oauth_apps.h"
#include "auth/connection/connection.h"
#include "auth/connection/registry.h"
#include "auth/oauth/authorization_table.h"
#include "auth/secret/secret.h"
#include "auth/token/grant_recipe.h"
#include "auth/token/token_table.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// What is asked of Begin. For a connection that is there already, only its id,
// redirect_uri and session count: the rest is the connection's.
struct BeginRequest {
  // A connection that is there is connected again and keeps its id; otherwise
  // the id of the one to be made. Empty: an id is made.
  std::string connection_id;
  std::string vendor;
  std::string environment;
  std::string display_name;
  std::string base_url;
  std::map<std::string, std::string> labels;
  std::map<std::string, std::string> settings;
  // One of the app's, or the server's own page.
  std::string redirect_uri;
  // The connect session that this belongs to; empty for none.
  std::string session;
};

struct Begun {
  std::string authorize_url;
  std::string state;
  std::string connection_id;
  absl::Time expire_time;
};

// What the vendor added to the redirect URI.
struct AuthorizationAnswer {
  std::string state;
  // Empty where the vendor declined.
  Secret code;
  // A word of RFC 6749, 4.1.2.1; empty where the vendor agreed.
  std::string error;
  // As given to Begin.
  std::string session;
};

// Whose an authorization is, for a callback that knows nothing but its state.
struct AuthorizationOwner {
  std::string tenant;
  std::string session;
  std::string connection_id;
  std::string vendor;
};

// What authorizations need. All outlives them.
struct AuthorizationParts {
  ConnectionRegistry& registry;
  const TokenTable& tokens;
  const OAuthApps& apps;
  AuthorizationTable& pending;
  Clock& clock;
  // How a connection of this shape gets its tokens. ARGUMENT_INVALID where its
  // vendor does not do so by authorization code.
  std::function<absl::StatusOr<GrantRecipe>(const Connection&)> recipe_of;
  // The server's own page; empty where it has none. Always a redirect URI.
  std::string callback_url;
};

// Thread-safe; Begin and Find block like the store.
class Authorizations {
 public:
  explicit Authorizations(AuthorizationParts parts)
      : parts_(std::move(parts)) {}

  // ARGUMENT_INVALID, VENDOR_UNKNOWN, OAUTH_APP_MISSING, TOO_MANY_OPEN.
  absl::StatusOr<Begun> Begin(absl::string_view tenant,
                              const BeginRequest& request);

  // AUTHORIZATION_UNKNOWN. The authorization stays under way.
  absl::StatusOr<AuthorizationOwner> Find(absl::string_view state) const;

  // Exchanges the code and makes the connection, or gives the one that is there
  // its new grant. Uses up the state, whatever comes of it; a state of another
  // tenant or session is AUTHORIZATION_UNKNOWN and stays.
  // AUTHORIZATION_DENIED, CONNECTION_EXISTS, CONNECTION_NOT_FOUND (deleted
  // meanwhile, also where another one has its id), OAUTH_APP_MISSING,
  // CREDENTIALS_REJECTED (the code), VENDOR_REFUSED, VENDOR_UNAVAILABLE,
  // VENDOR_RESPONSE_INVALID. `transport` is the shard's that this runs on.
  Async<Connection> Complete(absl::string_view tenant,
                             AuthorizationAnswer answer,
                             http::Transport& transport);

 private:
  absl::StatusOr<Connection> ShapeOf(absl::string_view tenant,
                                     const BeginRequest& request,
                                     bool& reconnect) const;
  absl::StatusOr<AuthorizationCodeRecipe> RecipeOf(
      const Connection& connection) const;
  absl::StatusOr<Connection> Write(const PendingAuthorization& pending,
                                   const TokenPair& pair);

  const AuthorizationParts parts_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_OAUTH_AUTHORIZATIONS_H_
