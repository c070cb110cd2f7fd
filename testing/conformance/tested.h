// Which vendor this run of the suite is about, and what it can list and get.
#ifndef HIREWIRE_TESTING_CONFORMANCE_TESTED_H_
#define HIREWIRE_TESTING_CONFORMANCE_TESTED_H_

#include <memory>
#include <string>
#include <vector>

#include "connectors/engine/compiled.h"
#include "gtest/gtest.h"
#include "testing/conformance/subject.h"

namespace hirewire::conformance {

// Set once, before tests are registered: the vendor's name.
void SetTestedVendor(const std::string& vendor);
const std::string& TestedVendor();

// Null where it does not compile or is not in the catalog.
std::shared_ptr<const engine::CompiledManifest> TestedManifest();

// Whether the suite can talk to it: it has a manifest and a simulator.
bool CanBeTalkedTo();

// One of CatalogService's operations that the vendor has.
struct Operation {
  std::string entity;
  bool list = true;
  // "ListCandidates"
  std::string method;
};

// In order of entity; empty where the vendor cannot be talked to, so that only
// the first steps fail.
std::vector<Operation> TestedOperations();
std::vector<Operation> TestedLists();
std::vector<Operation> TestedGets();

// The last part of a test's name.
std::string NameOf(const testing::TestParamInfo<Operation>& info);
void PrintTo(const Operation& operation, std::ostream* out);

// One Subject for all tests of a suite; each finds it as if new: no faults, no
// counts, an account opened afresh.
class ForOperation : public testing::TestWithParam<Operation> {
 protected:
  static void TearDownTestSuite() { subject_.reset(); }

  // Options are those of the first test that asks.
  static Subject& Shared(const sim::SimulatorOptions& options = SmallCompany());

  const std::string& entity() const { return GetParam().entity; }

 private:
  static inline std::unique_ptr<Subject> subject_;
};

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_TESTED_H_
