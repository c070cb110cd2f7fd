// A listing gives every record once, whatever its pages are like, at a call a
// page; and it ends.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "testing/conformance/expected.h"
#include "testing/conformance/subject.h"
#include "testing/conformance/tested.h"
#include "testing/conformance/walk.h"

namespace hirewire::conformance {
namespace {

class Paging : public ForOperation {
 protected:
  static Subject& Odd() {
    sim::SimulatorOptions options = SmallCompany();
    options.empty_page_after = 1;
    return Shared(options);
  }

  bool below_parents() {
    return !TestedManifest()
                ->entities.at(entity())
                .list->required_filters.empty();
  }

  // Records that are made of several may come again on a later page.
  bool may_repeat() {
    return TestedManifest()->entities.at(entity()).group_by.has_value();
  }

  // In small pages, so that there are many.
  connectors::ListQuery Query() {
    return ListOf(entity(), below_parents() ? 1 : 5);
  }
};

std::set<std::string> Distinct(const Walk& walk) {
  return {walk.ids.begin(), walk.ids.end()};
}

// What one page after another gives where nothing is odd.
Walk InLargePages(const std::string& entity) {
  Subject plain(TestedVendor());
  return WalkEverywhere(plain, ListOf(entity, 500));
}

TEST_P(Paging, GivesEachRecordOnceThoughAPageIsEmpty) {
  const Walk whole = InLargePages(entity());
  ASSERT_TRUE(whole.end.ok()) << whole.end;
  ASSERT_FALSE(whole.ids.empty()) << "the simulated company has none";
  const Walk walk = WalkEverywhere(Odd(), Query());
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  EXPECT_EQ(Distinct(walk), Distinct(whole));
  if (may_repeat()) return;
  for (const auto& [id, times] : walk.Times()) EXPECT_EQ(times, 1) << id;
}

TEST_P(Paging, MissesNothingWhileTheDataGrows) {
  const Walk before = InLargePages(entity());
  ASSERT_TRUE(before.end.ok()) << before.end;
  sim::SimulatorOptions options = SmallCompany();
  options.grow_between_pages = true;
  Subject growing(TestedVendor(), options);
  // Pages large enough that a listing gets ahead of what is added.
  const Walk walk =
      WalkEverywhere(growing, ListOf(entity(), 40), /*most_parents=*/10);
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  if (below_parents()) return;  // Other parents than before: only the end.
  const std::set<std::string> seen = Distinct(walk);
  for (const std::string& id : Distinct(before)) {
    EXPECT_EQ(seen.count(id), 1u) << id << " was there at the start";
  }
}

TEST_P(Paging, CostsACallAPage) {
  Subject& subject = Odd();
  const auto parents = ParentsOf(subject, entity());
  ASSERT_TRUE(parents.ok()) << parents.status();
  for (const Filters& filters : *parents) {
    connectors::ListQuery query = Query();
    query.filters = filters;
    // Reference data is read once, with the first page.
    ASSERT_TRUE(subject.List(query).ok());
    const Walk walk = WalkList(subject, query);
    ASSERT_TRUE(walk.end.ok()) << walk.end;
    EXPECT_EQ(walk.calls, walk.pages);
  }
}

class PagingOfKnown : public Paging {};

TEST_P(PagingOfKnown, ComesToWhatTheCompanyHas) {
  const Count expected = ExpectedCount(TestedVendor(), entity());
  Subject& subject = Odd();
  const Walk walk = WalkEverywhere(subject, Query());
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  EXPECT_EQ(Distinct(walk).size(), expected(subject.vendor().Data()));
}

INSTANTIATE_TEST_SUITE_P(Of, Paging, testing::ValuesIn(TestedLists()), NameOf);

std::vector<Operation> KnownLists() {
  std::vector<Operation> known;
  for (const Operation& list : TestedLists()) {
    if (ExpectedCount(TestedVendor(), list.entity)) known.push_back(list);
  }
  return known;
}

INSTANTIATE_TEST_SUITE_P(Of, PagingOfKnown, testing::ValuesIn(KnownLists()),
                         NameOf);

// A vendor may have none.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Paging);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PagingOfKnown);

}  // namespace
}  // namespace hirewire::conformance
