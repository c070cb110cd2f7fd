#include "testing/simulators/workable/pipeline.h"

#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "testing/data/words.h"
#include "testing/simulators/workable/fields.h"

namespace hirewire::sim::workable {
namespace {

constexpr int64_t kFirstId = 6'140'201;
constexpr int64_t kFirstOwnId = 7'000'003;
constexpr int64_t kFirstIdentifier = 0x5c10e0;
constexpr int64_t kFirstOwnIdentifier = 0x6c20f1;

std::string KindOf(StageKind kind) {
  switch (kind) {
    case StageKind::kReview:
      return "applied";
    case StageKind::kScreen:
      return "phone-screen";
    case StageKind::kAssessment:
      return "assessment";
    case StageKind::kInterview:
      return "interview";
    case StageKind::kOffer:
      return "offer";
  }
  return "applied";
}

// "Take Home Test" is take-home-test; the stages that every pipeline has keep
// their kind's word, whatever they are called.
std::string SlugOf(StageKind kind, absl::string_view name) {
  if (kind == StageKind::kReview || kind == StageKind::kOffer) {
    return KindOf(kind);
  }
  std::string slug;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte)) {
      slug += static_cast<char>(absl::ascii_tolower(byte));
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  return slug;
}

std::vector<PipelineStage> MakePipeline() {
  std::vector<PipelineStage> stages;
  const auto add = [&](std::string slug, absl::string_view name,
                       std::string kind) {
    const auto number = static_cast<int64_t>(stages.size());
    stages.push_back({kFirstId + number,
                      absl::StrCat(absl::Hex(kFirstIdentifier + number)),
                      std::move(slug), std::string(name), std::move(kind),
                      static_cast<int>(number) + 1});
  };
  add("sourced", "Sourced", "sourced");
  for (size_t i = 0; i < std::size(kStageNames); ++i) {
    const auto kind = static_cast<StageKind>(i);
    add(SlugOf(kind, kStageNames[i]), kStageNames[i], KindOf(kind));
  }
  add("hired", "Hired", "hired");
  return stages;
}

}  // namespace

const std::vector<PipelineStage>& AccountPipeline() {
  static const auto& stages = *new std::vector<PipelineStage>(MakePipeline());
  return stages;
}

const PipelineStage& SourcedStage() { return AccountPipeline().front(); }

const PipelineStage& HiredStage() { return AccountPipeline().back(); }

PipelineStage StageOf(const Company& company, Ref stage) {
  const Stage& own = company.stages[stage];
  for (const PipelineStage& shared : AccountPipeline()) {
    if (shared.name == own.name && shared.kind == KindOf(own.kind)) {
      return shared;
    }
  }
  return {kFirstOwnId + stage,
          absl::StrCat(absl::Hex(kFirstOwnIdentifier + stage)),
          SlugOf(own.kind, own.name),
          own.name,
          KindOf(own.kind),
          own.position + 2};
}

std::vector<PipelineStage> PipelineOf(const Company& company, Ref job) {
  std::vector<PipelineStage> stages = {SourcedStage()};
  const Job& of = company.jobs[job];
  for (int i = 0; i < of.stage_count; ++i) {
    const Ref stage = of.first_stage + i;
    if (!company.stages[stage].active || company.stages[stage].deleted) {
      continue;
    }
    stages.push_back(StageOf(company, stage));
  }
  stages.push_back(HiredStage());
  for (size_t i = 0; i < stages.size(); ++i) {
    stages[i].position = static_cast<int>(i) + 1;
  }
  return stages;
}

void WriteStage(const PipelineStage& stage, JsonWriter& writer) {
  writer.BeginObject();
  Fields(writer)
      .Int("id", stage.id)
      .Text("identifier", stage.identifier)
      .Text("slug", stage.slug)
      .Text("name", stage.name)
      .Text("kind", stage.kind)
      .Int("position", stage.position);
  writer.EndObject();
}

void WriteStageName(const PipelineStage& stage, JsonWriter& writer) {
  writer.BeginObject();
  Fields(writer)
      .Int("id", stage.id)
      .Text("identifier", stage.identifier)
      .Text("name", stage.name)
      .Text("slug", stage.slug);
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
