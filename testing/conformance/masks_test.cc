// What a read_mask costs: no more than capabilities promise.
#include <string>

#include "absl/strings/str_cat.h"
#include "connectors/engine/capabilities.h"
#include "gtest/gtest.h"
#include "testing/conformance/subject.h"
#include "testing/conformance/tested.h"
#include "testing/conformance/walk.h"

namespace hirewire::conformance {
namespace {

class Masks : public ForOperation {
 protected:
  static v1::MethodCapability CapabilityOf(const std::string& method) {
    const auto all = engine::ComputeCapabilities(*TestedManifest());
    for (const v1::MethodCapability& one : all.methods()) {
      if (one.method() == method) return one;
    }
    return {};
  }

  // Below the first parent with records, where there are parents.
  void FindQuery() {
    Subject& subject = Shared();
    const auto parents = ParentsOf(subject, entity());
    ASSERT_TRUE(parents.ok()) << parents.status();
    for (const Filters& filters : *parents) {
      query_ = ListOf(entity(), 100, {}, filters);
      const auto page = subject.List(query_);
      ASSERT_TRUE(page.ok()) << page.status();
      if (!page->records.empty()) return;
    }
  }

  // Calls of the first page; reference data is there already when `warm`.
  int64_t CallsWith(const connectors::ReadMask& mask, bool warm) {
    Subject& subject = Shared();
    query_.read_mask = mask;
    if (warm) EXPECT_TRUE(subject.List(query_).ok());
    subject.TakeCalls();
    const auto page = subject.List(query_);
    EXPECT_TRUE(page.ok()) << page.status();
    return subject.TakeCalls();
  }

  connectors::ListQuery query_;
};

TEST_P(Masks, AskForTheIdAtOneCallAPage) {
  ASSERT_NO_FATAL_FAILURE(FindQuery());
  EXPECT_EQ(CallsWith({"id"}, /*warm=*/false), 1);
}

TEST_P(Masks, CostNothingWhereUnset) {
  ASSERT_NO_FATAL_FAILURE(FindQuery());
  EXPECT_EQ(CallsWith({}, /*warm=*/true), 1);
}

TEST_P(Masks, CostForEachFieldWhatCapabilitiesPromise) {
  ASSERT_NO_FATAL_FAILURE(FindQuery());
  double promised = 0;
  const v1::MethodCapability method = CapabilityOf(GetParam().method);
  for (const v1::FieldCapability& field : method.fields()) {
    if (field.support().level() == v1::SUPPORT_LEVEL_UNSUPPORTED) continue;
    promised += field.support().calls_per_page();
    EXPECT_LE(CallsWith({field.path()}, /*warm=*/true),
              1 + field.support().calls_per_page())
        << field.path();
  }
  EXPECT_LE(CallsWith({"*"}, /*warm=*/true), 1 + promised);
}

INSTANTIATE_TEST_SUITE_P(Of, Masks, testing::ValuesIn(TestedLists()), NameOf);

// A vendor may have none.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Masks);

}  // namespace
}  // namespace hirewire::conformance
