// A directory with a vendor whose customers sign in, for tests of services.
#ifndef HIREWIRE_CONNECTORS_API_FAKE_OAUTH_DIRECTORY_H_
#define HIREWIRE_CONNECTORS_API_FAKE_OAUTH_DIRECTORY_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "auth/connection/connection.h"
#include "auth/token/grant_recipe.h"
#include "connectors/api/fake_account.h"
#include "hirewire/v1/connector_service.pb.h"

namespace hirewire::connectors {

// Also knows the vendor "hooli" (authorization code), with the environments
// "production", the first, and "sandbox".
class FakeOAuthDirectory : public FakeDirectory {
 public:
  std::vector<v1::Connector> List() const override {
    std::vector<v1::Connector> all = FakeDirectory::List();
    all.push_back(Hooli());
    return all;
  }

  absl::StatusOr<v1::Connector> Get(absl::string_view vendor) const override {
    if (vendor == "hooli") return Hooli();
    return FakeDirectory::Get(vendor);
  }

  absl::Status Validate(const auth::Connection& connection,
                        bool allow_loopback) const override {
    if (connection.vendor == "hooli") return absl::OkStatus();
    return FakeDirectory::Validate(connection, allow_loopback);
  }

  absl::StatusOr<auth::GrantRecipe> GetRecipe(
      const auth::Connection& connection, bool allow_loopback) const override {
    if (connection.vendor != "hooli") {
      return FakeDirectory::GetRecipe(connection, allow_loopback);
    }
    auth::AuthorizationCodeRecipe recipe;
    recipe.environment =
        connection.environment.empty() ? "production" : connection.environment;
    recipe.authorize_url = "https://hooli.example/authorize";
    recipe.token_url = "https://hooli.example/token";
    recipe.default_scopes = {"candidates"};
    return recipe;
  }

 private:
  static v1::Connector Hooli() {
    v1::Connector connector;
    connector.set_vendor("hooli");
    connector.set_display_name("Hooli Hiring");
    connector.add_auth_kinds(v1::AUTH_KIND_AUTHORIZATION_CODE);
    connector.add_auths()->set_kind(v1::AUTH_KIND_AUTHORIZATION_CODE);
    connector.add_environments()->set_name("production");
    connector.add_environments()->set_name("sandbox");
    return connector;
  }
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_FAKE_OAUTH_DIRECTORY_H_
