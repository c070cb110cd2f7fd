#include "testing/simulators/workable/people.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/workable/ids.h"

namespace hirewire::sim::workable {
namespace {

std::vector<std::string> PartsOf(const OptionalText& place) {
  if (!place.has_value() || place->empty()) return {};
  return absl::StrSplit(*place, ", ");
}

}  // namespace

PersonName NameOf(const Candidate& person) {
  // What is left of somebody who asked to be forgotten.
  if (person.anonymized) return {"Anonymized", "Anonymized", std::nullopt};
  PersonName name{std::nullopt, person.first_name, person.last_name};
  const bool first = name.first.has_value() && !name.first->empty();
  if (first && name.last.has_value()) {
    name.full = absl::StrCat(*name.first, " ", *name.last);
  } else {
    name.full = first ? name.first : name.last;
  }
  return name;
}

std::string MemberName(const User& user) {
  const std::string first = user.first_name.value_or("");
  const std::string last = user.last_name.value_or("");
  if (first.empty() && last.empty()) return user.email;
  return absl::StrCat(first, first.empty() || last.empty() ? "" : " ", last);
}

bool IsMember(const Company& company, Ref user) {
  return user != kNone && !company.users[user].deleted &&
         !company.users[user].service_account;
}

void AddMember(const View& view, Ref user, Fields& fields) {
  if (!IsMember(view.company, user)) return;
  fields.Object("member", [&](Fields& member) {
    member.Text("id", IdOf(Kind::kMember, user))
        .Text("name", MemberName(view.company.users[user]))
        .Text("type", "Member");
  });
}

void AddPlace(const OptionalText& place, Fields& fields) {
  const std::vector<std::string> parts = PartsOf(place);
  const OptionalText country = CountryOf(place);
  fields.Text("location_str", place)
      .Text("country", country)
      .Text("country_code",
            country.has_value() ? CountryCode(*country) : std::nullopt)
      .Null("region")
      .Text("region_code",
            parts.size() > 2 ? OptionalText(parts[1]) : std::nullopt)
      .Text("city", parts.empty() ? std::nullopt : OptionalText(parts[0]))
      .Null("zip_code");
}

OptionalText CountryCode(absl::string_view country) {
  struct Known {
    absl::string_view name;
    const char* code;
  };
  constexpr Known kKnown[] = {{"Germany", "DE"}, {"Portugal", "PT"},
                              {"Kenya", "KE"},   {"Japan", "JP"},
                              {"Canada", "CA"},  {"United States", "US"},
                              {"Brazil", "BR"}};
  for (const Known& known : kKnown) {
    if (known.name == country) return known.code;
  }
  return std::nullopt;
}

OptionalText CountryOf(const OptionalText& place) {
  const std::vector<std::string> parts = PartsOf(place);
  return parts.size() < 2 ? std::nullopt : OptionalText(parts.back());
}

}  // namespace hirewire::sim::workable
