// What stands in records: ids as the vendor wrote them, words that nobody
// knows, the same from a list as from a get.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status/error.h"
#include "gtest/gtest.h"
#include "testing/conformance/observe.h"
#include "testing/conformance/subject.h"
#include "testing/conformance/tested.h"
#include "testing/conformance/walk.h"
#include "testing/conformance/words.h"

namespace hirewire::conformance {
namespace {

constexpr v1::ErrorReason kNotFound = v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND;

bool IsNumber(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

class Records : public ForOperation {
 protected:
  // Ids as odd as the vendor's format allows.
  static Subject& Odd() {
    sim::SimulatorOptions options = SmallCompany();
    options.odd_ids = true;
    return Shared(options);
  }

  bool HasPlaces() {
    return TestedManifest()->entities.at(entity()).list->children.has_value();
  }

  Walk All(const connectors::ReadMask& mask, bool raw = false) {
    connectors::ListQuery query = ListOf(entity(), 100, mask);
    query.include_raw = raw;
    return WalkEverywhere(Odd(), query);
  }
};

// The raw record shows an id's last part: the ones before are its parents'. One
// in a list of its parent's may be known by its place alone.
TEST_P(Records, KeepTheVendorsIdsVerbatim) {
  const Walk walk = All({"id"}, /*raw=*/true);
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  ASSERT_FALSE(walk.records.empty()) << "the simulated company has none";
  for (const Record& record : walk.records) {
    const std::string id = IdOf(*record);
    const std::vector<std::string> parts = absl::StrSplit(id, '~');
    ASSERT_FALSE(id.empty());
    const std::vector<std::string> raw = Texts(*record, "raw_json");
    ASSERT_EQ(raw.size(), 1u);
    if (HasPlaces() && IsNumber(parts.back())) continue;
    EXPECT_NE(raw[0].find(parts.back()), std::string::npos) << id;
  }
}

TEST_P(Records, KeepWordsThatNobodyKnows) {
  const auto manifest = TestedManifest();
  const Walk walk = All({"*"});
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  for (const Record& record : walk.records) {
    for (const WordSeen& word : WordsIn(*record)) {
      // A word is never lost; OTHER is never said without one.
      const bool says_nothing =
          word.source.empty() || SaysNothing(*manifest, word.source);
      EXPECT_EQ(says_nothing, word.value == "UNSPECIFIED")
          << IdOf(*record) << ": " << word.field << " is " << word.value
          << " of \"" << word.source << "\"";
    }
  }
}

TEST_P(Records, HaveNoIssuesWhereTheDataAreOrdinary) {
  sim::SimulatorOptions options = SmallCompany();
  options.awkward = false;
  Subject subject(TestedVendor(), options);
  const Walk walk = WalkEverywhere(subject, ListOf(entity(), 100, {"*"}));
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  std::set<std::string> issues;
  for (const v1::RecordIssue& issue : walk.issues) {
    issues.insert(absl::StrCat(issue.field_path(), ": ",
                               v1::RecordIssueReason_Name(issue.reason())));
  }
  EXPECT_EQ(issues, std::set<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Of, Records, testing::ValuesIn(TestedLists()), NameOf);

class Gets : public Records {};

// Digits of a number that may grow by four and be one that can be asked for.
constexpr size_t kSmallNumber = 12;

// At most so many are got one by one.
constexpr size_t kSome = 6;

TEST_P(Gets, FindWhatListsNamed) {
  const Walk walk = All({"id"});
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  ASSERT_FALSE(walk.ids.empty()) << "the simulated company has none";
  const size_t step = std::max<size_t>(1, walk.ids.size() / kSome);
  for (size_t i = 0; i < walk.ids.size(); i += step) {
    const auto got = Odd().Get(GetOf(entity(), walk.ids[i]));
    ASSERT_TRUE(got.ok()) << walk.ids[i] << ": " << got.status();
    EXPECT_EQ(IdOf(**got), walk.ids[i]);
  }
}

// Fields that both fill must be the same; either may know more.
TEST_P(Gets, SayWhatListsSaid) {
  const Walk walk = All({"*"});
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  const size_t step = std::max<size_t>(1, walk.records.size() / kSome);
  for (size_t i = 0; i < walk.records.size(); i += step) {
    const auto& listed = *walk.records[i];
    const auto got = Odd().Get(GetOf(entity(), IdOf(listed), {"*"}));
    ASSERT_TRUE(got.ok()) << got.status();
    EXPECT_EQ(DifferencesBetween(listed, **got), std::vector<std::string>{})
        << IdOf(listed);
  }
}

// An id like this one that nobody has: a much larger number, or one with
// another letter or digit. Records that lists hide may stand next to those they
// show.
std::string Unknown(const std::string& id, const std::set<std::string>& known) {
  const std::string last(id.substr(id.rfind('~') + 1));
  if (IsNumber(last) && last.size() <= kSmallNumber) return id + "7193";
  for (size_t at = id.size(); at-- > 0;) {
    const auto was = static_cast<unsigned char>(id[at]);
    if (!absl::ascii_isalnum(was)) continue;
    for (const char other :
         absl::string_view(absl::ascii_isdigit(was) ? "7193" : "abdef")) {
      std::string changed = id;
      changed[at] = other;
      if (known.count(changed) == 0) return changed;
    }
  }
  return id;
}

TEST_P(Gets, SayThatAnUnknownIdIsNotFound) {
  const Walk walk = All({"id"});
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  ASSERT_FALSE(walk.ids.empty());
  const std::set<std::string> known(walk.ids.begin(), walk.ids.end());
  const std::string unknown = Unknown(walk.ids.front(), known);
  const auto status = Odd().Get(GetOf(entity(), unknown)).status();
  EXPECT_EQ(ReasonOf(status), kNotFound) << unknown << ": " << status;
}

// Ids that are none: an error, whichever, and never another record.
TEST_P(Gets, SayThatNonsenseIsNoId) {
  for (const char* id : {"..", "a/b", "x?y=1", "~", "1,2", " ", "%2e%2e"}) {
    const auto got = Odd().Get(GetOf(entity(), id));
    EXPECT_FALSE(got.ok()) << "\"" << id << "\"";
    const v1::ErrorReason reason = ReasonOf(got.status());
    EXPECT_TRUE(reason == kNotFound ||
                reason == v1::ERROR_REASON_VENDOR_REFUSED ||
                reason == v1::ERROR_REASON_ARGUMENT_INVALID)
        << "\"" << id << "\": " << got.status();
  }
}

std::vector<Operation> GetsOfWhatIsListed() {
  std::vector<Operation> both;
  for (const Operation& get : TestedGets()) {
    if (TestedManifest()->entities.at(get.entity).list.has_value()) {
      both.push_back(get);
    }
  }
  return both;
}

INSTANTIATE_TEST_SUITE_P(Of, Gets, testing::ValuesIn(GetsOfWhatIsListed()),
                         NameOf);

// A vendor may have none.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Records);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Gets);

}  // namespace
}  // namespace hirewire::conformance
