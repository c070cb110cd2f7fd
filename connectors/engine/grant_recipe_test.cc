// What a manifest says of a key, seen on the wire.
#include "connectors/engine/grant_recipe.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "auth/connection/connection.h"
#include "base/http/transport.h"
#include "connectors/engine/testing_manifest.h"
#include "connectors/engine/testing_vendor.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {
namespace {

// The named header of a request with the key "key".
std::string Sent(const std::string& name, const std::string& api_key) {
  TestingVendor vendor(absl::StrReplaceAll(
      kTestingManifest, {{"placement: PLACEMENT_BEARER", api_key}}));
  const absl::Status checked = vendor.Check();
  if (vendor.wire().requests().empty()) return checked.ToString();
  return std::string(http::FindHeader(vendor.wire().requests()[0].headers, name)
                         .value_or("none"));
}

TEST(GrantRecipe, PlaceAKeyAsTheManifestSays) {
  EXPECT_EQ(Sent("Authorization", "placement: PLACEMENT_BASIC_USER"),
            "Basic a2V5Og==");
  EXPECT_EQ(Sent("Authorization", "placement: PLACEMENT_BEARER"), "Bearer key");
  EXPECT_EQ(Sent("X-Key", R"(placement: PLACEMENT_HEADER header: "X-Key")"),
            "key");
  EXPECT_EQ(Sent("Authorization", R"(placement: PLACEMENT_HEADER
                                     header: "Authorization"
                                     prefix: "Token token=")"),
            "Token token=key");
}

TEST(GrantRecipe, AreFoundByTheirKind) {
  connector::v1::Manifest manifest;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "auth { client_credentials {} }", &manifest));
  EXPECT_EQ(FindAuth(manifest, auth::AuthKind::kApiKey), nullptr);
  EXPECT_EQ(FindAuth(manifest, auth::AuthKind::kClientCredentials),
            &manifest.auth(0));
}

}  // namespace
}  // namespace hirewire::engine
