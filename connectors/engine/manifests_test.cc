#include "connectors/engine/manifests.h"

#include <string>

#include "absl/strings/str_replace.h"
#include "base/status/error.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class ManifestsTest : public testing::Test {
 protected:
  ManifestsTest() {
    EXPECT_TRUE(manifests_.Add(kTestingManifest, "acme.textproto").ok());
    EXPECT_TRUE(manifests_
                    .Add(absl::StrReplaceAll(
                             kTestingManifest,
                             {{"vendor: \"acme\"", "vendor: \"zenith\""}}),
                         "zenith.textproto")
                    .ok());
  }
  Manifests manifests_;
};

TEST_F(ManifestsTest, FindsByName) {
  const auto found = manifests_.Find("acme");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ((*found)->vendor(), "acme");
  ASSERT_THAT(manifests_.All(), SizeIs(2));
  EXPECT_EQ(manifests_.All()[1]->vendor(), "zenith");
}

TEST_F(ManifestsTest, AnUnknownVendorHearsWhatThereIs) {
  for (const char* name :
       {"", "acm", "acme-v9", "acmev1", "ACME", "greenhose"}) {
    const absl::Status status = manifests_.Find(name).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_VENDOR_UNKNOWN) << name;
    EXPECT_THAT(std::string(status.message()), HasSubstr("acme, zenith"));
  }
}

TEST_F(ManifestsTest, ARetiredVersionSaysSoAndWhatToDo) {
  for (const char* name : {"acme-v1", "acme/v1", "acme v1", "Acme-V1"}) {
    const absl::Status status = manifests_.Find(name).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_API_VERSION_RETIRED) << name;
    EXPECT_EQ(status.message(), "v1 ended in 2025; use v2");
    EXPECT_EQ(DetailsOf(status)->metadata.at("api_version"), "v1");
  }
}

TEST_F(ManifestsTest, ABadOrSecondManifestChangesNothing) {
  EXPECT_THAT(
      std::string(manifests_.Add(kTestingManifest, "b.textproto").message()),
      HasSubstr("b.textproto: vendor: acme is there already"));
  EXPECT_FALSE(manifests_.Add("vendor: \"new\"", "c.textproto").ok());
  EXPECT_THAT(manifests_.All(), SizeIs(2));
}

}  // namespace
}  // namespace hirewire::engine
