// A job of the company as a Lever posting: what its filters compare.
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_POSTING_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_POSTING_H_

#include <string>
#include <vector>

#include "testing/simulators/lever/endpoint.h"

namespace hirewire::sim::lever {

// Where the job is advertised now: "public", "internal".
std::vector<std::string> PostingChannels(const Scene& scene, Ref job);
// published, internal (open, but advertised nowhere), closed, draft, pending
// or rejected.
const char* PostingState(const Scene& scene, Ref job);
// A team sits below a department, or is one.
OptionalText PostingDepartment(const Scene& scene, const Job& job);
OptionalText PostingTeam(const Scene& scene, const Job& job);
const char* PostingCommitment(const Scene& scene, Ref job);
// The first is the posting's own.
std::vector<std::string> PostingLocations(const Scene& scene, const Job& job);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_POSTING_H_
