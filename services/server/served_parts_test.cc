#include "services/server/served_parts.h"

#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

Config WithServices(const std::string& services) {
  Config config;
  config.services = services;
  return config;
}

Config Worker() {
  Config config = WithServices("catalog,connectors");
  config.token_service = "auth.internal:8470";
  config.token_service_ca = "ca.pem";
  config.token_service_cert = "cert.pem";
  config.token_service_key = "key.pem";
  return config;
}

TEST(ServedParts, EverythingIsServedByDefault) {
  const auto parts = ReadServedParts(Config());
  ASSERT_TRUE(parts.ok()) << parts.status();
  EXPECT_TRUE(parts->auth && parts->catalog && parts->connectors);
}

TEST(ServedParts, AuthMayBeServedAlone) {
  const auto parts = ReadServedParts(WithServices("auth"));
  ASSERT_TRUE(parts.ok()) << parts.status();
  EXPECT_TRUE(parts->auth);
  EXPECT_FALSE(parts->catalog || parts->connectors);
}

TEST(ServedParts, AProcessWithoutAuthMustBeToldWhomToAsk) {
  const auto parts = ReadServedParts(Worker());
  ASSERT_TRUE(parts.ok()) << parts.status();
  EXPECT_FALSE(parts->auth);
  Config half = Worker();
  half.token_service_key.clear();
  EXPECT_FALSE(ReadServedParts(half).ok());
  EXPECT_FALSE(ReadServedParts(WithServices("catalog")).ok());
  Config nowhere = Worker();
  nowhere.data_dir = kInMemory;
  EXPECT_FALSE(ReadServedParts(nowhere).ok());
}

TEST(ServedParts, AProcessWithAuthAsksNobody) {
  Config config;
  config.token_service = "auth.internal:8470";
  EXPECT_FALSE(ReadServedParts(config).ok());
}

TEST(ServedParts, ANameThatIsNoneIsRepeated) {
  const auto parts = ReadServedParts(WithServices("auth, catalogue"));
  EXPECT_TRUE(absl::StrContains(parts.status().message(), "\"catalogue\""));
  EXPECT_FALSE(ReadServedParts(WithServices(" , ")).ok());
}

}  // namespace
}  // namespace hirewire::server
