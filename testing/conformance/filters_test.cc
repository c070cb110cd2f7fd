// Every filter of every list does what it says, or is refused before any call.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "connectors/engine/capabilities.h"
#include "connectors/engine/unified_model.h"
#include "gtest/gtest.h"
#include "testing/conformance/observe.h"
#include "testing/conformance/subject.h"
#include "testing/conformance/tested.h"
#include "testing/conformance/walk.h"

namespace hirewire::conformance {
namespace {

using connectors::FilterValue;

constexpr int kWithParents = 8;

struct Case {
  std::string entity;
  std::string filter;
  bool supported = false;
  // Whether a field of the records shows it.
  std::optional<Observation> observation;
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.entity << "." << c.filter;
}

// The paths among them that the vendor fills.
std::optional<Observation> Filled(std::optional<Observation> observation,
                                  const v1::MethodCapability& method) {
  if (!observation) return std::nullopt;
  const auto unfilled = [&](const std::string& path) {
    const std::string top = path.substr(0, path.find('.'));
    return std::none_of(
        method.fields().begin(), method.fields().end(), [&](const auto& field) {
          return field.path() == top &&
                 field.support().level() != v1::SUPPORT_LEVEL_UNSUPPORTED;
        });
  };
  auto& paths = observation->paths;
  paths.erase(std::remove_if(paths.begin(), paths.end(), unfilled),
              paths.end());
  if (paths.empty()) return std::nullopt;
  return observation;
}

// Those that a list needs, or all others.
std::vector<Case> Cases(bool needed) {
  std::vector<Case> cases;
  if (!CanBeTalkedTo()) return cases;
  const v1::Capabilities all = engine::ComputeCapabilities(*TestedManifest());
  for (const Operation& list : TestedLists()) {
    for (const v1::MethodCapability& method : all.methods()) {
      if (method.method() != list.method) continue;
      for (const v1::FilterCapability& filter : method.filters()) {
        if (filter.required() != needed) continue;
        cases.push_back(
            {list.entity, filter.name(),
             filter.support().level() != v1::SUPPORT_LEVEL_UNSUPPORTED,
             Filled(ObservationOf(list.entity, filter.name()), method)});
      }
    }
  }
  return cases;
}

std::string CaseName(const testing::TestParamInfo<Case>& info) {
  return absl::StrCat(info.param.entity, "_", info.param.filter);
}

class FilterOf : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() {
    subject_ = std::make_unique<Subject>(TestedVendor());
  }
  static void TearDownTestSuite() {
    whole_.clear();
    subject_.reset();
  }

  Subject& subject() { return *subject_; }
  const Case& tested() { return GetParam(); }

  const google::protobuf::FieldDescriptor& field() {
    return *engine::ListRequestOf(tested().entity)
                ->FindFieldByName(tested().filter);
  }

  connectors::ListQuery Query(Filters filters) {
    return ListOf(tested().entity, 500, {"*"}, std::move(filters));
  }

  // Everything below some parents, read once for all filters of an entity.
  const Walk& Whole() {
    const auto found = whole_.find(tested().entity);
    if (found != whole_.end()) return found->second;
    return whole_[tested().entity] =
               WalkEverywhere(subject(), Query({}), kWithParents);
  }

  Walk Filtered(const FilterValue& value) {
    return WalkEverywhere(subject(), Query({value}), kWithParents);
  }

  // Some value of the filter's type, whether or not any record has it.
  FilterValue AnyValue() {
    if (field().message_type() != nullptr) {
      return {tested().filter, absl::FromUnixSeconds(1750000000)};
    }
    if (field().enum_type() != nullptr) {
      return {tested().filter,
              EnumValuesOf(tested().entity, tested().filter).front()};
    }
    const bool flag =
        field().cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_BOOL;
    return {tested().filter, std::string(flag ? "true" : "1")};
  }

  std::vector<FilterValue> Values();
  void ExpectAnswer(const FilterValue& value);

 private:
  static inline std::unique_ptr<Subject> subject_;
  static inline std::map<std::string, Walk> whole_;
};

// A time that some record has, in their middle.
std::vector<absl::Time> MiddleTime(const Walk& whole,
                                   const Observation& observation) {
  std::vector<absl::Time> times;
  for (const Record& record : whole.records) {
    for (const std::string& path : observation.paths) {
      const auto more = Times(*record, path);
      times.insert(times.end(), more.begin(), more.end());
    }
  }
  if (times.empty()) return {};
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2]};
}

// The first, a middle and the last of the texts that records have.
std::vector<std::string> SomeTexts(const Walk& whole,
                                   const Observation& observation) {
  std::set<std::string> texts;
  for (const Record& record : whole.records) {
    for (const std::string& path : observation.paths) {
      for (std::string& text : Texts(*record, path)) {
        texts.insert(std::move(text));
      }
    }
  }
  std::vector<std::string> some;
  for (const size_t at : {size_t{0}, texts.size() / 2, texts.size() - 1}) {
    if (at < texts.size()) some.push_back(*std::next(texts.begin(), at));
  }
  some.erase(std::unique(some.begin(), some.end()), some.end());
  return some;
}

// Values worth asking for: all of an enum, both of a flag, else such as records
// have; where no field shows the filter, an id that exists.
std::vector<FilterValue> FilterOf::Values() {
  std::vector<FilterValue> values;
  const auto add = [&](auto value) {
    values.push_back({tested().filter, std::move(value)});
  };
  const auto& observation = tested().observation;
  if (field().message_type() != nullptr) {
    if (!observation) return {AnyValue()};
    for (const absl::Time time : MiddleTime(Whole(), *observation)) add(time);
  } else if (field().enum_type() != nullptr) {
    for (auto& value : EnumValuesOf(tested().entity, tested().filter)) {
      add(std::move(value));
    }
  } else if (field().cpp_type() ==
             google::protobuf::FieldDescriptor::CPPTYPE_BOOL) {
    add(std::string("true"));
    add(std::string("false"));
  } else if (observation) {
    for (auto& text : SomeTexts(Whole(), *observation)) add(std::move(text));
  } else {
    const std::string parent = EntityOf(subject().manifest(), tested().filter);
    if (parent.empty()) return values;
    const Walk ids = WalkEverywhere(subject(), ListOf(parent, 500));
    if (!ids.ids.empty()) add(ids.ids[ids.ids.size() / 2]);
  }
  return values;
}

void FilterOf::ExpectAnswer(const FilterValue& value) {
  const Walk walk = Filtered(value);
  if (ReasonOf(walk.end) == v1::ERROR_REASON_FILTER_UNSUPPORTED) {
    // A single value that the vendor has no word for.
    EXPECT_NE(field().enum_type() != nullptr ||
                  field().cpp_type() ==
                      google::protobuf::FieldDescriptor::CPPTYPE_BOOL,
              false)
        << walk.end;
    EXPECT_EQ(walk.calls, 0);
    return;
  }
  ASSERT_TRUE(walk.end.ok()) << walk.end;
  const auto& observation = tested().observation;
  const std::set<std::string> seen(walk.ids.begin(), walk.ids.end());
  std::set<std::string> there;
  std::vector<std::string> missed;
  for (const Record& record : Whole().records) {
    const std::string id = IdOf(*record);
    there.insert(id);
    if (observation && Passes(*record, *observation, value) &&
        seen.count(id) == 0) {
      missed.push_back(id);
    }
  }
  EXPECT_EQ(missed, std::vector<std::string>{});
  // What passes must show it; where no field can, it must at least be there. A
  // vendor may hide records until they are asked for, so it need not be both.
  std::vector<std::string> wrong;
  for (const Record& record : walk.records) {
    const std::string id = IdOf(*record);
    if (observation ? !Passes(*record, *observation, value)
                    : there.count(id) == 0) {
      wrong.push_back(id);
    }
  }
  EXPECT_EQ(wrong, std::vector<std::string>{});
}

TEST_P(FilterOf, IsAppliedOrRefusedButNeverIgnored) {
  if (tested().supported) {
    ASSERT_TRUE(Whole().end.ok()) << Whole().end;
    for (const FilterValue& value : Values()) {
      const auto* text = std::get_if<std::string>(&value.value);
      SCOPED_TRACE(text != nullptr
                       ? *text
                       : absl::FormatTime(std::get<absl::Time>(value.value),
                                          absl::UTCTimeZone()));
      ExpectAnswer(value);
    }
    return;
  }
  const auto parents = ParentsOf(subject(), tested().entity, 1);
  ASSERT_TRUE(parents.ok() && !parents->empty()) << parents.status();
  Filters filters = parents->front();
  filters.push_back(AnyValue());
  subject().TakeCalls();
  const absl::Status refused = subject().List(Query(filters)).status();
  EXPECT_EQ(ReasonOf(refused), v1::ERROR_REASON_FILTER_UNSUPPORTED) << refused;
  const auto details = DetailsOf(refused);
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->metadata.at("field"), tested().filter);
  EXPECT_EQ(subject().TakeCalls(), 0);
}

class NeededFilterOf : public FilterOf {};

TEST_P(NeededFilterOf, IsAskedFor) {
  subject().TakeCalls();
  const absl::Status refused = subject().List(Query({})).status();
  EXPECT_EQ(ReasonOf(refused), v1::ERROR_REASON_ARGUMENT_INVALID) << refused;
  EXPECT_EQ(subject().TakeCalls(), 0);
}

INSTANTIATE_TEST_SUITE_P(Of, FilterOf, testing::ValuesIn(Cases(false)),
                         CaseName);
INSTANTIATE_TEST_SUITE_P(Of, NeededFilterOf, testing::ValuesIn(Cases(true)),
                         CaseName);

// A vendor may have none.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(FilterOf);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(NeededFilterOf);

}  // namespace
}  // namespace hirewire::conformance
