// What a caller asks of a connect session to be made, and what may be asked.
#ifndef HIREWIRE_AUTH_SESSION_NEW_CONNECT_SESSION_H_
#define HIREWIRE_AUTH_SESSION_NEW_CONNECT_SESSION_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/session/connect_session.h"

namespace hirewire::auth {

inline constexpr absl::Duration kShortestSession = absl::Minutes(1);
inline constexpr absl::Duration kLongestSession = absl::Hours(7 * 24);

// The fields mean what those of ConnectSession mean.
struct NewConnectSession {
  std::vector<std::string> vendors;
  // Required: where none was asked for, one that was made up.
  std::string connection;
  bool reconnect = false;
  std::string display_name;
  std::map<std::string, std::string> labels;
  std::vector<std::string> return_urls;
  ConnectTheme theme;
  std::map<std::string, std::string> base_urls;
  absl::Duration ttl = absl::Hours(1);
};

// ARGUMENT_INVALID names the first field that is wrong, as
// CreateConnectSessionRequest calls it, and never its content. Which vendors
// and connections there are is for the caller to check.
absl::Status Validate(const NewConnectSession& request);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SESSION_NEW_CONNECT_SESSION_H_
