// Lever's authorization server: authorization codes, and refresh tokens that
// work once.
//
//   GET /authorize?client_id=..&redirect_uri=..&response_type=code&state=..
//       &audience=..&scope=offline_access%20users:read:admin
//     302 to redirect_uri?code=..&state=..
//   POST /oauth/token  grant_type=authorization_code|refresh_token
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_OAUTH_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_OAUTH_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/lever/options.h"
#include "testing/simulators/lever/scopes.h"

namespace hirewire::sim::lever {

inline constexpr absl::Duration kAccessTokenLife = absl::Seconds(3600);
inline constexpr absl::Duration kCodeLife = absl::Minutes(10);
// Refresh tokens end after a year, or when nobody used them for 90 days.
inline constexpr absl::Duration kRefreshTokenLife = absl::Hours(24 * 365);
inline constexpr absl::Duration kRefreshTokenIdle = absl::Hours(24 * 90);

// Not thread-safe.
class OAuthServer {
 public:
  // `options` outlives it.
  explicit OAuthServer(const LeverOptions& options) : options_(options) {}

  // GET /authorize. The user decides at once, as SetConsent says.
  Reply Authorize(const Request& request, absl::Time now);
  // POST /oauth/token.
  Reply Token(const Request& request, absl::Time now);

  // Whom an access token stands for; nullptr: nobody, any more.
  const Grant* Check(absl::string_view token, absl::Time now) const;

  // Whether the user agrees when asked. At first: yes.
  void SetConsent(bool agrees) { agrees_ = agrees; }
  // The customer takes every authorization back.
  void RevokeAll();

 private:
  // All tokens that one consent led to.
  struct Family {
    const LeverApp* app = nullptr;
    Grant grant;
    bool revoked = false;
    absl::Time begun;
    absl::Time used;
  };
  struct Code {
    const LeverApp* app = nullptr;
    std::string redirect_uri;
    std::set<std::string> scopes;
    absl::Time expires;
    // The tokens it was exchanged for.
    std::optional<size_t> family;
  };
  struct Refresh {
    size_t family = 0;
    // Replaced by another: whoever shows it again has stolen it or was robbed.
    bool rotated = false;
  };
  struct Access {
    size_t family = 0;
    absl::Time expires;
  };

  const LeverApp* AppOf(absl::string_view client_id) const;
  // Why the request cannot be granted, as OAuth's error; nullopt: it can.
  std::optional<std::string> Trouble(const Request& request,
                                     const LeverApp& app,
                                     std::set<std::string>& scopes) const;
  Reply Exchange(const Request& form, const LeverApp& app, absl::Time now);
  Reply Renew(const Request& form, const LeverApp& app, absl::Time now);
  Reply Issue(size_t family, absl::Time now);
  std::string NewSecret(absl::string_view kind);

  const LeverOptions& options_;
  bool agrees_ = true;
  uint64_t made_ = 0;
  std::vector<Family> families_;
  std::map<std::string, Code, std::less<>> codes_;
  std::map<std::string, Refresh, std::less<>> refreshes_;
  std::map<std::string, Access, std::less<>> accesses_;
};

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_OAUTH_H_
