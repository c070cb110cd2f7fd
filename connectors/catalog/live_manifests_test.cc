#include "connectors/catalog/live_manifests.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "auth/secret/secret.h"
#include "auth/vault/vault.h"
#include "base/crypto/keyring.h"
#include "base/log/capturing_logger.h"
#include "base/random/seeded_random.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/fake_clock.h"
#include "connectors/catalog/catalog.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::connectors {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr char kLift[] = R"(entities { message: "Candidate"
  fields { to: "title" from: "custom.seniority" } })";

class LiveManifestsTest : public testing::Test {
 protected:
  LiveManifestsTest() {
    acme_ = Connect("acme");
    Restart();
  }

  auth::Connection Connect(const std::string& id,
                           const std::string& tenant = "") {
    auth::NewConnection request;
    request.id = id;
    request.vendor = "lever";
    request.credentials = auth::ApiKeyCredentials{auth::Secret("key")};
    return registry_.Create(tenant, request).value();
  }

  // Another run of the server on the same store.
  void Restart() {
    live_.reset();
    manifests_ = std::make_unique<engine::Manifests>();
    for (const VendorSource& vendor : BuiltInVendors()) {
      ASSERT_TRUE(manifests_
                      ->Set(vendor.name, engine::Layer::kBuiltIn,
                            engine::ManifestText{std::string(vendor.manifest),
                                                 vendor.file})
                      .ok());
    }
    live_ =
        std::make_unique<LiveManifests>(*manifests_, *store_, clock_, logger_);
    const absl::Status restored = live_->Restore(registry_);
    ASSERT_TRUE(restored.ok()) << restored;
  }

  ManifestScope Vendor() { return {"lever", std::nullopt}; }
  ManifestScope Overlay() { return {"lever", acme_}; }

  // The expression of the rule for a candidate's title; "" for none.
  std::string TitleRule(const auth::Connection& connection) {
    const auto manifest = manifests_->For(connection);
    for (const auto& entity : (*manifest)->spec().entities()) {
      if (entity.message() != "Candidate") continue;
      for (const auto& field : entity.fields()) {
        if (field.to() == "title") return field.from();
      }
    }
    return "";
  }

  FakeClock clock_;
  SeededRandom random_{1};
  log::CapturingLogger logger_;
  const std::unique_ptr<store::SqliteStore> store_ =
      store::SqliteStore::InMemory();
  const std::unique_ptr<crypto::Keyring> keyring_ =
      crypto::Keyring::Ephemeral();
  const auth::Vault vault_{*keyring_};
  auth::ConnectionRegistry registry_{*store_, vault_, clock_, random_};
  auth::Connection acme_;
  std::unique_ptr<engine::Manifests> manifests_;
  std::unique_ptr<LiveManifests> live_;
};

TEST_F(LiveManifestsTest, WhatIsAppliedIsInForceAndSurvivesARestart) {
  const auto applied = live_->ApplyManifest(Vendor(), kLift, std::nullopt);
  ASSERT_TRUE(applied.ok()) << applied.status();
  EXPECT_GT(applied->revision(), 0);
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
  Restart();
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
  const auto now = live_->GetManifest(Vendor());
  EXPECT_EQ(now->revision(), applied->revision());
  ASSERT_THAT(now->layers(), SizeIs(2));
  EXPECT_EQ(now->layers(1).kind(), v1::MANIFEST_LAYER_KIND_APPLIED);
  EXPECT_EQ(now->layers(1).text(), kLift);
  EXPECT_TRUE(now->layers(1).has_apply_time());
  EXPECT_THAT(now->text(), HasSubstr("custom.seniority"));
}

TEST_F(LiveManifestsTest, AnOverlayIsItsTenantsOnly) {
  const auth::Connection same_name = Connect("acme", "globex");
  ASSERT_TRUE(live_->ApplyManifest(Overlay(), kLift, std::nullopt).ok());
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
  EXPECT_NE(TitleRule(same_name), "custom.seniority");
  const ManifestScope theirs = {"lever", same_name};
  EXPECT_EQ(live_->GetManifest(theirs)->revision(), 0);
  Restart();
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
  EXPECT_NE(TitleRule(same_name), "custom.seniority");
  ASSERT_TRUE(live_->ApplyManifest(theirs, "", std::nullopt).ok());
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
}

TEST_F(LiveManifestsTest, AnEmptyTextTakesItAway) {
  ASSERT_TRUE(live_->ApplyManifest(Vendor(), kLift, std::nullopt).ok());
  const auto reset = live_->ApplyManifest(Vendor(), "", std::nullopt);
  ASSERT_TRUE(reset.ok()) << reset.status();
  EXPECT_EQ(reset->revision(), 0);
  EXPECT_NE(TitleRule(acme_), "custom.seniority");
  Restart();
  EXPECT_NE(TitleRule(acme_), "custom.seniority");
}

TEST_F(LiveManifestsTest, ABrokenTextIsRefusedAndNotKept) {
  const auto refused = live_->ApplyManifest(
      Vendor(), "\nentities { message: \"Candidate\" fields { to: \"x\" } }",
      std::nullopt);
  ASSERT_EQ(ReasonOf(refused.status()), v1::ERROR_REASON_MANIFEST_INVALID);
  const auto details = DetailsOf(refused.status());
  EXPECT_EQ(details->metadata.at("file"), "lever (applied)");
  EXPECT_EQ(details->metadata.at("line"), "2");
  EXPECT_EQ(live_->GetManifest(Vendor())->revision(), 0);
}

TEST_F(LiveManifestsTest, OnlyTheExpectedRevisionIsReplaced) {
  const auto first = live_->ApplyManifest(Vendor(), kLift, 0);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto late = live_->ApplyManifest(Vendor(), "version: \"late\"", 0);
  EXPECT_EQ(ReasonOf(late.status()), v1::ERROR_REASON_MANIFEST_CHANGED);
  EXPECT_EQ(DetailsOf(late.status())->metadata.at("revision"),
            absl::StrCat(first->revision()));
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
  EXPECT_TRUE(
      live_->ApplyManifest(Vendor(), "version: \"2\"", first->revision()).ok());
}

TEST_F(LiveManifestsTest, OfTwoAtOnceForOneRevisionOneWins) {
  std::atomic<int> won = 0;
  std::atomic<int> lost = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      const auto applied = live_->ApplyManifest(
          Vendor(), absl::StrCat("version: \"", i, "\""), 0);
      won += applied.ok();
      lost += ReasonOf(applied.status()) == v1::ERROR_REASON_MANIFEST_CHANGED;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 3);
}

TEST_F(LiveManifestsTest, AnOverlayIsTheConnectionsAlone) {
  const auth::Connection other = Connect("other");
  const auto applied = live_->ApplyManifest(Overlay(), kLift, std::nullopt);
  ASSERT_TRUE(applied.ok()) << applied.status();
  EXPECT_EQ(applied->connection_id(), "acme");
  EXPECT_EQ(applied->layers(1).kind(), v1::MANIFEST_LAYER_KIND_OVERLAY);
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
  EXPECT_NE(TitleRule(other), "custom.seniority");
  Restart();
  EXPECT_EQ(TitleRule(acme_), "custom.seniority");
}

TEST_F(LiveManifestsTest, AnOverlayIsForgottenWithItsConnection) {
  ASSERT_TRUE(live_->ApplyManifest(Overlay(), kLift, std::nullopt).ok());
  ASSERT_TRUE(registry_.Delete("", "acme").ok());
  clock_.Advance(absl::Seconds(1));
  acme_ = Connect("acme");
  EXPECT_NE(TitleRule(acme_), "custom.seniority");
  EXPECT_EQ(live_->GetManifest(Overlay())->revision(), 0);
  Restart();
  EXPECT_NE(TitleRule(acme_), "custom.seniority");
}

TEST_F(LiveManifestsTest, ValidatingChangesNothing) {
  const auto tried = live_->ValidateManifest(Overlay(), kLift);
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_THAT(tried->text(), HasSubstr("custom.seniority"));
  EXPECT_NE(TitleRule(acme_), "custom.seniority");
}

TEST_F(LiveManifestsTest, WhatNoLongerFitsStaysOutOfForceAndIsLogged) {
  internal::v1::ManifestRecord record;
  record.set_vendor("lever");
  record.set_text(
      "tables { name: \"gone\" words { word: \"a\" } }\n"
      "probe { path: \"no slash\" }");
  ASSERT_TRUE(store_
                  ->Transact([&](store::Transaction& t) {
                    return t
                        .Put("manifest", "lever", record.SerializeAsString(),
                             store::kAbsent)
                        .status();
                  })
                  .ok());
  Restart();
  EXPECT_TRUE(manifests_->Find("lever").ok());
  EXPECT_THAT(logger_.Text(), HasSubstr("manifest.refused"));
  EXPECT_THAT(logger_.Text(), HasSubstr("lever (applied):2: probe.path"));
}

TEST_F(LiveManifestsTest, HugeTextsAndNamesThatAreNoneAreRefused) {
  const std::string huge((1 << 20) + 1, '#');
  EXPECT_EQ(ReasonOf(live_->ApplyManifest(Vendor(), huge, {}).status()),
            v1::ERROR_REASON_ARGUMENT_INVALID);
  EXPECT_EQ(ReasonOf(live_->ApplyManifest({"a/b", {}}, kLift, {}).status()),
            v1::ERROR_REASON_ARGUMENT_INVALID);
  // Nobody's name, and no whole manifest.
  EXPECT_EQ(ReasonOf(live_->ApplyManifest({"nobody", {}}, kLift, {}).status()),
            v1::ERROR_REASON_MANIFEST_INVALID);
}

}  // namespace
}  // namespace hirewire::connectors
