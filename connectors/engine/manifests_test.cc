#include "connectors/engine/manifests.h"

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
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
    EXPECT_TRUE(Add("acme", kTestingManifest, "acme.textproto").ok());
    EXPECT_TRUE(
        Add("zenith",
            absl::StrReplaceAll(kTestingManifest,
                                {{"vendor: \"acme\"", "vendor: \"zenith\""}}),
            "zenith.textproto")
            .ok());
    connection_.id = "a1";
    connection_.vendor = "acme";
    connection_.create_time = absl::FromUnixSeconds(1);
  }

  absl::Status Add(const std::string& vendor, const std::string& text,
                   const std::string& file) {
    return manifests_.Set(vendor, Layer::kBuiltIn, ManifestText{text, file});
  }
  absl::Status Apply(const std::string& text) {
    return manifests_.Set("acme", Layer::kApplied,
                          ManifestText{text, "applied"});
  }
  absl::Status ApplyOverlay(const std::string& text) {
    return manifests_.SetOverlay("acme", ConnectionName::Of(connection_),
                                 ManifestText{text, "overlay"});
  }
  // The version of the manifest that the connection is served by.
  std::string VersionFor(const auth::Connection& connection) {
    const auto manifest = manifests_.For(connection);
    return manifest.ok() ? (*manifest)->spec().version() : "none";
  }

  Manifests manifests_;
  auth::Connection connection_;
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

TEST_F(ManifestsTest, ABadManifestChangesNothing) {
  EXPECT_FALSE(Add("new", "vendor: \"new\"", "c.textproto").ok());
  EXPECT_THAT(
      std::string(Add("globex", kTestingManifest, "b.textproto").message()),
      HasSubstr("b.textproto: vendor: is not globex"));
  EXPECT_THAT(manifests_.All(), SizeIs(2));
  const ManifestPtr before = *manifests_.Find("acme");
  EXPECT_FALSE(Apply("paging { next_url {} }").ok());
  EXPECT_EQ(*manifests_.Find("acme"), before);
}

TEST_F(ManifestsTest, LayersAreLaidOverEachOtherAndTakenAwayAgain) {
  const ManifestPtr before = *manifests_.Find("acme");
  ASSERT_TRUE(Apply("version: \"applied\"").ok());
  ASSERT_TRUE(
      manifests_
          .Set("acme", Layer::kFile, ManifestText{"version: \"file\"", "file"})
          .ok());
  EXPECT_EQ(VersionFor(connection_), "applied");
  EXPECT_THAT(manifests_.LayersOf("acme"), SizeIs(3));
  ASSERT_TRUE(manifests_.Set("acme", Layer::kApplied, std::nullopt).ok());
  EXPECT_EQ(VersionFor(connection_), "file");
  ASSERT_TRUE(manifests_.Set("acme", Layer::kFile, std::nullopt).ok());
  EXPECT_EQ(VersionFor(connection_), before->spec().version());
  // Whoever began with it keeps it.
  EXPECT_EQ(before->vendor(), "acme");
}

TEST_F(ManifestsTest, AVendorMayComeAndGoWithoutBeingBuiltIn) {
  const std::string text = absl::StrReplaceAll(
      kTestingManifest, {{"vendor: \"acme\"", "vendor: \"globex\""}});
  const ManifestText whole = {text, "globex"};
  ASSERT_TRUE(manifests_.Set("globex", Layer::kApplied, whole).ok());
  EXPECT_TRUE(manifests_.Find("globex").ok());
  ASSERT_TRUE(manifests_.Set("globex", Layer::kApplied, std::nullopt).ok());
  EXPECT_EQ(ReasonOf(manifests_.Find("globex").status()),
            v1::ERROR_REASON_VENDOR_UNKNOWN);
}

TEST_F(ManifestsTest, AnOverlayIsOneConnectionsOwn) {
  ASSERT_TRUE(ApplyOverlay("version: \"mine\"").ok());
  auth::Connection other = connection_;
  other.id = "a2";
  EXPECT_EQ(VersionFor(connection_), "mine");
  EXPECT_NE(VersionFor(other), "mine");
  EXPECT_EQ(manifests_.OverlayOf(connection_)->file, "overlay");
  EXPECT_FALSE(manifests_.OverlayOf(other).has_value());
}

TEST_F(ManifestsTest, AnOverlayIsNotInheritedByAnotherConnectionOfItsName) {
  ASSERT_TRUE(ApplyOverlay("version: \"mine\"").ok());
  auth::Connection later = connection_;
  later.create_time += absl::Seconds(1);
  EXPECT_NE(VersionFor(later), "mine");
  EXPECT_FALSE(manifests_.OverlayOf(later).has_value());
}

TEST_F(ManifestsTest, AnOverlayFollowsWhatItIsLaidOver) {
  ASSERT_TRUE(ApplyOverlay(R"(entities { message: "Job"
      fields { to: "title" from: "custom.title" } })")
                  .ok());
  ASSERT_TRUE(Apply("version: \"8\"").ok());
  EXPECT_EQ(VersionFor(connection_), "8");
  EXPECT_NE(*manifests_.For(connection_), *manifests_.Find("acme"));
}

TEST_F(ManifestsTest, WhatWouldBreakAnOverlayIsRefused) {
  ASSERT_TRUE(Apply(R"(tables { name: "extra" words { word: "x"
                                                      value: "OPEN" } })")
                  .ok());
  const absl::Status laid = ApplyOverlay(R"(entities { message: "Job"
      fields { to: "status" from: "s" table: "extra" } })");
  ASSERT_TRUE(laid.ok()) << laid;
  const absl::Status without =
      manifests_.Set("acme", Layer::kApplied, std::nullopt);
  EXPECT_EQ(ReasonOf(without), v1::ERROR_REASON_MANIFEST_INVALID) << without;
  EXPECT_THAT(manifests_.LayersOf("acme"), SizeIs(2));
}

TEST_F(ManifestsTest, WhatCannotBeMadeDurableIsNotInForce) {
  const ManifestPtr before = *manifests_.Find("acme");
  const absl::Status refused =
      manifests_.Set("acme", Layer::kApplied, ManifestText{"", "applied"},
                     [] { return absl::UnavailableError("disk"); });
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(*manifests_.Find("acme"), before);
  EXPECT_THAT(manifests_.LayersOf("acme"), SizeIs(1));
}

TEST_F(ManifestsTest, TryingChangesNothing) {
  const auto tried = manifests_.Try("acme", Layer::kApplied,
                                    ManifestText{"version: \"8\"", "try"});
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_EQ((*tried)->spec().version(), "8");
  EXPECT_NE(VersionFor(connection_), "8");
}

TEST_F(ManifestsTest, ReadersAndWritersMayMeet) {
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int writer = 0; writer < 2; ++writer) {
    threads.emplace_back([&, writer] {
      for (int i = 0; i < 20; ++i) {
        failures += !Apply(absl::StrCat("version: \"", writer, "\"")).ok();
      }
    });
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) {
        failures += !manifests_.For(connection_).ok();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace hirewire::engine
