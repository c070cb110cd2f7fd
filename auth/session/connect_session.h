// A customer's visit to the connect page, as the rest of the server knows it.
// Holds no secret: neither its link nor its browser's cookie can be made of it.
#ifndef HIREWIRE_AUTH_SESSION_CONNECT_SESSION_H_
#define HIREWIRE_AUTH_SESSION_CONNECT_SESSION_H_

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace hirewire::auth {

// The numbers are stored (proto/hirewire/internal/v1/connect_session.proto).
enum class ConnectSessionState {
  // Nobody opened the link.
  kCreated = 1,
  // A browser opened it; no other can.
  kOpened = 2,
  // The connection works.
  kCompleted = 3,
};

// How the page looks. Each may be empty.
struct ConnectTheme {
  // The caller's name as customers know it.
  std::string company_name;
  // An https address.
  std::string logo_url;
  // "#rrggbb", in small letters.
  std::string accent_color;
  // "en", "de", "fr" or "es".
  std::string language;
};

struct ConnectSession {
  // Names it; opens nothing.
  std::string id;
  // Whose it is, and who made it.
  std::string tenant;
  std::string caller;
  // What may be picked; empty: every vendor.
  std::vector<std::string> vendors;
  // The connection to be made or connected again.
  std::string connection;
  // Whether it is there already.
  bool reconnect = false;
  // For a new connection, as Connection has them.
  std::string display_name;
  std::map<std::string, std::string> labels;
  // Where the customer may go when done, to the letter.
  std::vector<std::string> return_urls;
  // The one of them that the link asked for; empty before it is opened, and
  // where there are none.
  std::string return_url;
  ConnectTheme theme;
  // By vendor: in the place of its environment's address. Development only.
  std::map<std::string, std::string> base_urls;
  ConnectSessionState state = ConnectSessionState::kCreated;
  // The ErrorReason's name of what last went wrong; empty: nothing did.
  std::string last_error;
  absl::Time create_time;
  // From then on the link and the page are none.
  absl::Time expire_time;
  // InfiniteFuture before it is completed.
  absl::Time complete_time = absl::InfiniteFuture();
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SESSION_CONNECT_SESSION_H_
