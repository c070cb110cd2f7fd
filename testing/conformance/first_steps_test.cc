// What a vendor's folder must have before it can be talked to; where something
// is missing, the steps are listed in the order in which to take them.
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "connectors/engine/capabilities.h"
#include "connectors/engine/unified_model.h"
#include "gtest/gtest.h"
#include "testing/conformance/expected.h"
#include "testing/conformance/golden_files.h"
#include "testing/conformance/subject.h"
#include "testing/conformance/tested.h"
#include "testing/conformance/walk.h"
#include "testing/conformance/words.h"
#include "testing/simulators/vendors.h"

namespace hirewire::conformance {
namespace {

std::string Folder() {
  return absl::StrCat("connectors/vendors/", TestedVendor());
}

// Methods that the manifest declares, whether or not there is a simulator.
std::vector<std::string> Declared() {
  std::vector<std::string> methods;
  const auto manifest = TestedManifest();
  if (manifest == nullptr) return methods;
  for (const auto& [name, entity] : manifest->entities) {
    if (entity.list) methods.push_back(engine::ListMethodOf(name)->name());
    if (entity.get) methods.push_back(engine::GetMethodOf(name)->name());
  }
  return methods;
}

TEST(FirstSteps, ManifestCompiles) {
  const auto manifest = ManifestOf(TestedVendor());
  ASSERT_TRUE(manifest.ok())
      << "STEP 1: make " << Folder() << "/manifest.textproto compile and name "
      << "it in connectors/catalog/catalog.cc\n"
      << manifest.status().message();
  EXPECT_EQ((*manifest)->vendor(), TestedVendor());
}

TEST(FirstSteps, EveryMethodIsGivenOrExcused) {
  const auto manifest = TestedManifest();
  if (manifest == nullptr) GTEST_SKIP() << "step 1 comes first";
  const v1::Capabilities all = engine::ComputeCapabilities(*manifest);
  const auto& catalog = *engine::UnifiedCatalog();
  ASSERT_EQ(all.methods_size(), catalog.method_count());
  for (int i = 0; i < catalog.method_count(); ++i) {
    const v1::MethodCapability& method = all.methods(i);
    EXPECT_EQ(method.method(), catalog.method(i)->name());
    const v1::Support& support = method.support();
    if (support.level() != v1::SUPPORT_LEVEL_UNSUPPORTED) {
      EXPECT_GT(method.fields_size(), 0) << method.method();
      continue;
    }
    const std::string& entity = catalog.method(i)
                                    ->output_type()
                                    ->FindFieldByNumber(1)
                                    ->message_type()
                                    ->name();
    const auto found = manifest->entities.find(entity);
    EXPECT_TRUE(found != manifest->entities.end() &&
                !found->second.spec->why().empty())
        << "STEP 2: " << method.method() << " is unsupported, and nothing says "
        << "why: read the vendor's documentation, then add `entities { "
        << "message: \"" << entity << "\" why: \"...\" }` to " << Folder()
        << "/manifest.textproto, or a list and get where the vendor has them";
  }
}

TEST(FirstSteps, EveryOperationHasAGoldenCase) {
  const std::set<std::string> covered = RpcsOfCases(Folder() + "/testdata");
  for (const std::string& method : Declared()) {
    EXPECT_EQ(covered.count(method), 1u)
        << "STEP 3: " << method << " has no golden case: write " << Folder()
        << "/testdata/<operation>/<case>.request.textproto, whose first line "
        << "is `# rpc: " << method << "`, and <case>.exchange.json beside it; "
        << "see connectors/vendors/golden_case.h, and an example of another "
        << "vendor";
  }
}

TEST(FirstSteps, ThereIsASimulator) {
  EXPECT_NE(sim::MakeSimulator(TestedVendor(), SmallCompany()), nullptr)
      << "STEP 4: write testing/simulators/" << TestedVendor()
      << " (testing/simulators/README.md says how) and name it in "
      << "testing/simulators/vendors.cc; the rest of this suite runs against "
      << "it";
}

TEST(FirstSteps, TheTableSaysWhatACompanyComesTo) {
  const auto manifest = TestedManifest();
  if (manifest == nullptr) GTEST_SKIP() << "step 1 comes first";
  for (const std::string entity : {"Candidate", "Job", "User"}) {
    const auto found = manifest->entities.find(entity);
    if (found == manifest->entities.end() || !found->second.list) continue;
    EXPECT_TRUE(ExpectedCount(TestedVendor(), entity) != nullptr)
        << "STEP 5: say in testing/conformance/expected.cc how many records "
        << "of " << entity << " a company comes to at " << TestedVendor();
  }
}

// Not every vendor's list has enums, but awkward data show somewhere.
TEST(FirstSteps, TheSimulatorSaysWordsThatNobodyKnows) {
  if (!CanBeTalkedTo()) GTEST_SKIP() << "step 4 comes first";
  Subject subject(TestedVendor());
  std::set<std::string> unknown;
  for (const Operation& list : TestedLists()) {
    const Walk walk = WalkEverywhere(subject, ListOf(list.entity, 500), 10);
    for (const Record& record : walk.records) {
      for (const WordSeen& word : WordsIn(*record)) {
        if (word.value == "OTHER") unknown.insert(word.source);
      }
    }
  }
  EXPECT_FALSE(unknown.empty())
      << "STEP 6: render unknown words (kUnknownWord in testing/data) where "
      << "the vendor has enums";
}

}  // namespace
}  // namespace hirewire::conformance
