#include "services/server/inbound_rules.h"

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

Config Secured(const std::string& listen) {
  Config config;
  config.listen = listen;
  config.auth = kAuthRequired;
  config.tls_cert = "cert.pem";
  config.tls_key = "key.pem";
  return config;
}

std::string ErrorOf(Config config) {
  return std::string(ApplyInboundRules(config).message());
}

TEST(InboundRules, LoopbackIsOpenUnlessItIsSaidOtherwise) {
  Config config;
  ASSERT_TRUE(ApplyInboundRules(config).ok());
  EXPECT_EQ(config.auth, kAuthOpen);
  config.auth = kAuthRequired;
  ASSERT_TRUE(ApplyInboundRules(config).ok());
  EXPECT_EQ(config.auth, kAuthRequired);
}

TEST(InboundRules, ElsewhereTakesBothAuthAndTls) {
  EXPECT_EQ(ErrorOf(Secured("0.0.0.0:8470")), "");
  using Spoil = std::function<void(Config&)>;
  for (const Spoil& spoil : std::vector<Spoil>{
           [](Config& c) { c.auth = ""; }, [](Config& c) { c.auth = "open"; },
           [](Config& c) { c.tls_cert = c.tls_key = ""; }}) {
    for (const char* listen : {"0.0.0.0:8470", "[::]:1", "10.0.0.1:8470",
                               "example.com:1", ":8470"}) {
      Config config = Secured(listen);
      spoil(config);
      const std::string error = ErrorOf(config);
      EXPECT_TRUE(absl::StrContains(error, "from other hosts")) << listen;
      EXPECT_TRUE(absl::StrContains(error, listen));
    }
  }
}

TEST(InboundRules, ACertificateTakesItsKey) {
  Config config = Secured("127.0.0.1:1");
  config.tls_key = "";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "tls_key go together"));
  config = Secured("127.0.0.1:1");
  config.tls_cert = "";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "tls_key go together"));
}

TEST(InboundRules, ClientCertificatesTakeTls) {
  Config config;
  config.auth = kAuthRequired;
  config.tls_client_ca = "ca.pem";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "tls_cert and tls_key are"));
  config = Secured("127.0.0.1:1");
  config.token_callers = "catalog";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "tls_client_ca is missing"));
  config.tls_client_ca = "ca.pem";
  EXPECT_EQ(ErrorOf(config), "");
}

TEST(InboundRules, AnIssuerIsNamedWhole) {
  Config config;
  config.auth = kAuthRequired;
  config.jwt_issuer = "https://id.example.com";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "go together"));
  config.jwt_audience = "hirewire";
  config.jwt_jwks = "http://id.example.com/keys";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "https"));
  config.jwt_jwks = "https://id.example.com/keys";
  EXPECT_EQ(ErrorOf(config), "");
  config.jwt_jwks = "/etc/keys.json";
  EXPECT_EQ(ErrorOf(config), "");
  config.jwt_tenant_claim = "";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "jwt_tenant_claim"));
}

TEST(InboundRules, NothingIsIgnoredInSilence) {
  Config config;
  config.jwt_issuer = config.jwt_audience = config.jwt_jwks = "x";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "nobody asks them"));
  config = Secured("127.0.0.1:1");
  config.auth = kAuthOpen;
  config.tls_client_ca = "ca.pem";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "nobody asks them"));
  config = Config();
  config.auth = "Required";
  EXPECT_TRUE(absl::StrContains(ErrorOf(config), "auth must be"));
}

}  // namespace
}  // namespace hirewire::server
