#include "connectors/engine/request_builder.h"

#include <memory>
#include <string>

#include "base/status/error.h"
#include "connectors/engine/arguments.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::ElementsAre;
using testing::Pair;

class RequestBuilderTest : public testing::Test {
 protected:
  const CompiledEntity& Entity(const std::string& name) const {
    return manifest_->entities.at(name);
  }
  std::string Url(const CompiledRequest& request, const Variables& variables,
                  const Arguments& more = {}) const {
    const auto built =
        BuildRequest(*manifest_, request, base_, variables, more);
    return built.ok() ? built->url : std::string(built.status().message());
  }

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
  const http::Url base_ = *http::Url::Parse("https://api.acme.test/v2");
};

TEST_F(RequestBuilderTest, PathsAndQueriesAreEscaped) {
  EXPECT_EQ(Url(*Entity("Job").get, {{"id", "a/b?c#d e\u00e9"}}),
            "https://api.acme.test/v2/jobs/a%2Fb%3Fc%23d%20e%C3%A9");
  EXPECT_EQ(Url(*Entity("Candidate").get, {{"id", "1&x=2"}}, {{"a b", "+"}}),
            "https://api.acme.test/v2/candidates?ids=1%26x%3D2&a%20b=%2B");
}

TEST_F(RequestBuilderTest, HeadersAreTheManifestsAndOneAccept) {
  const auto built = BuildRequest(*manifest_, manifest_->probe, base_, {}, {});
  ASSERT_TRUE(built.ok()) << built.status();
  EXPECT_EQ(built->method, "GET");
  EXPECT_THAT(built->headers, ElementsAre(Pair("X-Acme-Version", "2"),
                                          Pair("Accept", "application/json")));
}

TEST_F(RequestBuilderTest, ParametersCanBeAJsonBody) {
  CompiledRequest request = Entity("Candidate").get.value();
  request.method = "POST";
  request.json_body = true;
  const auto built =
      BuildRequest(*manifest_, request, base_, {{"id", "a\"b"}},
                   {{"limit", "5", connector::v1::JSON_TYPE_INTEGER}});
  ASSERT_TRUE(built.ok()) << built.status();
  EXPECT_EQ(built->url, "https://api.acme.test/v2/candidates");
  EXPECT_EQ(built->body, R"({"ids":"a\"b","limit":5})");
  EXPECT_EQ(http::FindHeader(built->headers, "content-type"),
            "application/json");
}

TEST_F(RequestBuilderTest, ABaseWithoutAPathWorks) {
  const auto base = *http::Url::Parse("http://127.0.0.1:8080");
  EXPECT_EQ(BuildRequest(*manifest_, manifest_->probe, base, {}, {})->url,
            "http://127.0.0.1:8080/me");
  EXPECT_TRUE(FollowLink(*manifest_, base, "/next?c=1").ok());
}

TEST_F(RequestBuilderTest, APathNeedsItsValues) {
  for (const Variables& variables :
       {Variables{}, Variables{{"id", ""}}, Variables{{"id", ".."}}}) {
    EXPECT_EQ(ReasonOf(BuildRequest(*manifest_, *Entity("Job").get, base_,
                                    variables, {})
                           .status()),
              v1::ERROR_REASON_ARGUMENT_INVALID);
  }
}

TEST_F(RequestBuilderTest, AParameterWithoutItsValueIsLeftOut) {
  EXPECT_EQ(Url(*Entity("Candidate").get, {}),
            "https://api.acme.test/v2/candidates");
}

TEST_F(RequestBuilderTest, LinksStayBelowTheBase) {
  const auto follow = [this](const char* link) {
    const auto followed = FollowLink(*manifest_, base_, link);
    return followed.ok() ? followed->url : "refused";
  };
  EXPECT_EQ(follow("https://api.acme.test/v2/x?c=a%2Fb"),
            "https://api.acme.test/v2/x?c=a%2Fb");
  EXPECT_EQ(follow("https://API.acme.test:443/v2/x"),
            "https://api.acme.test/v2/x");
  EXPECT_EQ(follow("/v2/jobs?p=2"), "https://api.acme.test/v2/jobs?p=2");
  for (const char* link :
       {"https://evil.test/v2/x", "http://api.acme.test/v2/x",
        "https://api.acme.test:444/v2/x", "https://api.acme.test/v1/x",
        "https://api.acme.test/v2", "https://api.acme.test/v20/x", "/v2/../v1",
        "/v2/%2E%2e/x", "/v2/x%2f..%2f..%2fv1", "", "\n", "javascript:alert(1)",
        "https://a@api.acme.test/v2/x"}) {
    EXPECT_EQ(follow(link), "refused") << link;
  }
}

}  // namespace
}  // namespace hirewire::engine
