// A made-up company with everything an applicant tracking system keeps, free of
// any vendor's words. A simulator renders it as its vendor would, so the same
// company can be served as every vendor.
//
//   const Company company = MakeCompany({.seed = 7, .candidates = 5000});
//   const Application& first = company.applications[0];
//   const Candidate& who = company.candidates[first.candidate];
#ifndef HIREWIRE_TESTING_DATA_COMPANY_H_
#define HIREWIRE_TESTING_DATA_COMPANY_H_

#include <cstdint>
#include <vector>

#include "testing/data/candidates.h"
#include "testing/data/hiring.h"
#include "testing/data/jobs.h"
#include "testing/data/organization.h"

namespace hirewire::sim {

// References are places in these vectors; records are never taken out.
struct Company {
  // The moment the data was "taken": nothing but planned things lies later.
  absl::Time as_of;

  std::vector<Department> departments;
  std::vector<Office> offices;
  std::vector<User> users;
  std::vector<InterviewerTag> interviewer_tags;
  std::vector<SourceGroup> source_groups;
  std::vector<Source> sources;
  std::vector<Referrer> referrers;
  std::vector<RejectionReason> rejection_reasons;
  std::vector<CloseReason> close_reasons;
  std::vector<Tag> tags;
  std::vector<CustomField> custom_fields;
  std::vector<CustomFieldOption> custom_field_options;
  std::vector<Pool> pools;
  std::vector<PoolStage> pool_stages;

  std::vector<Job> jobs;
  std::vector<TeamMember> team;
  std::vector<Opening> openings;
  std::vector<JobPost> job_posts;
  std::vector<Stage> stages;
  std::vector<PlannedInterview> planned_interviews;
  std::vector<InterviewKit> kits;
  std::vector<KitQuestion> kit_questions;
  std::vector<KitQuestionOption> kit_question_options;
  std::vector<JobAttribute> job_attributes;
  std::vector<JobNote> job_notes;

  std::vector<Candidate> candidates;
  std::vector<AppliedTag> applied_tags;
  std::vector<Education> educations;
  std::vector<Employment> employments;
  std::vector<Note> notes;
  std::vector<Attachment> attachments;

  std::vector<Application> applications;
  std::vector<StageVisit> stage_visits;
  std::vector<Interview> interviews;
  std::vector<Interviewer> interviewers;
  std::vector<Scorecard> scorecards;
  std::vector<ScorecardAttribute> scorecard_attributes;
  std::vector<ScorecardAnswer> scorecard_answers;
  std::vector<ScorecardAnswerChoice> scorecard_answer_choices;
  std::vector<Offer> offers;
  std::vector<EeocAnswers> eeoc;
};

struct CompanyOptions {
  // The same options give the same company, byte for byte.
  uint64_t seed = 1;
  // Everything else follows from it. At least 0.
  int candidates = 1000;
  // Nulls wherever a vendor may send them, words no document lists, empty,
  // very long, right-to-left and emoji names, anonymized people.
  bool awkward = true;
};

// Thousands of candidates take milliseconds.
Company MakeCompany(const CompanyOptions& options);

// Adds one more candidate with an application, as if somebody applied at
// `when`. For changes between pages. Returns the candidate.
Ref AddCandidate(Company& company, uint64_t seed, absl::Time when);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_COMPANY_H_
