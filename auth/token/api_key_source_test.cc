#include "auth/token/api_key_source.h"

#include <boost/asio/io_context.hpp>
#include <string>

#include "absl/time/time.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/credential_source.h"
#include "base/async/run.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

Credential Get(const ApiKeyPlacement& placement) {
  ApiKeySource source(Secret("key"), placement);
  boost::asio::io_context context;
  return RunSync(context, source.Get(absl::InfinitePast())).value();
}

TEST(ApiKeySource, IsABasicUserWithoutPassword) {
  const Credential credential =
      Get({.kind = ApiKeyPlacement::Kind::kBasicUser, .header_name = ""});
  EXPECT_EQ(credential.header_name, "Authorization");
  EXPECT_EQ(RevealSecret(credential.header_value), "Basic a2V5Og==");
}

TEST(ApiKeySource, IsABearerToken) {
  const Credential credential =
      Get({.kind = ApiKeyPlacement::Kind::kBearer, .header_name = ""});
  EXPECT_EQ(credential.header_name, "Authorization");
  EXPECT_EQ(RevealSecret(credential.header_value), "Bearer key");
}

TEST(ApiKeySource, IsAHeaderOfItsOwn) {
  const Credential credential =
      Get({.kind = ApiKeyPlacement::Kind::kHeader, .header_name = "X-Api-Key"});
  EXPECT_EQ(credential.header_name, "X-Api-Key");
  EXPECT_EQ(RevealSecret(credential.header_value), "key");
}

TEST(ApiKeySource, StandsBehindAPrefix) {
  const Credential credential = Get({.kind = ApiKeyPlacement::Kind::kHeader,
                                     .header_name = "Authorization",
                                     .prefix = "Token token="});
  EXPECT_EQ(credential.header_name, "Authorization");
  EXPECT_EQ(RevealSecret(credential.header_value), "Token token=key");
}

TEST(ApiKeySource, KnowsNoOtherKeyWhenThisOneIsRefused) {
  ApiKeySource source(Secret("key"), {});
  EXPECT_FALSE(source.Invalidate(1));
  boost::asio::io_context context;
  EXPECT_TRUE(RunSync(context, source.Get(absl::InfiniteFuture())).ok());
}

}  // namespace
}  // namespace hirewire::auth
