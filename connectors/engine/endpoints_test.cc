#include "connectors/engine/endpoints.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/status/error.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

class EndpointsTest : public testing::Test {
 protected:
  // The field that is wrong.
  std::string Wrong(bool allow_loopback) const {
    const absl::Status status =
        FindEndpoints(manifest_->spec(), connection_, allow_loopback).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << status;
    return status.ok() ? "" : DetailsOf(status)->metadata.at("field");
  }

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
  auth::Connection connection_;
};

TEST_F(EndpointsTest, TheFirstEnvironmentIsTheDefault) {
  const auto found = FindEndpoints(manifest_->spec(), connection_, false);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->base_url, "https://api.acme.test/v2");
  EXPECT_EQ(found->token_url, "https://login.acme.test/token");
  connection_.environment = "sandbox";
  EXPECT_EQ(FindEndpoints(manifest_->spec(), connection_, false)->base_url,
            "https://sandbox.acme.test/v2");
}

TEST_F(EndpointsTest, AnUnknownEnvironmentIsRefused) {
  connection_.environment = "Sandbox";
  EXPECT_EQ(Wrong(true), "environment");
}

// The testing manifest's vendor, but with a subdomain for each account.
std::shared_ptr<const CompiledManifest> WithSubdomain() {
  const std::string text = absl::StrReplaceAll(
      kTestingManifest,
      {{"https://api.acme.test/v2", "https://{subdomain}.acme.test/v2"}});
  auto manifest = CompileManifest(
      absl::StrCat(text, R"(settings { name: "subdomain" label: "Subdomain"
                                       example: "tea" pattern: "[a-z0-9-]+" })"),
      "acme");
  EXPECT_TRUE(manifest.ok()) << manifest.status();
  return *manifest;
}

TEST_F(EndpointsTest, SettingsStandInTheHost) {
  const auto manifest = WithSubdomain();
  connection_.settings["subdomain"] = "tea-co";
  const auto found = FindEndpoints(manifest->spec(), connection_, false);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->base_url, "https://tea-co.acme.test/v2");
}

TEST_F(EndpointsTest, ASettingCannotLeadToAnotherHost) {
  const auto manifest = WithSubdomain();
  for (const char* value : {"", "evil.test/", "a.b", "a/b", "-a", "a-", "a@b",
                            "A", "a b", "\u00e9", "a\n", "a#", "a?b"}) {
    connection_.settings["subdomain"] = value;
    const auto found = FindEndpoints(manifest->spec(), connection_, false);
    ASSERT_EQ(ReasonOf(found.status()), v1::ERROR_REASON_ARGUMENT_INVALID)
        << value;
    EXPECT_EQ(DetailsOf(found.status())->metadata.at("field"),
              "settings.subdomain");
  }
}

TEST_F(EndpointsTest, AMissingSettingIsNamedAndAForeignOneRefused) {
  const auto manifest = WithSubdomain();
  const auto missing = FindEndpoints(manifest->spec(), connection_, true);
  EXPECT_EQ(DetailsOf(missing.status())->metadata.at("field"),
            "settings.subdomain");
  connection_.settings["region"] = "eu";
  EXPECT_EQ(Wrong(true), "settings.region");
  connection_.settings.clear();
  connection_.base_url = "http://127.0.0.1:8080";
  EXPECT_TRUE(FindEndpoints(manifest->spec(), connection_, true).ok());
}

TEST_F(EndpointsTest, LoopbackNeedsADevelopmentServer) {
  connection_.base_url = "http://127.0.0.1:8080/v2";
  connection_.token_url = "http://[::1]:8080/token";
  const auto found = FindEndpoints(manifest_->spec(), connection_, true);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->base_url, "http://127.0.0.1:8080/v2");
  EXPECT_EQ(found->token_url, "http://[::1]:8080/token");
  EXPECT_EQ(Wrong(false), "base_url");
}

TEST_F(EndpointsTest, OtherHostsAreRefusedEvenThen) {
  for (const char* url :
       {"https://evil.test/v2", "http://127.0.0.1.evil.test/",
        "http://localhost@evil.test/", "http://169.254.169.254/", "//localhost",
        "file:///etc/passwd", "localhost:80", "http://localhost:0/", " "}) {
    connection_.base_url = url;
    EXPECT_EQ(Wrong(true), "base_url") << url;
  }
  connection_.base_url = "";
  connection_.token_url = "https://evil.test/token";
  EXPECT_EQ(Wrong(true), "token_url");
}

}  // namespace
}  // namespace hirewire::engine
