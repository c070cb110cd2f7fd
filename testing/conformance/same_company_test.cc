// One company, every vendor: what their accounts say of it is the same.
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "connectors/catalog/catalog.h"
#include "gtest/gtest.h"
#include "testing/conformance/expected.h"
#include "testing/conformance/facts.h"
#include "testing/conformance/subject.h"
#include "testing/simulators/vendors.h"

namespace hirewire::conformance {
namespace {

// Ordinary data: oddities are each vendor's own.
sim::SimulatorOptions Options() {
  sim::SimulatorOptions options = SmallCompany();
  options.awkward = false;
  return options;
}

// Vendors with both a manifest and a simulator.
std::vector<std::string> Vendors() {
  std::vector<std::string> vendors;
  for (const connectors::VendorSource& source : connectors::BuiltInVendors()) {
    if (sim::MakeSimulator(source.name, Options()) != nullptr) {
      vendors.push_back(source.name);
    }
  }
  return vendors;
}

const Facts& FactsOfVendor(const std::string& vendor) {
  static auto& known = *new std::map<std::string, Facts>();
  const auto found = known.find(vendor);
  if (found != known.end()) return found->second;
  Subject subject(vendor, Options());
  return known[vendor] = FactsOf(subject);
}

// The company's sentences in the vendor's words.
std::set<std::string> Truth(const std::string& vendor,
                            const std::string& kind) {
  const std::unique_ptr<sim::Simulator> simulator =
      sim::MakeSimulator(vendor, Options());
  std::set<std::string> truth;
  const Facts facts = FactsOf(simulator->Data(), CallsPeople(vendor));
  for (const std::string& fact : facts.at(kind)) {
    truth.insert(InWordsOf(vendor, kind, fact));
  }
  for (const std::string& more : Besides(vendor, kind)) truth.insert(more);
  truth.erase("");
  return truth;
}

std::set<std::string> Without(std::set<std::string> from,
                              const std::set<std::string>& what) {
  for (const std::string& one : what) from.erase(one);
  return from;
}

using Case = std::tuple<std::string, std::string>;

class SameCompany : public testing::TestWithParam<Case> {};

TEST_P(SameCompany, IsDescribed) {
  const auto& [vendor, kind] = GetParam();
  const Facts& facts = FactsOfVendor(vendor);
  const auto said = facts.find(kind);
  if (said == facts.end()) {
    EXPECT_TRUE(CannotSay(vendor, kind))
        << vendor << " says nothing of " << kind << ": if its API cannot, say "
        << "so in expected.cc";
    return;
  }
  const std::set<std::string> truth = Truth(vendor, kind);
  EXPECT_EQ(Without(said->second, truth), std::set<std::string>{})
      << "is said and not so";
  EXPECT_EQ(Without(truth, said->second), std::set<std::string>{})
      << "is so and not said";
}

std::string CaseName(const testing::TestParamInfo<Case>& info) {
  return absl::StrCat(std::get<0>(info.param), "_", std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(By, SameCompany,
                         testing::Combine(testing::ValuesIn(Vendors()),
                                          testing::ValuesIn(FactKinds())),
                         CaseName);

}  // namespace
}  // namespace hirewire::conformance
