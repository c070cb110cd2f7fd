#include "connectors/engine/narrow_capabilities.h"

#include <memory>
#include <string>

#include "connectors/engine/capabilities.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gtest/gtest.h"
#include "hirewire/v1/connector.pb.h"

namespace hirewire::engine {
namespace {

class NarrowCapabilities : public testing::Test {
 protected:
  void Narrow(const KnownScopes& known) { NarrowTo(known, capabilities_); }

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

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
  const v1::Capabilities all_ = ComputeCapabilities(*manifest_);
  v1::Capabilities capabilities_ = all_;
};

TEST_F(NarrowCapabilities,
       NothingIsHeldAgainstACredentialOfWhichNothingIsKnown) {
  Narrow({});
  EXPECT_EQ(capabilities_.SerializeAsString(), all_.SerializeAsString());
}

TEST_F(NarrowCapabilities, AMissingPermissionIsNamedWhereItIsNeeded) {
  Narrow({.granted = {}, .missing = {"candidates:read"}});
  const v1::Support support = Method("ListCandidates").support();
  EXPECT_EQ(support.level(), v1::SUPPORT_LEVEL_REQUIRES_SCOPE);
  EXPECT_EQ(support.scope(), "candidates:read");
  EXPECT_EQ(Method("ListJobs").support().level(), v1::SUPPORT_LEVEL_NATIVE);
}

TEST_F(NarrowCapabilities, FieldsThatNeedAnotherCallNeedItsPermission) {
  Narrow({.granted = {}, .missing = {"applications:read"}});
  EXPECT_EQ(Method("ListCandidates").support().level(),
            v1::SUPPORT_LEVEL_NATIVE);
  const v1::Support ids = Field("ListCandidates", "application_ids");
  EXPECT_EQ(ids.level(), v1::SUPPORT_LEVEL_REQUIRES_SCOPE);
  EXPECT_EQ(ids.scope(), "applications:read");
  EXPECT_EQ(Field("ListCandidates", "full_name").level(),
            v1::SUPPORT_LEVEL_NATIVE);
}

TEST_F(NarrowCapabilities, WhatAFullListLacksIsLacking) {
  Narrow({.granted = {"candidates:read"}, .missing = {}});
  EXPECT_EQ(Method("ListCandidates").support().level(),
            v1::SUPPORT_LEVEL_NATIVE);
  EXPECT_EQ(Field("ListCandidates", "application_ids").level(),
            v1::SUPPORT_LEVEL_REQUIRES_SCOPE);
}

TEST_F(NarrowCapabilities, OneOfSeveralPermissionsIsEnoughToFail) {
  v1::Capabilities capabilities;
  v1::Support& support = *capabilities.add_methods()->mutable_support();
  support.set_level(v1::SUPPORT_LEVEL_NATIVE);
  support.set_scope("files:read resumes:read");
  NarrowTo({.granted = {}, .missing = {"resumes:read"}}, capabilities);
  EXPECT_EQ(support.level(), v1::SUPPORT_LEVEL_REQUIRES_SCOPE);
  EXPECT_EQ(support.scope(), "resumes:read");
}

TEST_F(NarrowCapabilities, WhatTheVendorLacksStaysUnsupported) {
  v1::Capabilities capabilities;
  v1::Support& support = *capabilities.add_methods()->mutable_support();
  support.set_level(v1::SUPPORT_LEVEL_UNSUPPORTED);
  support.set_scope("a");
  NarrowTo({.granted = {}, .missing = {"a"}}, capabilities);
  EXPECT_EQ(support.level(), v1::SUPPORT_LEVEL_UNSUPPORTED);
}

}  // namespace
}  // namespace hirewire::engine
