// What every record of a generated company has, and the values several share.
#ifndef HIREWIRE_TESTING_DATA_RECORD_H_
#define HIREWIRE_TESTING_DATA_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace hirewire::sim {

// Another record, by its place in that kind's vector in Company. A vendor's id
// is made from it by the vendor's simulator.
using Ref = int32_t;
inline constexpr Ref kNone = -1;

using OptionalTime = std::optional<absl::Time>;
using OptionalDay = std::optional<absl::CivilDay>;
using OptionalText = std::optional<std::string>;

// Times are whole milliseconds.
struct Record {
  absl::Time created;
  absl::Time updated;
  // Gone at the vendor: no longer listed. Records are never taken out.
  bool deleted = false;
};

// A value with the vendor-neutral word for what it is: "work", "mobile".
struct Labeled {
  std::string value;
  std::string label;
};

// The kinds of custom fields, each of which some record carries.
enum class CustomType {
  kShortText,
  kLongText,
  kBoolean,
  kSingleSelect,
  kMultiSelect,
  kCurrency,
  kCurrencyRange,
  kNumber,
  kNumberRange,
  kDate,
  kUrl,
  kUser,
};
inline constexpr int kCustomTypes = 12;

// Whole units and hundredths in one: "75000.50" USD.
struct Money {
  std::string amount;
  std::string currency;
};
struct MoneyRange {
  std::string low;
  std::string high;
  std::string currency;
};
struct NumberRange {
  std::string low;
  std::string high;
};
// Names of chosen options.
struct Choices {
  std::vector<std::string> names;
};
struct UserChoice {
  Ref user = kNone;
};

// monostate: the field is there without a value. Text stands for both text
// types, a link, a single choice and a number's digits.
using CustomValue =
    std::variant<std::monostate, std::string, bool, Choices, Money, MoneyRange,
                 NumberRange, absl::CivilDay, UserChoice>;

struct CustomEntry {
  Ref field = kNone;  // Company::custom_fields
  CustomValue value;
};
using CustomEntries = std::vector<CustomEntry>;

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_RECORD_H_
