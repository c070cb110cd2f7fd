// eeo/responses: answers to the survey, without and with whose they are.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "testing/data/words.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

// Who says no span is shown the last days only.
constexpr absl::Duration kDefaultSpan = absl::Hours(24 * 7);

template <typename Words>
void PutChoice(absl::string_view name, const std::optional<int>& choice,
               const Words& words, Row& row) {
  // The key is there only where something was answered.
  if (choice.has_value()) row.Text(name, std::string(words[*choice]));
}

void PutChoices(const EeocAnswers& answers, Row& row) {
  PutChoice("gender", answers.gender, kGenders, row);
  PutChoice("race", answers.race, kRaces, row);
  PutChoice("veteran", answers.veteran_status, kVeteranStatuses, row);
  PutChoice("disability", answers.disability_status, kDisabilityStatuses, row);
}

const Opportunity& OpportunityOf(const Scene& scene, Ref ref) {
  const Ref application = scene.company.eeoc[ref].application;
  return scene.account.opportunities[scene.account.opportunity_of[application]];
}

void PutApplication(const Scene& scene, Ref ref, Row& row) {
  const EeocAnswers& answers = scene.company.eeoc[ref];
  const Opportunity& one = OpportunityOf(scene, ref);
  const Application& application =
      scene.company.applications[answers.application];
  const bool over = one.archived.has_value();
  row.Text("applicationId", UuidOf("applications", answers.application));
  row.Time("applicationArchivedAt",
           over ? OptionalTime(one.archived->when) : OptionalTime());
  row.Text("applicationArchiveReason",
           over ? OptionalText(one.archived->reason) : OptionalText());
  row.Text("applicationTitle", scene.company.jobs[application.job].name);
  row.Time("appliedAt", application.created);
  PutStage(scene, "currentStage", one.stage, row);
}

void WriteAnonymous(const Scene& scene, Ref ref, Row& row) {
  PutApplication(scene, ref, row);
  PutChoices(scene.company.eeoc[ref], row);
}

void WriteResponse(const Scene& scene, Ref ref, Row& row) {
  const EeocAnswers& answers = scene.company.eeoc[ref];
  const Opportunity& one = OpportunityOf(scene, ref);
  const Application& application =
      scene.company.applications[answers.application];
  row.Text("id", UuidOf("eeo", ref));
  PutApplication(scene, ref, row);
  PutContact(scene, "contact", answers.candidate, row);
  row.Text("eeoResponseSource", "application");
  row.Time("eeoSurveyRespondedAt", answers.submitted);
  row.Time("hiredDate", application.hired);
  PutUser(scene, "hiringManager",
          TeamMemberOf(scene, application.job, JobRole::kHiringManager), row);
  row.Text("opportunityId", one.id);
  PutUser(scene, "opportunityOwner", application.recruiter, row);
  row.Text("origin", one.origin);
  PutPosting(scene, "posting", application.job, row);
  row.Texts("sources", one.sources);
  PutChoices(answers, row);
}

Listing Responses(const Scene& scene, absl::string_view start,
                  absl::string_view end,
                  void (*write)(const Scene&, Ref, Row&)) {
  auto from = scene.query.time(start);
  const auto to = scene.query.time(end);
  if (!from.has_value() && !to.has_value()) from = scene.now - kDefaultSpan;
  std::vector<Entry> entries;
  for (size_t i = 0; i < scene.company.eeoc.size(); ++i) {
    const Ref ref = static_cast<Ref>(i);
    const EeocAnswers& answers = scene.company.eeoc[i];
    const Opportunity& one = OpportunityOf(scene, ref);
    if (answers.deleted || one.deleted) continue;
    if (one.confidential && !scene.grant.confidential) continue;
    if (from.has_value() && answers.created < *from) continue;
    if (to.has_value() && answers.created > *to) continue;
    entries.push_back(TimeEntry(answers.created, UuidOf("eeo", ref), ref));
  }
  return ByTime(std::move(entries), write);
}

}  // namespace

void AddEeo(std::vector<Endpoint>& all) {
  std::vector<Parameter> span;
  AddSpan(span, "created_at_start", "created_at_end");
  all.push_back({.path = "eeo/responses/pii",
                 .resource = "eeo_responses_pii",
                 .answer = [](const Scene& scene) -> Outcome {
                   return Responses(scene, "created_at_start", "created_at_end",
                                    WriteResponse);
                 },
                 .parameters = span,
                 .expandable = {"contact", "hiringManager", "posting"},
                 .lists = true});
  std::vector<Parameter> dates;
  AddSpan(dates, "fromDate", "toDate");
  all.push_back({.path = "eeo/responses",
                 .resource = "eeo_responses",
                 .answer = [](const Scene& scene) -> Outcome {
                   return Responses(scene, "fromDate", "toDate",
                                    WriteAnonymous);
                 },
                 .parameters = dates,
                 .lists = true});
}

}  // namespace hirewire::sim::lever
