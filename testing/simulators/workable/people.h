// Names and places, as several objects show them.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_PEOPLE_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_PEOPLE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "testing/data/company.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

struct PersonName {
  OptionalText full;
  OptionalText first;
  OptionalText last;
};

PersonName NameOf(const Candidate& person);
// Never null: a member without a name goes by the address.
std::string MemberName(const User& user);

// Users are members unless they are an integration's.
bool IsMember(const Company& company, Ref user);

// "member": {"id", "name", "type"}; nothing for somebody who is no member.
void AddMember(const View& view, Ref user, Fields& fields);

// The members of a location object: location_str, country, ... zip_code. A
// place is "City, REGION, Country"; absent: all null.
void AddPlace(const OptionalText& place, Fields& fields);
// "DE" for "Germany"; nothing for a country it does not know.
OptionalText CountryCode(absl::string_view country);
// The country of a place.
OptionalText CountryOf(const OptionalText& place);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_PEOPLE_H_
