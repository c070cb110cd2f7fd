// The stages of all jobs, folded into one pipeline. A job's first look at a
// person is Lever's New Applicant, its offer is Lever's Offer; the stages
// between are the account's own, one for all stages of a name.
#include <algorithm>
#include <string>
#include <vector>

#include "testing/simulators/lever/account.h"
#include "testing/simulators/lever/ids.h"

namespace hirewire::sim::lever {
namespace {

struct Place {
  const char* pipeline;
  double rank;
};

// Where stages of a kind stand; further ones of the kind come right after.
Place PlaceOf(StageKind kind) {
  switch (kind) {
    case StageKind::kReview:
      return {"applicant", 101};
    case StageKind::kScreen:
      return {"screen", 201};
    case StageKind::kAssessment:
      return {"screen", 230.5};
    case StageKind::kInterview:
      return {"onsite", 231};
    case StageKind::kOffer:
      return {"offer", 261};
  }
  return {"lead", 1};
}

bool IsOwn(StageKind kind) {
  return kind != StageKind::kReview && kind != StageKind::kOffer;
}

}  // namespace

void MakeStages(const Company& company, Account& account) {
  std::vector<LeverStage>& stages = account.stages;
  stages = {{"lead-new", "New lead", "lead", 1},
            {"lead-reached-out", "Reached out", "lead", 3},
            {"lead-responded", "Responded", "lead", 5},
            {"applicant-new", "New applicant", "applicant", 101},
            {"offer", "Offer", "offer", 261}};
  std::vector<std::string> ids;  // by place in company.stages
  for (size_t i = 0; i < company.stages.size(); ++i) {
    const Stage& stage = company.stages[i];
    if (!IsOwn(stage.kind)) {
      ids.push_back(stage.kind == StageKind::kOffer ? "offer"
                                                    : "applicant-new");
      continue;
    }
    const auto known = std::find_if(
        stages.begin(), stages.end(),
        [&](const LeverStage& one) { return one.text == stage.name; });
    if (known != stages.end()) {
      ids.push_back(known->id);
      continue;
    }
    Place place = PlaceOf(stage.kind);
    while (std::any_of(stages.begin(), stages.end(), [&](const LeverStage& s) {
      return s.rank == place.rank;
    })) {
      place.rank += 0.25;
    }
    ids.push_back(UuidOf("stages", static_cast<Ref>(i)));
    stages.push_back({ids.back(), stage.name, place.pipeline, place.rank,
                      stage.kind != StageKind::kAssessment});
  }
  std::sort(
      stages.begin(), stages.end(),
      [](const LeverStage& a, const LeverStage& b) { return a.rank < b.rank; });
  for (const std::string& id : ids) {
    account.stage_of.push_back(
        static_cast<size_t>(account.FindStage(id) - stages.data()));
  }
}

}  // namespace hirewire::sim::lever
