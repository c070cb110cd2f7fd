// The stages that candidates pass. An account has a pipeline; jobs use it, and
// where one has a stage of its own, that stage has an id of its own.
//
//   for (const PipelineStage& stage : PipelineOf(company, job)) ...
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_PIPELINE_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_PIPELINE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "testing/data/company.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::workable {

struct PipelineStage {
  int64_t id = 0;
  // Hex, besides the number.
  std::string identifier;
  // What moves and filters name: "phone-screen".
  std::string slug;
  // What candidates show: "Phone Screen".
  std::string name;
  // One of seven words, whatever the stage is called.
  std::string kind;
  int position = 0;
};

// Sourced, the five of the company, Hired.
const std::vector<PipelineStage>& AccountPipeline();
const PipelineStage& SourcedStage();
const PipelineStage& HiredStage();

// One of the company's stages as Workable has it.
PipelineStage StageOf(const Company& company, Ref stage);
// Those of a job, without stages that are switched off.
std::vector<PipelineStage> PipelineOf(const Company& company, Ref job);

// {"id", "identifier", "slug", "name", "kind", "position"}
void WriteStage(const PipelineStage& stage, JsonWriter& writer);
// As activities show it, without kind and position.
void WriteStageName(const PipelineStage& stage, JsonWriter& writer);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_PIPELINE_H_
