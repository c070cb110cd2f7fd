#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/lever/lever_fixture.h"

namespace hirewire::sim {
namespace {

class LeverAuthTest : public LeverFixture {
 protected:
  int StatusWith(const std::string& authorization) {
    return Send("GET", "/v1/stages", authorization).status;
  }
};

TEST_F(LeverAuthTest, TakesTheKeyAsUserWithABlankPassword) {
  EXPECT_EQ(StatusWith(Basic("simulated-lever-key")), 200);
  for (const std::string& wrong :
       {std::string(), Basic("another-key"),
        "Basic " + absl::Base64Escape("simulated-lever-key"),
        "Basic " + absl::Base64Escape("simulated-lever-key:word"),
        "Basic " + absl::Base64Escape(":simulated-lever-key"),
        std::string("Bearer simulated-lever-key"),
        std::string("Basic not base64!")}) {
    EXPECT_EQ(StatusWith(wrong), 401) << wrong;
  }
}

TEST_F(LeverAuthTest, RefusesWithACodeAndAMessage) {
  const Reply reply = Send("GET", "/v1/stages", "");
  EXPECT_EQ(Text(reply, "code"), "Unauthorized");
  EXPECT_NE(Text(reply, "message"), "");
  EXPECT_EQ(Header(reply, "x-lever-region"), "global");
}

TEST_F(LeverAuthTest, LooksForThePathBeforeTheKey) {
  for (const char* path : {"/v1/opportunitys", "/v2/stages", "/v1/stages/",
                           "/v1/opportunities/a/b", "/"}) {
    EXPECT_EQ(Send("GET", path, "").status, 404) << path;
  }
  EXPECT_EQ(Text(Send("GET", "/v1/opportunitys", ""), "code"),
            "ResourceNotFound");
}

TEST_F(LeverAuthTest, LetsAKeyReadOnlyWhatItWasMadeFor) {
  LeverOptions options = Unlimited(5);
  options.keys[0].scopes = {"stages:read:admin", "users:write:admin"};
  Restart(options);
  EXPECT_EQ(Get("stages").status, 200);
  EXPECT_EQ(Get("disposition_stages").status, 200);
  // Who may write may read.
  EXPECT_EQ(Get("users").status, 200);
  EXPECT_EQ(Get("postings").status, 403);
  EXPECT_EQ(Text(Get("postings"), "code"), "Forbidden");
}

TEST_F(LeverAuthTest, ShowsConfidentialRecordsOnlyToGrantedKeys) {
  LeverOptions options = Unlimited();
  options.keys.push_back({.key = "plain", .confidential = false});
  Restart(options);
  const auto hidden =
      Walk("opportunities?confidentiality=confidential&limit=100");
  ASSERT_FALSE(hidden.empty());
  const std::string one = "/v1/opportunities/" + hidden[0];
  EXPECT_EQ(Send("GET", one, Basic(key_)).status, 200);
  const std::string plain = Basic("plain");
  EXPECT_EQ(Send("GET", one, plain).status, 403);
  EXPECT_EQ(Send("GET", one + "/notes", plain).status, 403);
  for (const char* list : {"opportunities", "postings", "requisitions"}) {
    const std::string path = absl::StrCat("/v1/", list);
    EXPECT_EQ(Send("GET", path + "?confidentiality=all", plain).status, 403);
    EXPECT_EQ(
        Send("GET", path + "?confidentiality=non-confidential", plain).status,
        200);
  }
}

TEST_F(LeverAuthTest, ReadsOnly) {
  EXPECT_EQ(Send("POST", "/v1/opportunities", Basic(key_), "{}").status, 405);
  EXPECT_EQ(Send("DELETE", "/v1/users/x", Basic(key_)).status, 405);
}

}  // namespace
}  // namespace hirewire::sim
