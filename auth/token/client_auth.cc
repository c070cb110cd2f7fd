#include "auth/token/client_auth.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/client_credentials_options.h"
#include "base/crypto/wipe.h"
#include "base/http/transport.h"
#include "base/http/url.h"

namespace hirewire::auth {
namespace {

std::string BasicAuth(absl::string_view client_id, const Secret& secret) {
  std::string pair = absl::StrCat(client_id, ":", RevealSecret(secret));
  const crypto::WipeOnExit wipe(pair);
  return absl::StrCat("Basic ", absl::Base64Escape(pair));
}

}  // namespace

http::Request BuildFormRequest(const std::string& url,
                               ClientCredentialsOptions::ClientAuth client_auth,
                               absl::string_view client_id,
                               const Secret& client_secret,
                               http::QueryParams form, absl::Time deadline) {
  http::Request request;
  request.method = "POST";
  request.url = url;
  request.deadline = deadline;
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/x-www-form-urlencoded"}};
  switch (client_auth) {
    case ClientCredentialsOptions::ClientAuth::kBasicHeader:
      request.headers.emplace_back("Authorization",
                                   BasicAuth(client_id, client_secret));
      break;
    case ClientCredentialsOptions::ClientAuth::kFormBody:
      form.emplace_back("client_id", std::string(client_id));
      form.emplace_back("client_secret",
                        std::string(RevealSecret(client_secret)));
      break;
  }
  request.body = http::BuildQuery(form);
  return request;
}

}  // namespace hirewire::auth
