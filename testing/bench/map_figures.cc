#include "testing/bench/map_figures.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "google/protobuf/message.h"
#include "hirewire/v1/application.pb.h"
#include "hirewire/v1/candidate.pb.h"
#include "testing/bench/by_hand.h"
#include "testing/bench/compare.h"
#include "testing/bench/engine_subject.h"
#include "testing/bench/figure.h"
#include "testing/bench/input.h"

namespace hirewire::bench {
namespace {

struct Case {
  std::string name;
  std::string vendor;
  std::string entity;
  const google::protobuf::Message& response;
  std::function<absl::StatusOr<Input>()> input;
  std::function<std::unique_ptr<Subject>(const Input&)> by_hand;
};

std::vector<Case> Cases(const Recordings& recordings) {
  const auto& candidates = v1::ListCandidatesResponse::default_instance();
  const auto& applications = v1::ListApplicationsResponse::default_instance();
  const auto greenhouse = [](const char* collection) {
    return [=] { return GreenhouseInput(collection); };
  };
  return {
      {"map.greenhouse.candidates", "greenhouse", "Candidate", candidates,
       greenhouse("candidates"),
       [](const Input&) { return GreenhouseCandidatesByHand(); }},
      {"map.greenhouse.applications", "greenhouse", "Application", applications,
       greenhouse("applications"), GreenhouseApplicationsByHand},
      {"map.lever.opportunities", "lever", "Application", applications,
       [=] { return LeverInput(recordings.lever); }, LeverApplicationsByHand},
      {"map.workable.candidates", "workable", "Candidate", candidates,
       [=] { return WorkableInput(recordings.workable); },
       [](const Input&) { return WorkableCandidatesByHand(); }},
      {"map.ashby.candidates", "ashby", "Candidate", candidates,
       [=] { return AshbyInput(recordings.ashby); },
       [](const Input&) { return AshbyCandidatesByHand(); }},
  };
}

absl::Status Print(const Case& c, const Wanted& wanted) {
  const std::string bytes_name = c.name + ".bytes";
  if (!wanted(c.name) && !wanted(bytes_name)) return absl::OkStatus();
  HW_ASSIGN_OR_RETURN(const Input input, c.input());
  HW_ASSIGN_OR_RETURN(
      const std::unique_ptr<Subject> engine,
      EngineSubject(c.vendor, c.entity, input.tables, c.response));
  const std::unique_ptr<Subject> by_hand = c.by_hand(input);
  HW_RETURN_IF_ERROR(SameResults(input, *engine, *by_hand));
  const auto print = [&](const std::string& name, Output output) {
    if (!wanted(name)) return;
    const Times times = Measure(name, input, output, *engine, *by_hand);
    Figure(name)
        .Add("us_per_record", times.engine)
        .Add("handwritten_us_per_record", times.by_hand)
        .Add("ratio", times.ratio)
        .Add("to", output == Output::kBytes ? "bytes" : "messages")
        .Add("input", input.origin)
        .Print();
  };
  print(c.name, Output::kMessages);
  print(bytes_name, Output::kBytes);
  return absl::OkStatus();
}

}  // namespace

absl::Status PrintMapFigures(const Wanted& wanted,
                             const Recordings& recordings) {
  for (const Case& c : Cases(recordings)) {
    if (absl::Status status = Print(c, wanted); !status.ok()) {
      return absl::Status(status.code(),
                          absl::StrCat(c.name, ": ", status.message()));
    }
  }
  return absl::OkStatus();
}

}  // namespace hirewire::bench
