// Workable's OAuth server: authorization codes, access tokens of two hours, and
// refresh tokens that work once.
//
//   GET  /oauth/authorize   somebody consents at once; back with ?code=
//   POST /oauth/token       authorization_code or refresh_token
//   POST /oauth/revoke      ends an access token and what would renew it
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_OAUTH_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_OAUTH_H_

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim::workable {

inline constexpr absl::string_view kApiKey = "simulated-workable-token";
inline constexpr absl::string_view kClientId = "simulated-partner";
inline constexpr absl::string_view kClientSecret = "simulated-partner-secret";

inline constexpr absl::Duration kAccessLifetime = absl::Seconds(7200);
inline constexpr absl::Duration kCodeLifetime = absl::Minutes(10);

// Whom a bearer token stands for.
struct Grant {
  // The account token; it has every scope and no user.
  bool account = false;
  std::set<std::string> scopes = {};
  // Under whom calls are counted.
  std::string client = {};
};

// Not thread-safe.
class Oauth {
 public:
  // The answer to a request below /oauth/.
  Reply Answer(const Request& request, absl::Time now);

  // What the request's bearer token grants; nullptr: none, or lapsed.
  const Grant* Check(const Request& request, absl::Time now) const;

  // Every token but the account's stops working.
  void RevokeAll();

 private:
  struct Code {
    std::string redirect_uri;
    std::set<std::string> scopes;
    absl::Time expires;
  };
  struct Access {
    Grant grant;
    absl::Time expires;
    // What renews it.
    std::string refresh;
  };

  Reply Authorize(const Request& request, absl::Time now);
  Reply Token(const Request& form, absl::Time now);
  Reply Revoke(const Request& form);
  Reply GiveTokens(const std::set<std::string>& scopes, absl::Time now);
  std::string NewSecret(absl::string_view prefix);

  std::unordered_map<std::string, Code> codes_;
  std::unordered_map<std::string, Access> accesses_;
  // Scopes by refresh token.
  std::unordered_map<std::string, std::set<std::string>> refreshes_;
  int64_t made_ = 0;
};

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_OAUTH_H_
