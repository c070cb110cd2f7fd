// Jobs, their teams and their application forms.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_JOBS_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_JOBS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

// draft, published, closed or archived.
std::string JobState(const View& view, Ref job);

// kNone where no job has that shortcode.
Ref FindJob(const Company& company, absl::string_view shortcode);

// As lists show it, with those of the longer texts that were asked for.
void WriteListedJob(const View& view, Ref job,
                    const std::set<std::string>& texts, JsonWriter& writer);
// The same object with everything.
void WriteJob(const View& view, Ref job, JsonWriter& writer);

// Members of the job's team, each once; refs into Company::team.
std::vector<Ref> TeamOf(const Company& company, Ref job);
void WriteTeamMember(const View& view, Ref team_member, JsonWriter& writer);

// {"questions": [...]}, and the form around them.
void WriteQuestions(const View& view, Ref job, JsonWriter& writer);
void WriteApplicationForm(const View& view, Ref job, JsonWriter& writer);

// Where a job is: its first office, else nowhere.
OptionalText PlaceOf(const Company& company, Ref job);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_JOBS_H_
