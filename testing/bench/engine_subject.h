// The engine as a list operation runs it: parse, find the records, map by the
// manifest's plan with the default fields.
#ifndef HIREWIRE_TESTING_BENCH_ENGINE_SUBJECT_H_
#define HIREWIRE_TESTING_BENCH_ENGINE_SUBJECT_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "testing/bench/subject.h"

namespace hirewire::bench {

// For `entity` ("Candidate") of a built-in vendor. `tables`: see Input;
// `response`: the prototype of the List response.
absl::StatusOr<std::unique_ptr<Subject>> EngineSubject(
    absl::string_view vendor, const std::string& entity,
    const std::map<std::string, std::string>& tables,
    const google::protobuf::Message& response);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_ENGINE_SUBJECT_H_
