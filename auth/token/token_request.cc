#include "auth/token/token_request.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/secret/reveal.h"
#include "auth/token/client_auth.h"
#include "auth/token/client_credentials_options.h"
#include "base/http/transport.h"
#include "base/http/url.h"

namespace hirewire::auth {
namespace {

constexpr absl::string_view kActingUser = "{acting_user}";

http::QueryParams Form(const ClientCredentials& credentials,
                       const ClientCredentialsOptions& options) {
  http::QueryParams form = {{"grant_type", "client_credentials"}};
  for (const auto& [name, value] : options.parameters) {
    if (!absl::StrContains(value, kActingUser)) {
      form.emplace_back(name, value);
    } else if (!credentials.acting_user.empty()) {
      form.emplace_back(
          name,
          absl::StrReplaceAll(
              value, {{kActingUser, RevealSecret(credentials.acting_user)}}));
    }
  }
  return form;
}

}  // namespace

http::Request BuildTokenRequest(const ClientCredentials& credentials,
                                const ClientCredentialsOptions& options,
                                absl::Time deadline) {
  return BuildFormRequest(options.token_url, options.client_auth,
                          RevealSecret(credentials.client_id),
                          credentials.client_secret, Form(credentials, options),
                          deadline);
}

}  // namespace hirewire::auth
