// What an account has besides jobs and candidates.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_ORGANIZATION_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_ORGANIZATION_H_

#include <vector>

#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

// The only account that the tokens see; `ref` is 0.
void WriteAccount(const View& view, Ref ref, JsonWriter& writer);
// Refs into Company::users.
void WriteMember(const View& view, Ref user, JsonWriter& writer);
// External recruiters: referrers who are no members.
std::vector<Ref> Recruiters(const Company& company);
void WriteRecruiter(const View& view, Ref referrer, JsonWriter& writer);
// In order of name.
std::vector<Ref> Departments(const Company& company);
void WriteDepartment(const View& view, Ref department, JsonWriter& writer);
// The company itself, kNone, then its offices.
std::vector<Ref> LegalEntities(const Company& company);
// An entity, a location of it, or a site of a location.
void WriteLegalEntity(const View& view, Ref office, JsonWriter& writer);
void WriteReason(const View& view, Ref reason, JsonWriter& writer);
// Custom fields of people and applications.
std::vector<Ref> Attributes(const Company& company);
void WriteAttribute(const View& view, Ref field, JsonWriter& writer);
// The same as a job shows it: with `provider`, without `enabled`.
void WriteJobAttribute(const View& view, Ref field, JsonWriter& writer);
// Two webhooks, 0 and 1, that somebody set up.
void WriteSubscription(const View& view, Ref ref, JsonWriter& writer);

// Those of `records` that are there.
template <typename T>
std::vector<Ref> AllOf(const std::vector<T>& records) {
  std::vector<Ref> refs;
  for (size_t i = 0; i < records.size(); ++i) {
    if (!records[i].deleted) refs.push_back(static_cast<Ref>(i));
  }
  return refs;
}

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_ORGANIZATION_H_
