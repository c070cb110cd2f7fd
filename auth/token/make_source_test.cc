#include "auth/token/make_source.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "auth/connection/credentials.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "auth/token/api_key_source.h"
#include "auth/token/client_credentials_options.h"
#include "auth/token/credential_source.h"
#include "auth/token/grant_recipe.h"
#include "base/async/run.h"
#include "base/http/fake_transport.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

class MakeSourceTest : public testing::Test {
 protected:
  // The header that the source gives, or the reason why there is none.
  std::string Header(const Credentials& credentials,
                     const GrantRecipe& recipe) {
    const auto source = MakeSource(credentials, recipe, context_.get_executor(),
                                   transport_, clock_, random_);
    if (!source.ok()) return std::string(ReasonName(ReasonOf(source.status())));
    const auto credential =
        RunSync(context_, (*source)->Get(clock_.Now() + absl::Minutes(1)),
                [this](const auto& done) { clock_.RunUntil(context_, done); });
    EXPECT_TRUE(credential.ok()) << credential.status();
    return credential.ok() ? std::string(RevealSecret(credential->header_value))
                           : "none";
  }

  static ClientCredentialsOptions Options() {
    ClientCredentialsOptions options;
    options.token_url = "https://vendor.test/token";
    return options;
  }

  const ApiKeyCredentials key_{Secret("key")};
  const ClientCredentials client_{Secret("id"), Secret("secret"), Secret()};
  const ApiKeyRecipe bearer_{{.kind = ApiKeyPlacement::Kind::kBearer}};
  FakeClock clock_;
  SeededRandom random_{7};
  boost::asio::io_context context_;
  http::FakeTransport transport_{clock_};
};

TEST_F(MakeSourceTest, AKeyGoesWhereItsRecipeSays) {
  EXPECT_EQ(Header(key_, bearer_), "Bearer key");
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(MakeSourceTest, AClientIsExchangedForAToken) {
  transport_.Answer(200, R"({"access_token":"t","expires_in":60})");
  EXPECT_EQ(Header(client_, Options()), "Bearer t");
  EXPECT_EQ(transport_.requests()[0].url, "https://vendor.test/token");
}

TEST_F(MakeSourceTest, CredentialsOfAnotherKindThanTheRecipesAreRefused) {
  EXPECT_EQ(Header(key_, Options()), "ARGUMENT_INVALID");
  EXPECT_EQ(Header(client_, bearer_), "ARGUMENT_INVALID");
  EXPECT_EQ(Header(AuthorizationCode(), bearer_), "ARGUMENT_INVALID");
  EXPECT_EQ(Header(AuthorizationCode(), AuthorizationCodeRecipe()),
            "ARGUMENT_INVALID");
  EXPECT_EQ(Header(key_, AuthorizationCodeRecipe()), "ARGUMENT_INVALID");
}

}  // namespace
}  // namespace hirewire::auth
