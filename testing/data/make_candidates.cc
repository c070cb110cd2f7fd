#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "testing/data/maker.h"
#include "testing/data/words.h"

namespace hirewire::sim {
namespace {

constexpr int kLongName = 2000;

void MakeName(Maker& make, Candidate& person) {
  Draw& draw = make.draw;
  person.first_name = make.Gap(std::string(draw.Pick(kFirstNames)), 0.02);
  person.last_name = make.Gap(std::string(draw.Pick(kLastNames)), 0.02);
  if (make.Odd(0.04)) person.first_name = std::string(draw.Pick(kOddNames));
  if (make.Odd(0.04)) person.last_name = std::string(draw.Pick(kOddNames));
  if (make.Odd(0.002)) person.last_name = std::string(kLongName, 'z');
  if (make.Odd(0.01)) person.first_name = std::string();
  if (draw.Chance(0.1)) person.preferred_name = std::string("Sam");
  person.company = make.Gap(std::string(draw.Pick(kCompanies)), 0.3);
  person.title = make.Gap(std::string(draw.Pick(kTitles)), 0.3);
}

void MakeContact(Maker& make, Candidate& person, size_t number) {
  Draw& draw = make.draw;
  if (!make.Odd(0.05)) {
    person.emails.push_back(
        {absl::StrCat("person", number, "@people.example"), "personal"});
  }
  if (draw.Chance(0.2)) {
    person.emails.push_back(
        {absl::StrCat("Person.", number, "+work@jobs.example"), "work"});
  }
  if (draw.Chance(0.7)) {
    person.phones.push_back({absl::StrCat("+49 30 ", 1000000 + number),
                             draw.Chance(0.6) ? "mobile" : "home"});
  }
  if (make.Odd(0.03)) person.phones.push_back({"ext. 12 / ask", "skype"});
  if (draw.Chance(0.4)) {
    person.addresses.push_back(
        {absl::StrCat(draw.Between(1, 99), " Example Street\n",
                      draw.Pick(kCities)),
         "home"});
  }
  if (draw.Chance(0.3)) {
    person.websites.push_back(
        {absl::StrCat("https://site", number, ".example/?a=1&b=2"),
         draw.Chance(0.5) ? "portfolio" : "personal"});
  }
  if (draw.Chance(0.3)) {
    person.social.push_back(absl::StrCat("https://social.example/u", number));
  }
}

void Forget(Candidate& person) {
  person.anonymized = true;
  person.first_name.reset();
  person.last_name.reset();
  person.preferred_name.reset();
  person.company.reset();
  person.title.reset();
  person.phones.clear();
  person.addresses.clear();
  person.emails.clear();
  person.websites.clear();
  person.social.clear();
  person.custom.clear();
  person.can_email = false;
}

void MakeTags(Maker& make, Ref candidate) {
  Company& company = make.company;
  const int count = make.draw.Chance(0.3) ? make.draw.Between(1, 3) : 0;
  std::vector<Ref>& tags = company.candidates[candidate].tags;
  for (int i = 0; i < count; ++i) {
    const Ref tag = make.draw.Any(company.tags);
    if (std::find(tags.begin(), tags.end(), tag) != tags.end()) continue;
    tags.push_back(tag);
    AppliedTag applied;
    make.StampAt(applied, company.candidates[candidate].created);
    applied.candidate = candidate;
    applied.tag = tag;
    company.applied_tags.push_back(applied);
  }
}

// The option of a standard list, by the list's key.
Ref StandardOption(Maker& make, absl::string_view key) {
  const Company& company = make.company;
  Ref field = static_cast<Ref>(company.custom_fields.size()) - 1;
  // They are the last that were added.
  while (company.custom_fields[field].key != key) --field;
  const auto [first, last] =
      RangeOf(company.custom_field_options, &CustomFieldOption::field, field);
  return make.draw.Between(first, last - 1);
}

void MakeHistory(Maker& make, Ref candidate) {
  Company& company = make.company;
  const absl::Time when = company.candidates[candidate].created;
  if (make.draw.Chance(0.5)) {
    Education education;
    make.StampAt(education, when);
    education.candidate = candidate;
    education.school = make.GapRef(StandardOption(make, "school_name"));
    education.degree = make.GapRef(StandardOption(make, "degree"));
    education.discipline = make.GapRef(StandardOption(make, "discipline"));
    education.start = make.Gap(absl::FromUnixSeconds(1377993600), 0.2);
    education.end = make.Gap(absl::FromUnixSeconds(1530403200), 0.3);
    education.latest = true;
    company.educations.push_back(education);
  }
  const int jobs = make.draw.Between(0, 2);
  for (int i = 0; i < jobs; ++i) {
    Employment employment;
    make.StampAt(employment, when);
    employment.candidate = candidate;
    employment.company = std::string(make.draw.Pick(kCompanies));
    employment.title = std::string(make.draw.Pick(kTitles));
    employment.start = absl::CivilDay(2018 + i * 3, 4, 1);
    if (i + 1 < jobs || make.draw.Chance(0.3)) {
      employment.end = absl::CivilDay(2021 + i * 3, 2, 28);
    }
    employment.latest = make.Gap(i + 1 == jobs);
    company.employments.push_back(employment);
  }
}

}  // namespace

Ref MakeCandidate(Maker& make, absl::Time when) {
  Company& company = make.company;
  const Ref ref = static_cast<Ref>(company.candidates.size());
  Candidate person;
  make.StampAt(person, when);
  MakeName(make, person);
  MakeContact(make, person, static_cast<size_t>(ref));
  person.last_activity = make.Gap(person.updated, 0.05);
  person.is_private = make.Gap(make.Odd(0.04), 0.02);
  person.can_email = !make.draw.Chance(0.05);
  person.time_zone = make.Gap(std::string(make.draw.Pick(kTimeZones)), 0.6);
  person.custom = MakeCustom(make, CustomOwner::kCandidate);
  if (make.Odd(0.01)) person.linked_users.push_back(0);
  const bool forgotten = make.Odd(0.01);
  if (forgotten) Forget(person);
  company.candidates.push_back(std::move(person));
  if (!forgotten) {
    MakeTags(make, ref);
    MakeHistory(make, ref);
  }
  // Most apply once; some are only known, a few come again.
  const int applications = make.Odd(0.02)           ? 0
                           : make.draw.Chance(0.12) ? make.draw.Between(2, 3)
                                                    : 1;
  for (int i = 0; i < applications; ++i) {
    MakeApplication(make, ref, when + absl::Hours(24 * 20 * i));
  }
  return ref;
}

}  // namespace hirewire::sim
