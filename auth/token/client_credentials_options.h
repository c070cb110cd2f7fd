// How a vendor gives out access tokens for client credentials.
#ifndef HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_OPTIONS_H_
#define HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_OPTIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace hirewire::auth {

struct ClientCredentialsOptions {
  // Absolute. Where tokens come from.
  std::string token_url;
  // Names in errors.
  std::string vendor;
  std::string connection;

  enum class ClientAuth {
    // The client's id and secret in an Authorization: Basic header, as they are
    // (vendors do not undo the form encoding that RFC 6749 asks for there).
    kBasicHeader,
    // As client_id and client_secret in the form.
    kFormBody,
  };
  ClientAuth client_auth = ClientAuth::kBasicHeader;

  // Form fields besides grant_type, such as audience or scope. "{acting_user}"
  // in a value stands for ClientCredentials::acting_user; where that is empty,
  // such a field is left out.
  std::vector<std::pair<std::string, std::string>> parameters;

  // How long a token lives when the answer does not say.
  absl::Duration default_lifetime = absl::Hours(1);
  // The longest that one token request may take.
  absl::Duration request_timeout = absl::Seconds(30);
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CLIENT_CREDENTIALS_OPTIONS_H_
