// Ashby's ids: UUIDs, of which each is made from a table and a record and
// leads back to them.
//
//   const std::string id = AshbyId(Table::kCandidate, 7);
//   AshbyRef(Table::kCandidate, id);  // 7
//   AshbyRef(Table::kJob, id);        // kNone
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_IDS_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_IDS_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "testing/data/record.h"

namespace hirewire::sim::ashby {

enum class Table {
  kApplication,
  kApplicationFeedback,
  kApplicationHistory,
  kApproval,
  kArchiveReason,
  kCandidate,
  kCandidateTag,
  kCloseReason,
  kCustomField,
  kDepartment,
  kFeedbackFormDefinition,
  kFile,
  kInterview,
  kInterviewEvent,
  kInterviewPlan,
  kInterviewSchedule,
  kInterviewStage,
  kInterviewStageGroup,
  kJob,
  kJobPosting,
  kLocation,
  kNote,
  kOffer,
  kOpening,
  kProject,
  kSource,
  kUser,
  // Things inside rows that have ids of their own.
  kActivity,
  kApprovalDefinition,
  kApprovalStep,
  kApprover,
  kBrand,
  kCandidateLocation,
  kFormField,
  kFormSubmission,
  kOfferVersion,
  kOpeningVersion,
  kOrganization,
  kSourceType,
};

// The id of a record; undefined for kNone.
std::string AshbyId(Table table, Ref ref);

// The record of that id, or kNone where the table has no such id. It may lie
// beyond the last record.
Ref AshbyRef(Table table, absl::string_view id);

// Whether a text has the form of an id, in either case.
bool IsUuid(absl::string_view text);

// "candidate", "interviewStage": the vendor's word in the names of endpoints.
std::optional<Table> TableNamed(absl::string_view name);

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_IDS_H_
