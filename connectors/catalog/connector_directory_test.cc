#include "connectors/catalog/connector_directory.h"

#include <string>
#include <vector>

#include "base/status/error.h"
#include "connectors/catalog/catalog.h"
#include "gtest/gtest.h"

namespace hirewire::connectors {
namespace {

class ConnectorDirectoryTest : public testing::Test {
 protected:
  ConnectorDirectoryTest() {
    for (const VendorSource& vendor : BuiltInVendors()) {
      const absl::Status added = manifests_.Set(
          vendor.name, engine::Layer::kBuiltIn,
          engine::ManifestText{std::string(vendor.manifest), vendor.file});
      EXPECT_TRUE(added.ok()) << added;
    }
    connection_.vendor = "lever";
    connection_.auth_kind = auth::AuthKind::kApiKey;
  }

  // The field that Validate names; "" where all is well.
  std::string Wrong(bool allow_loopback) const {
    const absl::Status status =
        directory_.Validate(connection_, allow_loopback);
    if (status.ok()) return "";
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << status;
    return DetailsOf(status)->metadata.at("field");
  }

  engine::Manifests manifests_;
  const ConnectorDirectory directory_{manifests_};
  auth::Connection connection_;
};

TEST_F(ConnectorDirectoryTest, ListsByName) {
  std::vector<std::string> expected, listed;
  for (const VendorSource& vendor : BuiltInVendors()) {
    expected.emplace_back(vendor.name);
  }
  for (const auto& connector : directory_.List()) {
    listed.push_back(connector.vendor());
  }
  EXPECT_EQ(listed, expected);
  EXPECT_EQ(directory_.Get("lever")->display_name(), "Lever");
}

TEST_F(ConnectorDirectoryTest, RetiredVersionsAndUnknownVendorsSayWhy) {
  for (const char* name : {"greenhouse-v1", "greenhouse/v2", "Greenhouse v1"}) {
    EXPECT_EQ(ReasonOf(directory_.Get(name).status()),
              v1::ERROR_REASON_API_VERSION_RETIRED)
        << name;
  }
  connection_.vendor = "nobody";
  EXPECT_EQ(ReasonOf(directory_.GetCapabilities(connection_).status()),
            v1::ERROR_REASON_VENDOR_UNKNOWN);
}

TEST_F(ConnectorDirectoryTest, AConnectionMustFitItsVendor) {
  EXPECT_EQ(Wrong(false), "");
  connection_.auth_kind = auth::AuthKind::kClientCredentials;
  EXPECT_EQ(Wrong(false), "credential");
  connection_.auth_kind = auth::AuthKind::kApiKey;
  connection_.environment = "moon";
  EXPECT_EQ(Wrong(false), "environment");
  connection_.environment = "";
  connection_.base_url = "http://127.0.0.1:9";
  EXPECT_EQ(Wrong(false), "base_url");
  EXPECT_EQ(Wrong(true), "");
  connection_.vendor = "nobody";
  EXPECT_EQ(ReasonOf(directory_.Validate(connection_, true)),
            v1::ERROR_REASON_VENDOR_UNKNOWN);
}

TEST_F(ConnectorDirectoryTest, CapabilitiesNameTheirVendor) {
  connection_.vendor = "greenhouse";
  const auto capabilities = directory_.GetCapabilities(connection_);
  ASSERT_TRUE(capabilities.ok()) << capabilities.status();
  EXPECT_EQ(capabilities->vendor(), "greenhouse");
  EXPECT_GT(capabilities->methods_size(), 20);
}

TEST_F(ConnectorDirectoryTest, EachMethodOfLeverAndWorkableNamesItsPermission) {
  for (const char* vendor : {"lever", "workable"}) {
    connection_.vendor = vendor;
    const auto capabilities = directory_.GetCapabilities(connection_);
    ASSERT_TRUE(capabilities.ok()) << capabilities.status();
    for (const auto& method : capabilities->methods()) {
      if (method.support().level() == v1::SUPPORT_LEVEL_UNSUPPORTED) continue;
      EXPECT_NE(method.support().scope(), "")
          << vendor << " " << method.method();
    }
  }
}

TEST_F(ConnectorDirectoryTest, CapabilitiesAreThoseOfTheConnection) {
  connection_.missing_scopes = {"offers:read:admin", "resumes:read:admin"};
  const auto capabilities = directory_.GetCapabilities(connection_);
  ASSERT_TRUE(capabilities.ok()) << capabilities.status();
  std::string lacking;
  for (const auto& method : capabilities->methods()) {
    if (method.support().level() != v1::SUPPORT_LEVEL_REQUIRES_SCOPE) continue;
    lacking += method.method() + "=" + method.support().scope() + " ";
  }
  EXPECT_EQ(lacking,
            "ListOffers=offers:read:admin "
            "ListAttachments=resumes:read:admin "
            "GetAttachment=resumes:read:admin ");
}

}  // namespace
}  // namespace hirewire::connectors
