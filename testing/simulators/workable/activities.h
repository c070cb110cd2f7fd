// What happened to a candidate, rebuilt from what the company keeps: moves from
// stage visits, comments and messages from notes, ratings from scorecards.
//
//   const std::vector<Activity> all = ActivitiesOf(view, application);
//   WriteActivity(view, application, 0, all[0], writer);
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_ACTIVITIES_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_ACTIVITIES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/pipeline.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

struct Grading {
  // "negative", "positive", "definite", or a word that nobody documents.
  std::string score;
  std::string scale;
  int grade = 0;
};

struct Activity {
  // "applied", "comment", or the slug of the stage that was moved to.
  std::string action;
  absl::Time at;
  absl::Time updated;
  // Where the candidate stood; absent in the talent pool.
  std::optional<PipelineStage> stage = std::nullopt;
  std::optional<PipelineStage> target = std::nullopt;
  // Company::users; kNone: the candidate, or the system.
  Ref member = kNone;
  OptionalText body = std::nullopt;
  std::optional<Grading> rating = std::nullopt;
  // Who may see it; empty: not said.
  std::vector<std::string> roles = {};
};

// In the order in which they happened, which is that of their ids.
std::vector<Activity> ActivitiesOf(const View& view, Ref application);

// Ids go by place: what is added later to an application moves those after it.
uint64_t ActivityNumber(Ref application, size_t place);

// As GET /candidates/:id/activities shows it.
void WriteActivity(Ref application, size_t place, const Activity& activity,
                   const View& view, JsonWriter& writer);
// As GET /jobs/:shortcode/activities does: with the candidate, without stages
// beyond a name.
void WriteJobActivity(Ref application, size_t place, const Activity& activity,
                      const View& view, JsonWriter& writer);
// "opened", the first of a job's own.
void WriteOpened(const View& view, Ref job, JsonWriter& writer);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_ACTIVITIES_H_
