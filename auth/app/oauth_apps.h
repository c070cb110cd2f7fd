// The OAuth apps of tenants: one for each vendor and environment.
//
//   OAuthApps apps(store, vault, clock);
//   HW_RETURN_IF_ERROR(apps.Set({.tenant = "", .vendor = "lever",
//                                .environment = "production", ...}).status());
//   HW_ASSIGN_OR_RETURN(OAuthApp app, apps.Find("", "lever", "production"));
#ifndef HIREWIRE_AUTH_APP_OAUTH_APPS_H_
#define HIREWIRE_AUTH_APP_OAUTH_APPS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/store/store.h"
#include "base/time/clock.h"

namespace hirewire::auth {

struct OAuthApp {
  std::string tenant;
  std::string vendor;
  // Never empty: whoever sets or finds an app knows which is the first.
  std::string environment;
  std::string client_id;
  Secret client_secret;
  // Empty: the connector's own choice.
  std::vector<std::string> scopes;
  // Where codes may be sent, exactly, besides the server's own page.
  std::vector<std::string> redirect_uris;
  // Where they are set, they take the place of the environment's.
  std::string authorize_url;
  std::string token_url;
  absl::Time create_time;
  absl::Time update_time;
};

// Whether a code may be sent there: absolute, https or http on a loopback host,
// without user and fragment (RFC 6749, 3.1.2), at most 2048 bytes.
bool IsRedirectUri(absl::string_view uri);

// Thread-safe. Blocks like its Store. What the constructor takes outlives it.
class OAuthApps {
 public:
  OAuthApps(store::Store& store, const Vault& vault, const Clock& clock)
      : store_(store), vault_(vault), clock_(clock) {}

  // Makes the app, or changes it; an empty secret keeps the one that is known.
  // ARGUMENT_INVALID names the field.
  absl::StatusOr<OAuthApp> Set(const OAuthApp& app);

  // With its secret. OAUTH_APP_MISSING, SEAL_BROKEN.
  absl::StatusOr<OAuthApp> Find(absl::string_view tenant,
                                absl::string_view vendor,
                                absl::string_view environment) const;

  // By vendor and environment, without their secrets.
  absl::StatusOr<std::vector<OAuthApp>> List(absl::string_view tenant) const;

  // OAUTH_APP_MISSING.
  absl::Status Delete(absl::string_view tenant, absl::string_view vendor,
                      absl::string_view environment);

 private:
  store::Store& store_;
  const Vault& vault_;
  const Clock& clock_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_APP_OAUTH_APPS_H_
