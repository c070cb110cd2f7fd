// One simulated vendor and an account of the engine at it: real manifest, real
// traffic, real sockets; only the time is made up, so that nothing waits.
//
//   Subject subject("greenhouse", {.candidates = 60});
//   absl::StatusOr<Page> page = subject.List(query);
//   EXPECT_EQ(subject.TakeCalls(), 1);
#ifndef HIREWIRE_TESTING_CONFORMANCE_SUBJECT_H_
#define HIREWIRE_TESTING_CONFORMANCE_SUBJECT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/log/capturing_logger.h"
#include "connectors/api/query.h"
#include "connectors/engine/compiled.h"
#include "google/protobuf/message.h"
#include "hirewire/v1/record_issue.pb.h"
#include "testing/simulators/frame/simulator.h"

namespace hirewire::conformance {

// One record of the unified model; keeps the answer it came in.
using Record = std::shared_ptr<const google::protobuf::Message>;

struct Page {
  std::vector<Record> records;
  // Empty on the last page.
  std::string next;
  std::vector<v1::RecordIssue> issues;
};

// The manifest of a built-in vendor, compiled. NOT_FOUND where connectors/
// catalog names none so.
absl::StatusOr<std::shared_ptr<const engine::CompiledManifest>> ManifestOf(
    const std::string& vendor);

// A company small enough to be read whole many times over, and with every kind
// of record; no rate limit, since those are the limiter's tests' matter.
sim::SimulatorOptions SmallCompany();

class Subject {
 public:
  // The vendor must have a manifest and a simulator.
  explicit Subject(const std::string& vendor,
                   sim::SimulatorOptions options = SmallCompany());
  ~Subject();

  absl::StatusOr<Page> List(const connectors::ListQuery& query);
  absl::StatusOr<Record> Get(const connectors::GetQuery& query);
  absl::Status Check();

  // Calls from now on are those of an account opened afresh, which has nothing
  // in its caches.
  void Reconnect();
  void Reconnect(const sim::Login& login);

  sim::Simulator& vendor();
  const engine::CompiledManifest& manifest() const;
  // What was logged of the traffic, debug lines too.
  const log::CapturingLogger& logger() const;

  // Requests that the vendor saw since this was last called, but for those to
  // its token endpoint.
  int64_t TakeCalls();

 private:
  struct Core;
  const std::unique_ptr<Core> core_;
};

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_SUBJECT_H_
