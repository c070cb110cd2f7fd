#include "connectors/engine/capabilities.h"

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "connectors/engine/unified_model.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

class CapabilitiesTest : public testing::Test {
 protected:
  const v1::MethodCapability& Method(const std::string& name) const {
    for (const auto& method : capabilities_.methods()) {
      if (method.method() == name) return method;
    }
    ADD_FAILURE() << name;
    return capabilities_.methods(0);
  }
  v1::Support Field(const std::string& method, const std::string& path) const {
    for (const auto& field : Method(method).fields()) {
      if (field.path() == path) return field.support();
    }
    ADD_FAILURE() << path;
    return {};
  }
  v1::FilterCapability Filter(const std::string& method,
                              const std::string& name) const {
    for (const auto& filter : Method(method).filters()) {
      if (filter.name() == name) return filter;
    }
    ADD_FAILURE() << name;
    return {};
  }

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
  const v1::Capabilities capabilities_ = ComputeCapabilities(*manifest_);
};

TEST_F(CapabilitiesTest, EveryMethodOfTheCatalogIsThere) {
  EXPECT_EQ(capabilities_.vendor(), "acme");
  EXPECT_EQ(capabilities_.manifest_version(), "7");
  EXPECT_EQ(capabilities_.methods_size(), UnifiedCatalog()->method_count());
}

TEST(Capabilities, WhatIsRebuiltIsEmulatedAtNoCall) {
  const std::string text = absl::StrReplaceAll(
      kTestingManifest,
      {{"message: \"Job\"", "message: \"Job\" rebuilt_from: \"postings\""}});
  const auto capabilities = ComputeCapabilities(**CompileManifest(text, "a"));
  int emulated = 0;
  for (const auto& method : capabilities.methods()) {
    if (method.support().level() != v1::SUPPORT_LEVEL_EMULATED) continue;
    ++emulated;
    EXPECT_TRUE(absl::EndsWith(method.method(), "Job") ||
                absl::EndsWith(method.method(), "Jobs"))
        << method.method();
    EXPECT_EQ(method.support().calls_per_page(), 0);
  }
  EXPECT_EQ(emulated, 2);
}

TEST_F(CapabilitiesTest, APageCostsOneCallAndItsJoins) {
  EXPECT_EQ(Method("ListJobs").calls_per_page(), 1);
  EXPECT_GT(Method("ListCandidates").calls_per_page_of_all_fields(), 1);
  EXPECT_EQ(Method("ListOffers").calls_per_page(), 0);
}

TEST_F(CapabilitiesTest, MethodsSayTheirScopeOrWhyNot) {
  EXPECT_EQ(Method("ListCandidates").support().level(),
            v1::SUPPORT_LEVEL_NATIVE);
  EXPECT_EQ(Method("ListCandidates").support().scope(), "candidates:read");
  const v1::Support offers = Method("ListOffers").support();
  EXPECT_EQ(offers.level(), v1::SUPPORT_LEVEL_UNSUPPORTED);
  EXPECT_EQ(offers.why(), "Acme keeps offers elsewhere");
  EXPECT_EQ(Method("GetTag").support().level(), v1::SUPPORT_LEVEL_UNSUPPORTED);
  EXPECT_FALSE(Method("ListScorecards").support().why().empty());
  EXPECT_EQ(Method("ListScorecards").fields_size(), 0);
}

TEST_F(CapabilitiesTest, FieldsSayWhatTheyCost) {
  EXPECT_EQ(Field("ListCandidates", "full_name").level(),
            v1::SUPPORT_LEVEL_NATIVE);
  EXPECT_EQ(Field("ListCandidates", "raw_json").level(),
            v1::SUPPORT_LEVEL_NATIVE);
  EXPECT_EQ(Field("ListCandidates", "company").level(),
            v1::SUPPORT_LEVEL_UNSUPPORTED);
  // 100 records in batches of 50; another look-up on top; one by one.
  EXPECT_EQ(Field("ListCandidates", "application_ids").calls_per_page(), 2);
  EXPECT_EQ(Field("ListCandidates", "recruiter_id").calls_per_page(), 4);
  EXPECT_EQ(Field("ListCandidates", "photo_url").calls_per_page(), 100);
  EXPECT_EQ(Field("ListCandidates", "source_name").calls_per_page(), 0);
  EXPECT_EQ(Field("GetCandidate", "recruiter_id").calls_per_page(), 2);
}

TEST_F(CapabilitiesTest, GetsHaveFieldsOfTheirOwn) {
  EXPECT_EQ(Field("GetJob", "description_html").level(),
            v1::SUPPORT_LEVEL_NATIVE);
  EXPECT_EQ(Field("ListJobs", "description_html").level(),
            v1::SUPPORT_LEVEL_UNSUPPORTED);
}

TEST_F(CapabilitiesTest, FiltersAreNativeEmulatedOrNot) {
  const auto level = [this](const char* name) {
    return Filter("ListCandidates", name).support().level();
  };
  EXPECT_EQ(level("email"), v1::SUPPORT_LEVEL_NATIVE);
  EXPECT_EQ(level("tag"), v1::SUPPORT_LEVEL_EMULATED);
  EXPECT_EQ(level("location"), v1::SUPPORT_LEVEL_UNSUPPORTED);
  EXPECT_TRUE(Filter("ListJobStages", "job_id").required());
  EXPECT_FALSE(Filter("ListCandidates", "email").required());
  EXPECT_EQ(Method("GetCandidate").filters_size(), 0);
}

TEST_F(CapabilitiesTest, TheConnectorIsDescribed) {
  const v1::Connector connector = Describe(*manifest_);
  EXPECT_EQ(connector.display_name(), "Acme Hire");
  EXPECT_EQ(connector.candidate_identity(), v1::CANDIDATE_IDENTITY_PERSON);
  ASSERT_EQ(connector.auth_kinds_size(), 2);
  EXPECT_EQ(connector.auth_kinds(1), v1::AUTH_KIND_CLIENT_CREDENTIALS);
  ASSERT_EQ(connector.environments_size(), 2);
  EXPECT_EQ(connector.environments(1).name(), "sandbox");
  ASSERT_EQ(connector.retired_versions_size(), 1);
  EXPECT_EQ(connector.retired_versions(0).api_version(), "v1");
}

// Describe casts one enum to the other.
TEST(Describe, BothEnumsOfCandidateIdentityAgree) {
  const auto& ours = *v1::CandidateIdentity_descriptor();
  const auto& theirs = *connector::v1::CandidateIdentity_descriptor();
  ASSERT_EQ(ours.value_count(), theirs.value_count());
  for (int i = 0; i < ours.value_count(); ++i) {
    EXPECT_EQ(ours.value(i)->name(), theirs.value(i)->name());
    EXPECT_EQ(ours.value(i)->number(), theirs.value(i)->number());
  }
}

}  // namespace
}  // namespace hirewire::engine
