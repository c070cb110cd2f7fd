// Candidates: one person in one job, or in the talent pool.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_CANDIDATES_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_CANDIDATES_H_

#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/pipeline.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

// Whether this application is there: it, its person and its job.
bool IsListed(const Company& company, Ref application);

// Where the candidate stands, or stood when disqualified.
PipelineStage StageNow(const View& view, Ref application);

// As lists show it: without what only the detail call has.
void WriteListedCandidate(const View& view, Ref application,
                          JsonWriter& writer);
// {"candidate": {...}}
void WriteCandidate(const View& view, Ref application, JsonWriter& writer);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_CANDIDATES_H_
