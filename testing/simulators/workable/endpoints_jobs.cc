#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/workable/activities.h"
#include "testing/simulators/workable/candidates.h"
#include "testing/simulators/workable/endpoints.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/jobs.h"
#include "testing/simulators/workable/listing.h"
#include "testing/simulators/workable/organization.h"
#include "testing/simulators/workable/pipeline.h"

namespace hirewire::sim::workable {
namespace {

bool IsOneOf(absl::string_view word,
             std::initializer_list<absl::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The longer texts that `include_fields` names; nullopt: it names others.
std::optional<std::set<std::string>> TextsOf(const Query& query) {
  std::set<std::string> texts;
  const auto given = query.Get("include_fields");
  if (!given.has_value()) return texts;
  for (const absl::string_view name : absl::StrSplit(*given, ',')) {
    if (!IsOneOf(name, {"description", "full_description", "requirements",
                        "benefits"})) {
      return std::nullopt;
    }
    texts.emplace(name);
  }
  return texts;
}

Reply Jobs(const View& view, const Call& call) {
  const Query& query = call.query;
  if (!IsOneOf(query.Get("state").value_or("draft"),
               {"draft", "published", "closed", "archived"})) {
    return Refuse(422, "state is invalid");
  }
  const auto texts = TextsOf(query);
  if (!texts.has_value()) return Refuse(422, "include_fields is invalid");
  std::vector<Row> rows;
  for (const Ref job : AllOf(view.company.jobs)) {
    if (!query.Allows("state", JobState(view, job))) continue;
    if (!query.AllowsTimes(view.company.jobs[job])) continue;
    rows.push_back({NumberOf(Kind::kJob, job), job});
  }
  return Page(view, query, {"jobs", "/jobs"}, rows,
              [&](Ref job, JsonWriter& writer) {
                WriteListedJob(view, job, *texts, writer);
              });
}

// Answers with `write` for the job that the path names.
template <typename Write>
Reply OfJob(const View& view, const Call& call, Write write) {
  const Ref found = FindJob(view.company, call.names[0]);
  if (found == kNone) return NotFound();
  return Single(found,
                [&](Ref job, JsonWriter& writer) { write(view, job, writer); });
}

Reply OneJob(const View& view, const Call& call) {
  return OfJob(view, call, WriteJob);
}

Reply Questions(const View& view, const Call& call) {
  return OfJob(view, call, WriteQuestions);
}

Reply Form(const View& view, const Call& call) {
  return OfJob(view, call, WriteApplicationForm);
}

Reply StagesOfJob(const View& view, const Call& call) {
  const Ref job = FindJob(view.company, call.names[0]);
  if (job == kNone) return NotFound();
  const std::vector<PipelineStage> stages = PipelineOf(view.company, job);
  std::vector<Ref> places(stages.size());
  for (size_t i = 0; i < places.size(); ++i) places[i] = static_cast<Ref>(i);
  return Wrapped("stages", places, [&](Ref place, JsonWriter& writer) {
    WriteStage(stages[static_cast<size_t>(place)], writer);
  });
}

Reply Team(const View& view, const Call& call) {
  const Ref job = FindJob(view.company, call.names[0]);
  if (job == kNone) return NotFound();
  return Wrapped("members", TeamOf(view.company, job),
                 [&](Ref member, JsonWriter& writer) {
                   WriteTeamMember(view, member, writer);
                 });
}

Reply JobAttributes(const View& view, const Call& call) {
  if (FindJob(view.company, call.names[0]) == kNone) return NotFound();
  return Wrapped("custom_attributes", Attributes(view.company),
                 [&](Ref field, JsonWriter& writer) {
                   WriteJobAttribute(view, field, writer);
                 });
}

// Activities of a job, each by its candidate's and its place; kNone: "opened".
struct JobActivities {
  std::vector<std::pair<Ref, size_t>> places;
  std::vector<Activity> activities;
};

JobActivities ActivitiesOfJob(const View& view, Ref job) {
  JobActivities all;
  if (view.company.jobs[job].opened.has_value()) {
    all.places.emplace_back(kNone, 0);
    all.activities.emplace_back();
  }
  for (size_t i = 0; i < view.company.applications.size(); ++i) {
    const auto candidate = static_cast<Ref>(i);
    if (view.company.applications[i].job != job) continue;
    if (!IsListed(view.company, candidate)) continue;
    size_t place = 0;
    for (Activity& activity : ActivitiesOf(view, candidate)) {
      all.places.emplace_back(candidate, place++);
      all.activities.push_back(std::move(activity));
    }
  }
  return all;
}

Reply Activities(const View& view, const Call& call) {
  const Ref job = FindJob(view.company, call.names[0]);
  if (job == kNone) return NotFound();
  const JobActivities all = ActivitiesOfJob(view, job);
  std::vector<Row> rows;
  for (size_t i = 0; i < all.places.size(); ++i) {
    const auto& [candidate, place] = all.places[i];
    rows.push_back({candidate == kNone ? NumberOf(Kind::kJobActivity, job)
                                       : ActivityNumber(candidate, place),
                    static_cast<Ref>(i)});
  }
  const List list = {"activities",
                     absl::StrCat("/jobs/", Shortcode(job), "/activities")};
  return Page(view, call.query, list, rows, [&](Ref at, JsonWriter& writer) {
    const auto& [candidate, place] = all.places[static_cast<size_t>(at)];
    if (candidate == kNone) {
      WriteOpened(view, job, writer);
    } else {
      WriteJobActivity(candidate, place,
                       all.activities[static_cast<size_t>(at)], view, writer);
    }
  });
}

}  // namespace

void AddJobEndpoints(std::vector<Endpoint>& all) {
  all.push_back({"/jobs", "r_jobs",
                 "state limit since_id max_id created_after updated_after "
                 "include_fields",
                 Jobs});
  all.push_back({"/jobs/:", "r_jobs", "", OneJob});
  all.push_back({"/jobs/:/stages", "r_jobs", "", StagesOfJob});
  all.push_back({"/jobs/:/questions", "r_jobs", "", Questions});
  all.push_back({"/jobs/:/application_form", "r_jobs", "", Form});
  all.push_back({"/jobs/:/members", "r_jobs", "", Team});
  all.push_back({"/jobs/:/custom_attributes", "r_jobs", "", JobAttributes});
  all.push_back({"/jobs/:/activities", "r_candidates", "limit since_id max_id",
                 Activities});
}

}  // namespace hirewire::sim::workable
