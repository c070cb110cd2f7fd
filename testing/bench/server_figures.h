// own_time.list_candidates_100 and memory.idle_mib: what the server itself
// costs.
#ifndef HIREWIRE_TESTING_BENCH_SERVER_FIGURES_H_
#define HIREWIRE_TESTING_BENCH_SERVER_FIGURES_H_

#include <string>

#include "absl/status/status.h"

namespace hirewire::bench {

// `hirewired`: the path of the server's binary.

// What ListCandidates with pages of 100 takes beside waiting for the vendor, as
// the server reports it with each answer, against a simulated vendor that
// answers at once; beside it, whole calls of a bare gRPC server with replies of
// the same size.
absl::Status PrintOwnTime(const std::string& hirewired);

// Resident memory of a server that was started and not called.
absl::Status PrintIdleMemory(const std::string& hirewired);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_SERVER_FIGURES_H_
