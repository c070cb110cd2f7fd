#include "services/edge/submission.h"

#include <string>

#include "absl/strings/ascii.h"
#include "auth/connection/credentials.h"
#include "auth/secret/secret.h"
#include "base/expr/pattern.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/connector.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::edge {

namespace {

using internal::v1::CredentialsRequest;

// The field is named, and never what it holds.
absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

const v1::ConnectorAuth* FindAuth(const v1::Connector& connector,
                                  v1::AuthKind kind) {
  for (const v1::ConnectorAuth& auth : connector.auths()) {
    if (auth.kind() == kind) return &auth;
  }
  return nullptr;
}

// Blanks around it come from copying.
std::string Trimmed(const std::string& text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

absl::StatusOr<auth::Credentials> ReadKey(const CredentialsRequest& request,
                                          const v1::ConnectorAuth& auth) {
  const std::string key = Trimmed(request.api_key());
  if (key.empty()) return Invalid("api_key", "the key is missing");
  if (!auth.key_pattern().empty() &&
      !expr::MatchesWhole(key, auth.key_pattern())) {
    return Invalid("api_key", "this does not look like a key of the vendor's");
  }
  return auth::ApiKeyCredentials{auth::Secret(key)};
}

absl::StatusOr<auth::Credentials> ReadClient(
    const CredentialsRequest& request) {
  const std::string id = Trimmed(request.client_id());
  const std::string secret = Trimmed(request.client_secret());
  if (id.empty()) return Invalid("client_id", "the client's id is missing");
  if (secret.empty()) {
    return Invalid("client_secret", "the client's secret is missing");
  }
  return auth::ClientCredentials{auth::Secret(id), auth::Secret(secret),
                                 auth::Secret()};
}

}  // namespace

absl::StatusOr<ConnectFlow::Submission> ReadSubmission(
    const CredentialsRequest& request, const connectors::Directory& directory) {
  HW_ASSIGN_OR_RETURN(const v1::Connector connector,
                      directory.Get(request.vendor()));
  ConnectFlow::Submission read;
  read.vendor = request.vendor();
  read.environment = request.environment();
  for (const auto& [name, value] : request.settings()) {
    read.settings[name] = Trimmed(value);
  }
  read.accept_missing_permission = request.accept_missing_permission();
  const bool client =
      !request.client_id().empty() || !request.client_secret().empty();
  const v1::ConnectorAuth* auth =
      FindAuth(connector, client ? v1::AUTH_KIND_CLIENT_CREDENTIALS
                                 : v1::AUTH_KIND_API_KEY);
  if (auth == nullptr) {
    return Invalid("credential", "the vendor takes another kind of credential");
  }
  HW_ASSIGN_OR_RETURN(read.credentials,
                      client ? ReadClient(request) : ReadKey(request, *auth));
  return read;
}

}  // namespace hirewire::edge
