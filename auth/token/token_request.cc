#include "auth/token/token_request.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/secret/reveal.h"
#include "auth/token/client_credentials_options.h"
#include "base/crypto/wipe.h"
#include "base/http/transport.h"
#include "base/http/url.h"

namespace hirewire::auth {
namespace {

constexpr absl::string_view kActingUser = "{acting_user}";

std::string BasicAuth(const ClientCredentials& credentials) {
  std::string pair = absl::StrCat(RevealSecret(credentials.client_id), ":",
                                  RevealSecret(credentials.client_secret));
  const crypto::WipeOnExit wipe(pair);
  return absl::StrCat("Basic ", absl::Base64Escape(pair));
}

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
  http::Request request;
  request.method = "POST";
  request.url = options.token_url;
  request.deadline = deadline;
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/x-www-form-urlencoded"}};
  http::QueryParams form = Form(credentials, options);
  switch (options.client_auth) {
    case ClientCredentialsOptions::ClientAuth::kBasicHeader:
      request.headers.emplace_back("Authorization", BasicAuth(credentials));
      break;
    case ClientCredentialsOptions::ClientAuth::kFormBody:
      form.emplace_back("client_id",
                        std::string(RevealSecret(credentials.client_id)));
      form.emplace_back("client_secret",
                        std::string(RevealSecret(credentials.client_secret)));
      break;
  }
  request.body = http::BuildQuery(form);
  return request;
}

}  // namespace hirewire::auth
