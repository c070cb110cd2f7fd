#include <algorithm>
#include <cstdint>

#include "testing/data/company.h"
#include "testing/data/draw.h"
#include "testing/data/maker.h"

namespace hirewire::sim {
namespace {

constexpr int kCandidatesPerJob = 40;
constexpr int kCandidatesPerUser = 100;

// Noon of the day before the last of 2025: long past for every test.
const absl::Time AsOf() { return absl::FromUnixSeconds(1767096000); }

}  // namespace

absl::Time Founded(const Company& company) {
  return company.as_of - absl::Hours(24 * 900);
}

void Maker::Stamp(Record& record, absl::Time low) {
  StampAt(record, draw.Moment(low, company.as_of));
}

void Maker::StampAt(Record& record, absl::Time when) {
  record.created = when;
  const absl::Time latest = std::max(company.as_of, when);
  record.updated = draw.Chance(0.4) ? when : draw.Moment(when, latest);
}

Company MakeCompany(const CompanyOptions& options) {
  Company company;
  company.as_of = AsOf();
  Draw draw(options.seed);
  Maker make{company, draw, options.awkward};
  const int users =
      std::clamp(options.candidates / kCandidatesPerUser, 12, 300);
  const int jobs = std::clamp(options.candidates / kCandidatesPerJob, 6, 400);
  MakeOrganization(make, users);
  MakeCustomFields(make);
  for (User& user : company.users) {
    user.custom = MakeCustom(make, CustomOwner::kUser);
  }
  MakeJobs(make, jobs);
  company.candidates.reserve(static_cast<size_t>(options.candidates));
  const absl::Time begin = Founded(company) + absl::Hours(24 * 60);
  const absl::Duration span = company.as_of - begin;
  for (int i = 0; i < options.candidates; ++i) {
    // In order of arrival, as ids are given out.
    const absl::Time slot = begin + span * i / options.candidates;
    MakeCandidate(make, draw.Moment(slot, slot + span / options.candidates));
  }
  return company;
}

Ref AddCandidate(Company& company, uint64_t seed, absl::Time when) {
  Draw draw(seed + company.candidates.size());
  Maker make{company, draw, /*awkward=*/false};
  return MakeCandidate(make, absl::FromUnixMillis(absl::ToUnixMillis(when)));
}

}  // namespace hirewire::sim
