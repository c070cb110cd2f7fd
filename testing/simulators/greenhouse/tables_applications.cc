// applications, their stages, how they ended, and offers.
#include <algorithm>
#include <string>
#include <vector>

#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/custom_values.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

// What rows say; filters say "active" where rows say "in_process".
const char* StatusWord(ApplicationStatus status) {
  constexpr const char* kWords[] = {"in_process", "rejected", "hired",
                                    "converted", "paused"};
  return kWords[static_cast<int>(status)];
}

const char* StatusFilterWord(ApplicationStatus status) {
  return status == ApplicationStatus::kActive ? "active" : StatusWord(status);
}

void WriteAnswers(const Application& application, Row& row) {
  row.Json("answers", [&](JsonWriter& writer) {
    if (!application.answers.has_value()) {
      writer.Null();
      return;
    }
    writer.BeginArray();
    for (const ApplicationAnswer& answer : *application.answers) {
      writer.BeginObject().Key("question").String(answer.question);
      writer.Key("answer").OptionalString(answer.answer).EndObject();
    }
    writer.EndArray();
  });
}

void WriteApplication(const View& view, Ref ref, Row& row) {
  const Application& application = view.company.applications[ref];
  row.Begin(ref, application);
  row.Int("agency_note_id", std::nullopt);
  row.Id("candidate_id", Table::kCandidates, application.candidate);
  row.Id("coordinator_id", Table::kUsers, application.coordinator);
  row.Id("job_id", Table::kJobs, application.job);
  row.Id("job_post_id", Table::kJobPosts, application.post);
  row.Id("recruiter_id", Table::kUsers, application.recruiter);
  row.Id("referrer_id", Table::kReferrers, application.referrer);
  row.Id("source_id", Table::kSources, application.source);
  // The row of application_stages, not of job_interview_stages.
  row.Id("stage_id", Table::kApplicationStages, application.visit);
  row.Text("stage_name", application.stage == kNone
                             ? OptionalText()
                             : view.company.stages[application.stage].name);
  if (view.newer_fields) {
    row.Id("job_interview_stage_id", Table::kJobInterviewStages,
           application.stage);
    row.Id("rejection_reason_id", Table::kRejectionReasons,
           application.rejection_reason);
  }
  row.Word("status", StatusWord(application.status));
  row.Hidden("status_filter", StatusFilterWord(application.status));
  row.Bool("needs_decision", application.needs_decision);
  row.Bool("prospect", application.prospect);
  row.Time("rejected_at", application.rejected);
  row.Time("last_activity_at", application.last_activity);
  row.Text("location_address", application.location);
  WriteAnswers(application, row);
  row.IdList("prospective_job_ids", Table::kJobs, application.prospective_jobs);
  WriteCustom(view, "custom_fields", application.custom, row);
}

void WriteVisit(const View& view, Ref ref, Row& row) {
  const StageVisit& visit = view.company.stage_visits[ref];
  row.Begin(ref, visit);
  row.Id("application_id", Table::kApplications, visit.application);
  row.Id("job_interview_stage_id", Table::kJobInterviewStages, visit.stage);
  row.Time("entered_at", visit.entered);
  row.Time("exited_at", visit.exited);
  const absl::Time end = visit.exited.value_or(view.company.as_of);
  const absl::Duration stay = end - visit.entered.value_or(end);
  row.Int("days_in_stage", std::max<int64_t>(0, absl::ToInt64Hours(stay) / 24));
  row.Bool("current", visit.current);
}

// One per rejected application, at the same place as the application.
void WriteRejection(const View& view, Ref ref, Row& row) {
  const Application& application = view.company.applications[ref];
  row.Begin(ref, application);
  row.Id("application_id", Table::kApplications, ref);
  row.Id("rejected_by_id", Table::kUsers, application.rejected_by);
  row.Int("rejection_note_id", std::nullopt);
  row.Id("rejection_reason_id", Table::kRejectionReasons,
         application.rejection_reason);
  row.Time("rejected_at", application.rejected);
  WriteCustom(view, "question_custom_fields", application.rejection_custom,
              row);
}

const char* OfferWord(OfferStatus status) {
  constexpr const char* kWords[] = {"Created", "Accepted", "Rejected",
                                    "Deprecated", "Countered"};
  return kWords[static_cast<int>(status)];
}

void WriteOffer(const View& view, Ref ref, Row& row) {
  const Offer& offer = view.company.offers[ref];
  row.Begin(ref, offer);
  row.Int("version", offer.version);
  row.Id("application_id", Table::kApplications, offer.application);
  row.Id("job_id", Table::kJobs, offer.job);
  row.Id("candidate_id", Table::kCandidates, offer.candidate);
  row.Id("opening_id", Table::kOpenings, offer.opening);
  row.Word("status", OfferWord(offer.status));
  row.Hidden("current", offer.status != OfferStatus::kDeprecated);
  row.Day("starts_on", offer.start);
  row.Day("sent_on", offer.sent);
  row.Time("resolved_at", offer.resolved);
  WriteCustom(view, "custom_fields", offer.custom, row);
}

constexpr Filter ListOf(absl::string_view name, absl::string_view field) {
  return {name, FilterKind::kList, field};
}

std::vector<Filter> ApplicationFilters() {
  return {
      ListOf("candidate_ids", "candidate_id"),
      ListOf("job_ids", "job_id"),
      ListOf("prospective_job_ids", "prospective_job_ids"),
      ListOf("job_post_ids", "job_post_id"),
      ListOf("source_ids", "source_id"),
      ListOf("referrer_ids", "referrer_id"),
      ListOf("stage_ids", "stage_id"),
      {"status",
       FilterKind::kWord,
       "status_filter",
       {"active", "rejected", "hired", "converted"}},
      {"stage_name", FilterKind::kText, "stage_name"},
      {"custom_field_option_id", FilterKind::kNumber, "custom_field_option_id"},
      {"last_activity_at", FilterKind::kTime, "last_activity_at"},
      {"prospect", FilterKind::kBool, "prospect"}};
}

std::vector<Filter> OfferFilters() {
  return {
      ListOf("application_ids", "application_id"),
      ListOf("job_ids", "job_id"),
      ListOf("candidate_ids", "candidate_id"),
      ListOf("opening_ids", "opening_id"),
      {"current_only", FilterKind::kNarrows, "current"},
      {"custom_field_option_id", FilterKind::kNumber, "custom_field_option_id"},
      {"status",
       FilterKind::kWord,
       "status",
       {"Created", "Accepted", "Rejected", "Deprecated"}},
      {"resolved_at", FilterKind::kTime, "resolved_at"},
      {"sent_on", FilterKind::kTime, "sent_on"},
      {"starts_on", FilterKind::kTime, "starts_on"}};
}

}  // namespace

void AddApplications(std::vector<Collection>& all) {
  all.push_back(
      {.name = "applications",
       .table = Table::kApplications,
       .count = [](const Company& c) { return c.applications.size(); },
       .write = WriteApplication,
       .filters = ApplicationFilters()});
  all.push_back(
      {.name = "application_stages",
       .table = Table::kApplicationStages,
       .count = [](const Company& c) { return c.stage_visits.size(); },
       .write = WriteVisit,
       .filters = {ListOf("application_ids", "application_id"),
                   ListOf("job_interview_stage_ids", "job_interview_stage_id"),
                   {"current", FilterKind::kBool, "current"}}});
  all.push_back(
      {.name = "rejection_details",
       .table = Table::kRejectionDetails,
       .count = [](const Company& c) { return c.applications.size(); },
       .write = WriteRejection,
       .filters = {ListOf("application_ids", "application_id"),
                   ListOf("rejection_reason_ids", "rejection_reason_id")},
       .exists =
           [](const Company& c, Ref ref) {
             return c.applications[ref].status == ApplicationStatus::kRejected;
           }});
  all.push_back({.name = "offers",
                 .table = Table::kOffers,
                 .count = [](const Company& c) { return c.offers.size(); },
                 .write = WriteOffer,
                 .filters = OfferFilters()});
}

}  // namespace hirewire::sim
