// The objects that stand in several places: in lists of their own, and expanded
// in others.
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_ROWS_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_ROWS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/lever/endpoint.h"
#include "testing/simulators/lever/row.h"

namespace hirewire::sim::lever {

// Of the record at that place of the company.
void WriteUser(const Scene& scene, Ref user, Row& row);
void WriteContact(const Scene& scene, Ref candidate, Row& row);
void WriteApplication(const Scene& scene, Ref application, Row& row);
void WritePosting(const Scene& scene, Ref job, Row& row);
void WriteFeedback(const Scene& scene, Ref scorecard, Row& row);
// Place in Account::stages.
void WriteStage(const Scene& scene, Ref stage, Row& row);

// The id, null where there is none, or the object where the query expands it.
void PutUser(const Scene& scene, absl::string_view name, Ref user, Row& row);
void PutUsers(const Scene& scene, absl::string_view name,
              const std::vector<Ref>& users, Row& row);
void PutPosting(const Scene& scene, absl::string_view name, Ref job, Row& row);
void PutPostings(const Scene& scene, absl::string_view name,
                 const std::vector<Ref>& jobs, Row& row);
void PutStage(const Scene& scene, absl::string_view name, size_t stage,
              Row& row);
void PutContact(const Scene& scene, absl::string_view name, Ref candidate,
                Row& row);

// What Lever would show as a person's name; empty for none.
std::string NameOf(const User& user);
std::string NameOf(const Candidate& person);
// Who plays that part for the job; kNone: nobody.
Ref TeamMemberOf(const Scene& scene, Ref job, JobRole role);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_ROWS_H_
