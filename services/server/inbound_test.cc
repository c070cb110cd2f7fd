#include "services/server/inbound.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/inbound/authenticator.h"
#include "auth/inbound/test_issuer.h"
#include "base/async/shards.h"
#include "base/log/capturing_logger.h"
#include "base/store/sqlite_store.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

using auth::TestIssuer;

class InboundTest : public ::testing::Test {
 protected:
  InboundTest() {
    std::string folder = absl::StrCat(testing::TempDir(), "/inbound-XXXXXX");
    config_.data_dir = mkdtemp(folder.data());
    config_.auth = kAuthRequired;
  }
  ~InboundTest() override {
    if (inbound_ != nullptr) inbound_->Stop();
    shards_.Stop(absl::Seconds(1));
  }

  absl::Status Start() {
    inbound_ =
        std::make_unique<Inbound>(config_, *store_, clock_, shards_, logger_);
    return inbound_->Start();
  }
  bool Takes(const std::string& credential) {
    const std::string header = absl::StrCat("Bearer ", credential);
    return inbound_->authenticator().Authenticate({{header}, {}}).ok();
  }
  std::string AdminKey() {
    std::string key;
    std::ifstream(config_.data_dir + "/admin-key") >> key;
    return key;
  }
  void TrustIssuer(const std::string& jwks) {
    config_.jwt_issuer = TestIssuer::kName;
    config_.jwt_audience = TestIssuer::kAudience;
    config_.jwt_jwks = jwks;
  }

  Config config_;
  SystemClock clock_;
  log::CapturingLogger logger_;
  std::unique_ptr<store::SqliteStore> store_ = store::SqliteStore::InMemory();
  Shards shards_{1};
  TestIssuer issuer_;
  std::unique_ptr<Inbound> inbound_;
};

TEST_F(InboundTest, TheFirstStartMakesAnAdminAndItsKeyIsInNoLog) {
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Takes(AdminKey()));
  EXPECT_EQ(logger_.Count("server.first_admin"), 1);
  EXPECT_TRUE(absl::StrContains(logger_.Text(), "admin-key"));
  EXPECT_FALSE(absl::StrContains(logger_.Text(), AdminKey()));
  inbound_->Stop();
  ASSERT_TRUE(Start().ok());
  EXPECT_EQ(logger_.Count("server.first_admin"), 1);
  EXPECT_TRUE(Takes(AdminKey()));
}

TEST_F(InboundTest, AnOpenServerAsksNobodyAndMakesNoAdmin) {
  config_.auth = kAuthOpen;
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Takes("anything"));
  EXPECT_NE(access((config_.data_dir + "/admin-key").c_str(), F_OK), 0);
}

TEST_F(InboundTest, AServerThatNobodyCouldEverCallDoesNotStart) {
  config_.data_dir = kInMemory;
  EXPECT_TRUE(absl::IsFailedPrecondition(Start()));
}

TEST_F(InboundTest, TakesTokensFromItsFirstMomentOn) {
  const std::string path = config_.data_dir + "/keys.json";
  std::ofstream(path) << issuer_.Jwks();
  TrustIssuer(path);
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Takes(issuer_.Token(clock_.Now())));
  EXPECT_FALSE(Takes(TestIssuer().Token(clock_.Now())));
}

TEST_F(InboundTest, AFileWithoutKeysIsNamedAtStart) {
  TrustIssuer(config_.data_dir + "/none.json");
  const absl::Status status = Start();
  EXPECT_TRUE(absl::StrContains(status.message(), "none.json")) << status;
}

TEST_F(InboundTest, AnIssuerThatIsDownDoesNotKeepTheServerDown) {
  TrustIssuer("https://127.0.0.1:1/keys");
  ASSERT_TRUE(Start().ok());
  EXPECT_FALSE(Takes(issuer_.Token(clock_.Now())));
  EXPECT_GE(logger_.Count("jwks.refused"), 1);
  EXPECT_TRUE(Takes(AdminKey()));
}

}  // namespace
}  // namespace hirewire::server
