#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "testing/data/maker.h"
#include "testing/data/words.h"

namespace hirewire::sim {
namespace {

struct TypeName {
  CustomType type;
  const char* label;
  const char* key;
};

constexpr TypeName kTypes[kCustomTypes] = {
    {CustomType::kShortText, "Nickname", "nickname"},
    {CustomType::kLongText, "Background", "background"},
    {CustomType::kBoolean, "Willing to relocate", "willing_to_relocate"},
    {CustomType::kSingleSelect, "Seniority", "seniority"},
    {CustomType::kMultiSelect, "Languages", "languages"},
    {CustomType::kCurrency, "Salary", "salary"},
    {CustomType::kCurrencyRange, "Salary range", "salary_range"},
    {CustomType::kNumber, "Notice weeks", "notice_weeks"},
    {CustomType::kNumberRange, "Team size", "team_size"},
    {CustomType::kDate, "Earliest start", "earliest_start"},
    {CustomType::kUrl, "Portfolio", "portfolio"},
    {CustomType::kUser, "Sponsor", "sponsor"},
};

constexpr CustomOwner kOwners[] = {
    CustomOwner::kCandidate, CustomOwner::kApplication, CustomOwner::kJob,
    CustomOwner::kOffer,     CustomOwner::kOpening,     CustomOwner::kUser,
    CustomOwner::kRejection};

void AddOptions(Maker& make, Ref field, const std::vector<std::string>& names) {
  int position = 0;
  for (const std::string& name : names) {
    CustomFieldOption option;
    make.Stamp(option, Founded(make.company));
    option.field = field;
    option.name = name;
    option.position = position++;
    option.external_id = make.Gap(absl::StrCat("x-", position), 0.5);
    option.active = position != 4;
    make.company.custom_field_options.push_back(std::move(option));
  }
}

void AddField(Maker& make, CustomOwner owner, const TypeName& type) {
  CustomField field;
  make.Stamp(field, Founded(make.company));
  field.name = type.label;
  field.key = type.key;
  field.owner = owner;
  field.type = type.type;
  field.is_private = type.type == CustomType::kCurrency;
  field.required = make.draw.Chance(0.1);
  field.active = !make.Odd(0.05);
  field.description = make.Gap(absl::StrCat("About: ", type.label), 0.5);
  const Ref ref = static_cast<Ref>(make.company.custom_fields.size());
  make.company.custom_fields.push_back(std::move(field));
  if (type.type == CustomType::kSingleSelect) {
    AddOptions(make, ref, {"Junior", "Senior", "Staff", "Retired word"});
  } else if (type.type == CustomType::kMultiSelect) {
    AddOptions(make, ref, {"German", "English", "日本語", "Swahili"});
  }
}

// The lists of schools, degrees and disciplines.
void AddStandard(Maker& make, const char* name, const char* key,
                 std::vector<std::string> options) {
  AddField(make, CustomOwner::kStandard, {CustomType::kShortText, name, key});
  CustomField& field = make.company.custom_fields.back();
  field.type = CustomType::kSingleSelect;
  field.active = true;
  AddOptions(make, static_cast<Ref>(make.company.custom_fields.size()) - 1,
             options);
}

// A random choice among the options of a field, from its `from`-th on.
const std::string& AnyOption(Maker& make, Ref field, Ref from) {
  const auto& options = make.company.custom_field_options;
  const auto [first, last] = RangeOf(options, &CustomFieldOption::field, field);
  return options[static_cast<size_t>(make.draw.Between(first + from, last - 1))]
      .name;
}

std::string Amount(Maker& make) {
  return absl::StrCat(make.draw.Between(30, 220) * 1000, ".",
                      make.draw.Chance(0.5) ? "0" : "5");
}

CustomValue MakeValue(Maker& make, Ref field, CustomType type) {
  Draw& draw = make.draw;
  switch (type) {
    case CustomType::kShortText:
      return make.Odd(0.2) ? std::string()
                           : std::string(draw.Pick(kFirstNames));
    case CustomType::kLongText:
      return absl::StrCat(kSentence, "\n\n", kSentence);
    case CustomType::kBoolean:
      return draw.Chance(0.5);
    case CustomType::kSingleSelect:
      return AnyOption(make, field, 0);
    case CustomType::kMultiSelect:
      return Choices{{"German", AnyOption(make, field, 1)}};
    case CustomType::kCurrency:
      return Money{Amount(make), draw.Chance(0.5) ? "EUR" : "USD"};
    case CustomType::kCurrencyRange:
      return MoneyRange{"50000.0", Amount(make), "USD"};
    case CustomType::kNumber:
      return absl::StrCat(draw.Between(0, 12), ".0");
    case CustomType::kNumberRange:
      return NumberRange{"2.0", absl::StrCat(draw.Between(3, 12), ".0")};
    case CustomType::kDate:
      return absl::CivilDay(2025, 1, 1) + draw.Between(0, 500);
    case CustomType::kUrl:
      return std::string("https://portfolio.example/p?id=1&x=%7E");
    case CustomType::kUser:
      return UserChoice{draw.Any(make.company.users)};
  }
  return std::monostate();
}

}  // namespace

void MakeCustomFields(Maker& make) {
  for (const CustomOwner owner : kOwners) {
    for (const TypeName& type : kTypes) {
      // Every type on people, jobs and offers; a few elsewhere.
      const bool all = owner == CustomOwner::kCandidate ||
                       owner == CustomOwner::kJob ||
                       owner == CustomOwner::kOffer;
      if (all || static_cast<int>(type.type) % 4 == 0) {
        AddField(make, owner, type);
      }
    }
  }
  AddStandard(make, "School", "school_name",
              {std::begin(kSchools), std::end(kSchools)});
  AddStandard(make, "Degree", "degree",
              {std::begin(kDegrees), std::end(kDegrees)});
  AddStandard(make, "Discipline", "discipline",
              {std::begin(kDisciplines), std::end(kDisciplines)});
}

CustomEntries MakeCustom(Maker& make, CustomOwner owner) {
  CustomEntries entries;
  const auto& fields = make.company.custom_fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].owner != owner) continue;
    CustomEntry entry{static_cast<Ref>(i), {}};
    // Most fields of most records are empty, as everywhere.
    if (make.draw.Chance(0.4)) {
      entry.value = MakeValue(make, entry.field, fields[i].type);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace hirewire::sim
