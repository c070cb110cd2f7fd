#include "connectors/catalog/manifest_folder.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/log/capturing_logger.h"
#include "base/status/error.h"
#include "connectors/catalog/catalog.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::connectors {
namespace {

using testing::HasSubstr;
using testing::Not;

class ManifestFolderTest : public testing::Test {
 protected:
  ManifestFolderTest() {
    path_ = absl::StrCat(testing::TempDir(), "/manifests-XXXXXX");
    path_ = mkdtemp(path_.data());
    for (const VendorSource& vendor : BuiltInVendors()) {
      if (vendor.name == "lever") lever_ = std::string(vendor.manifest);
    }
    EXPECT_TRUE(manifests_
                    .Set("lever", engine::Layer::kBuiltIn,
                         engine::ManifestText{lever_, "lever"})
                    .ok());
    folder_ = std::make_unique<ManifestFolder>(path_, manifests_, logger_);
  }

  std::string PathOf(const std::string& name) {
    return absl::StrCat(path_, "/", name);
  }
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(PathOf(name)) << text;
  }
  std::string Version(const std::string& vendor) {
    const auto found = manifests_.Find(vendor);
    return found.ok() ? (*found)->spec().version() : "none";
  }

  std::string path_;
  std::string lever_;
  engine::Manifests manifests_;
  log::CapturingLogger logger_;
  std::unique_ptr<ManifestFolder> folder_;
};

TEST_F(ManifestFolderTest, FilesAreInForceAtTheStartAndOthersIgnored) {
  Write("a.textproto", "vendor: \"lever\" version: \"file\"");
  Write("notes.txt", "no manifest");
  const absl::Status loaded = folder_->Load();
  ASSERT_TRUE(loaded.ok()) << loaded;
  EXPECT_EQ(Version("lever"), "file");
}

TEST_F(ManifestFolderTest, AServerDoesNotStartOnABrokenFile) {
  Write("a.textproto", "vendor: \"lever\"\nprobe { path: \"me\" }");
  const absl::Status loaded = folder_->Load();
  EXPECT_EQ(ReasonOf(loaded), v1::ERROR_REASON_MANIFEST_INVALID);
  EXPECT_THAT(std::string(loaded.message()),
              HasSubstr(absl::StrCat(PathOf("a.textproto"), ":2: probe.path")));
  EXPECT_FALSE(
      ManifestFolder(PathOf("nothing"), manifests_, logger_).Load().ok());
}

TEST_F(ManifestFolderTest, ChangesAreNoticedAndBrokenOnesLeaveWhatWasThere) {
  ASSERT_TRUE(folder_->Load().ok());
  Write("a.textproto", "vendor: \"lever\" version: \"one\"");
  folder_->Refresh();
  EXPECT_EQ(Version("lever"), "one");
  Write("a.textproto", "vendor: \"lever\" version: \"two\" nonsense: 1");
  folder_->Refresh();
  EXPECT_EQ(Version("lever"), "one");
  EXPECT_THAT(logger_.Text(), HasSubstr("manifest.refused"));
  const size_t said = logger_.Text().size();
  folder_->Refresh();
  EXPECT_EQ(logger_.Text().size(), said) << "it is said once";
  Write("a.textproto", "vendor: \"lever\" version: \"three\"");
  folder_->Refresh();
  EXPECT_EQ(Version("lever"), "three");
}

TEST_F(ManifestFolderTest, AFileThatIsGoneIsNoLongerInForce) {
  Write("a.textproto", "vendor: \"lever\" version: \"one\"");
  ASSERT_TRUE(folder_->Load().ok());
  ASSERT_EQ(std::remove(PathOf("a.textproto").c_str()), 0);
  folder_->Refresh();
  EXPECT_THAT(Version("lever"), Not("one"));
}

TEST_F(ManifestFolderTest, OneVendorStandsInOneFile) {
  Write("a.textproto", "vendor: \"lever\" version: \"a\"");
  Write("b.textproto", "vendor: \"lever\" version: \"b\"");
  const absl::Status loaded = folder_->Load();
  EXPECT_THAT(std::string(loaded.message()), HasSubstr("stands in"));
  EXPECT_EQ(Version("lever"), "a");
}

TEST_F(ManifestFolderTest, WhatWasInTheWayOfAFileMayGo) {
  Write("a.textproto", "vendor: \"lever\" version: \"a\"");
  ASSERT_TRUE(folder_->Load().ok());
  Write("b.textproto", "vendor: \"lever\" version: \"b\"");
  folder_->Refresh();
  EXPECT_EQ(Version("lever"), "a");
  const size_t said = logger_.Text().size();
  folder_->Refresh();
  EXPECT_EQ(logger_.Text().size(), said) << "it is said once";
  ASSERT_EQ(std::remove(PathOf("a.textproto").c_str()), 0);
  folder_->Refresh();
  EXPECT_EQ(Version("lever"), "b");
}

TEST_F(ManifestFolderTest, AFileMayBringAVendorThatIsNotBuiltIn) {
  Write("fever.textproto",
        absl::StrReplaceAll(lever_,
                            {{"vendor: \"lever\"", "vendor: \"fever\""}}));
  ASSERT_TRUE(folder_->Load().ok());
  EXPECT_TRUE(manifests_.Find("fever").ok());
  Write("fever.textproto", "vendor: \"lever\" version: \"moved\"");
  folder_->Refresh();
  EXPECT_FALSE(manifests_.Find("fever").ok());
  EXPECT_EQ(Version("lever"), "moved");
}

}  // namespace
}  // namespace hirewire::connectors
