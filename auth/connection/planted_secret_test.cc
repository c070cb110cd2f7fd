// Plants secrets, sends them through everything that a connection goes through,
// and looks for them where they must not be.

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/connection/registry.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/random/seeded_random.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

constexpr char kApiKey[] = "canary-api-key-7f3a9c21";
constexpr char kClientId[] = "canary-client-id-51be08d4";
constexpr char kClientSecret[] = "canary-client-secret-c9e2471f";
constexpr char kActingUser[] = "canary-acting-user-3380";

// As it is, and in the forms in which it would travel.
std::vector<std::string> FormsOf(const std::string& secret) {
  std::string reversed(secret.rbegin(), secret.rend());
  // Base64 of the middle: not at the mercy of what stands before it.
  return {secret,
          absl::BytesToHexString(secret),
          reversed,
          absl::Base64Escape(secret).substr(0, 16),
          absl::Base64Escape(secret.substr(1)).substr(0, 16),
          absl::Base64Escape(secret.substr(2)).substr(0, 16)};
}

void ExpectClean(const std::string& text, const std::string& where) {
  for (const char* secret : {kApiKey, kClientId, kClientSecret, kActingUser}) {
    for (const std::string& form : FormsOf(secret)) {
      EXPECT_FALSE(absl::StrContains(text, form)) << form << " in " << where;
    }
  }
}

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

NewConnection Request(const std::string& id, Credentials credentials) {
  NewConnection request;
  request.id = id;
  request.vendor = "greenhouse";
  request.display_name = "visible-display-name";
  request.credentials = std::move(credentials);
  return request;
}

// Everything that can be done with a registry, also what fails. Returns all the
// errors as text.
std::string UseAll(ConnectionRegistry& registry) {
  std::string errors;
  const auto keep = [&errors](const absl::Status& status) {
    absl::StrAppend(&errors, status.ToString(), "\n");
    status.ForEachPayload([&](auto, const absl::Cord& payload) {
      absl::StrAppend(&errors, std::string(payload), "\n");
    });
  };
  const ApiKeyCredentials key{Secret(kApiKey)};
  const ClientCredentials client{Secret(kClientId), Secret(kClientSecret),
                                 Secret(kActingUser)};
  const auto first = registry.Create("", Request("one", key));
  const auto second = registry.Create("", Request("two", client));
  EXPECT_TRUE(first.ok() && second.ok());
  keep(registry.Create("", Request("one", client)).status());
  keep(registry.Create("", Request("Bad Id", key)).status());
  keep(registry
           .Create("", Request("", ApiKeyCredentials{Secret(
                                       absl::StrCat(kApiKey, "\n"))}))
           .status());
  keep(registry
           .Create("", Request("",
                               ClientCredentials{
                                   Secret(absl::StrCat(kClientId, ":")),
                                   client.client_secret, client.acting_user}))
           .status());
  EXPECT_TRUE(registry.List("", "", 10).ok());
  EXPECT_TRUE(registry.OpenCredentials(*first).ok());
  EXPECT_TRUE(registry.SetState("", "two", ConnectionState::kActive, "").ok());
  EXPECT_EQ(registry.Delete("", "one"), absl::OkStatus());
  keep(registry.OpenCredentials(*first).status());
  return errors;
}

TEST(PlantedSecrets, AreNeitherOnDiskNorInErrors) {
  std::string folder = absl::StrCat(testing::TempDir(), "/planted_XXXXXX");
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string path = folder + "/db";
  const auto keys = crypto::Keyring::Ephemeral();
  const auto other_keys = crypto::Keyring::Ephemeral();
  {
    FakeClock clock;
    SeededRandom random(1);
    const auto store = store::SqliteStore::Open(path);
    ASSERT_TRUE(store.ok()) << store.status();
    const Vault vault(*keys);
    ConnectionRegistry registry(**store, vault, clock, random);
    ExpectClean(UseAll(registry), "the errors");
    const Vault wrong(*other_keys);
    const ConnectionRegistry locked_out(**store, wrong, clock, random);
    const auto two = locked_out.Get("", "two");
    ASSERT_TRUE(two.ok());
    ExpectClean(locked_out.OpenCredentials(*two).status().ToString(),
                "the error of another key");
    // While it is open, the log beside it holds the latest pages.
    const std::string log = Contents(path + "-wal");
    EXPECT_TRUE(absl::StrContains(log, "visible-display-name"));
    ExpectClean(log, "the log beside the database");
    ExpectClean(Contents(path), "the open database");
  }
  const std::string closed = Contents(path);
  EXPECT_TRUE(absl::StrContains(closed, "visible-display-name"));
  ExpectClean(closed, "the database");
}

}  // namespace
}  // namespace hirewire::auth
