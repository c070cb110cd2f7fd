#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "testing/data/maker.h"
#include "testing/data/words.h"

namespace hirewire::sim {
namespace {

void MakePlaces(Maker& make) {
  Company& company = make.company;
  for (const absl::string_view name : kDepartments) {
    Department department;
    make.Stamp(department, Founded(company));
    department.name = std::string(name);
    // The last two sit below others.
    if (name == "Platform") department.parent = 0;
    if (name == "Enterprise Sales") department.parent = 1;
    department.external_id =
        make.Gap(absl::StrCat("dept-", company.departments.size()), 0.4);
    company.departments.push_back(department);
  }
  for (const absl::string_view city : kCities) {
    Office office;
    make.Stamp(office, Founded(company));
    office.name = std::string(city.substr(0, city.find(',')));
    office.location = make.Gap(std::string(city), 0.2);
    office.parent = company.offices.size() > 4 ? 0 : kNone;
    office.external_id = make.Gap(std::string(), 0.5);
    company.offices.push_back(office);
  }
}

User MakeUser(Maker& make, int index) {
  Company& company = make.company;
  User user;
  make.Stamp(user, Founded(company));
  const std::string first(make.draw.Pick(kFirstNames));
  const std::string last(make.draw.Pick(kLastNames));
  user.first_name = make.Gap(first, 0.03);
  user.last_name = make.Gap(last, 0.03);
  user.email = absl::AsciiStrToLower(
      absl::StrCat(first, ".", last, index, "@hiring.example"));
  if (make.draw.Chance(0.2)) {
    user.more_emails.push_back(absl::StrCat("alias", index, "@hiring.example"));
  }
  user.title = make.Gap(std::string(make.draw.Pick(kTitles)));
  user.employee_id = make.Gap(absl::StrCat("E", 1000 + index), 0.3);
  user.departments.push_back(make.draw.Any(company.departments));
  user.offices.push_back(make.draw.Any(company.offices));
  // The first two may do everything and stay; the last is an integration's.
  user.site_admin = index < 2;
  user.active = index < 2 || !make.draw.Chance(0.1);
  if (make.Odd(0.15)) user.interviewer_tags.push_back(0);
  return user;
}

void MakeUsers(Maker& make, int count) {
  Company& company = make.company;
  for (const char* name : {"bar raiser", "shadowing"}) {
    InterviewerTag tag;
    make.Stamp(tag, Founded(company));
    tag.name = name;
    company.interviewer_tags.push_back(tag);
  }
  for (int i = 0; i < count; ++i) company.users.push_back(MakeUser(make, i));
  User service;
  make.Stamp(service, Founded(company));
  service.first_name = "Integration";
  service.last_name = "Service User";
  service.site_admin = true;
  service.service_account = true;
  company.users.push_back(service);
  company.offices[0].contact_user = 0;
}

void MakeSources(Maker& make) {
  Company& company = make.company;
  for (const absl::string_view name : kSourceGroups) {
    company.source_groups.push_back({std::string(name)});
  }
  for (const absl::string_view name : kSources) {
    Source source;
    make.Stamp(source, Founded(company));
    source.name = std::string(name);
    source.group = static_cast<int>(make.draw.Below(std::size(kSourceGroups)));
    company.sources.push_back(source);
  }
  for (int i = 0; i < 6; ++i) {
    Referrer referrer;
    make.Stamp(referrer, Founded(company));
    referrer.user = make.GapRef(static_cast<Ref>(i), 0.4);
    referrer.name = absl::StrCat(make.draw.Pick(kFirstNames), " ",
                                 make.draw.Pick(kLastNames));
    company.referrers.push_back(referrer);
  }
}

void MakeReasons(Maker& make) {
  Company& company = make.company;
  struct Given {
    const char* name;
    RejectedBy by;
    bool built_in;
  };
  constexpr Given kReasons[] = {
      {"Lacking skills", RejectedBy::kCompany, true},
      {"Position closed", RejectedBy::kCompany, true},
      {"Other", RejectedBy::kUnspecified, true},
      {"Took another offer", RejectedBy::kCandidate, false},
      {"Salary expectations", RejectedBy::kCandidate, false},
      {"Hired through another job", RejectedBy::kUnspecified, false},
      {"Not this year", RejectedBy::kCompany, false},
      {"Security concern", RejectedBy::kUnknownWord, false},
  };
  for (const Given& given : kReasons) {
    if (given.by == RejectedBy::kUnknownWord && !make.awkward) continue;
    RejectionReason reason;
    make.Stamp(reason, Founded(company));
    reason.name = given.name;
    reason.by = given.by;
    reason.built_in = given.built_in;
    company.rejection_reasons.push_back(reason);
  }
  for (const char* name : {"Hire - New Headcount", "Hire - Backfill",
                           "Close - Not Filling", "On Hold"}) {
    CloseReason reason;
    make.Stamp(reason, Founded(company));
    reason.name = name;
    company.close_reasons.push_back(reason);
  }
}

void MakeTagsAndPools(Maker& make) {
  Company& company = make.company;
  for (const absl::string_view name : kTags) {
    Tag tag;
    make.Stamp(tag, Founded(company));
    tag.name = std::string(name);
    company.tags.push_back(tag);
  }
  for (const char* name : {"Alumni", "Interns"}) {
    Pool pool;
    make.Stamp(pool, Founded(company));
    pool.name = name;
    pool.description = make.Gap(std::string("People to come back to"), 0.5);
    pool.departments.push_back(0);
    company.pools.push_back(pool);
    const Ref ref = static_cast<Ref>(company.pools.size()) - 1;
    int position = 0;
    for (const char* stage_name : {"Not contacted", "Contacted"}) {
      PoolStage stage;
      make.Stamp(stage, Founded(company));
      stage.pool = ref;
      stage.name = stage_name;
      stage.position = position++;
      company.pool_stages.push_back(stage);
    }
  }
}

}  // namespace

void MakeOrganization(Maker& make, int user_count) {
  MakePlaces(make);
  MakeUsers(make, user_count);
  MakeSources(make);
  MakeReasons(make);
  MakeTagsAndPools(make);
}

}  // namespace hirewire::sim
