// Records that more than one group of endpoints gives, or writes into others.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_RESOURCES_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_RESOURCES_H_

#include <string>

#include "testing/simulators/ashby/endpoint.h"

namespace hirewire::sim::ashby {

const Resource& Applications();
const Resource& Candidates();
const Resource& Interviews();
const Resource& Jobs();
const Resource& Locations();
const Resource& Openings();
const Resource& Plans();
const Resource& Schedules();
const Resource& Stages();

// Who applied, as an application says it.
void WriteCandidateSummary(const View& view, Ref candidate, JsonWriter& writer);
// Inside an object.
void WriteArchiveReasonMembers(const View& view, Ref reason,
                               JsonWriter& writer);
// The form that an interview's feedback is given on, as the value of a key.
void WriteFormDefinition(const View& view, Ref form, JsonWriter& writer);
// Where an answer to one of its questions is found.
std::string QuestionPath(Ref question);
// Whether a scheduled interview has a time, and so is an event.
bool HasEvent(const Company& company, Ref interview);

// For resources whose places are one vector of the company.
template <auto kMember>
size_t CountOf(const Company& company) {
  return (company.*kMember).size();
}
template <auto kMember>
const Record& RecordOf(const Company& company, Ref ref) {
  return (company.*kMember)[ref];
}
template <auto kMember>
bool NotDeleted(const View& view, Ref ref) {
  return !(view.company.*kMember)[ref].deleted;
}
// Lists what is not archived by View::Archived, or all if asked.
inline bool ListsUnarchived(const View& view, const Arguments& arguments,
                            Ref ref) {
  return !view.Archived(ref) || arguments.True("includeArchived");
}

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_RESOURCES_H_
