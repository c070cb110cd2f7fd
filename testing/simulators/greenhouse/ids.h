// Greenhouse's ids: one ascending sequence per collection, up to 4.7e10.
//
//   const Ids ids{.huge = false};
//   ids.Of(Table::kCandidates, 0);             // 4600000019
//   ids.RefOf(Table::kCandidates, 4600000019);  // 0
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_IDS_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_IDS_H_

#include <cstdint>

#include "testing/data/record.h"

namespace hirewire::sim {

// Every collection under /v3/ has a sequence of its own.
enum class Table {
  kApplications,
  kCandidates,
  kJobs,
  kApplicationStages,
  kJobInterviewStages,
  kJobInterviews,
  kInterviewKits,
  kInterviews,
  kInterviewers,
  kScorecards,
  kScorecardAttributes,
  kScorecardAnswers,
  kScorecardAnswerOptions,
  kScorecardQuestions,
  kScorecardQuestionOptions,
  kScorecardQuestionAttributes,
  kJobAttributes,
  kAttributeTypes,
  kFocusAttributes,
  kOffers,
  kOpenings,
  kJobPosts,
  kJobPostLocations,
  kJobBoards,
  kJobBoardCustomLocations,
  kJobOwners,
  kJobHiringManagers,
  kJobNotes,
  kUsers,
  kUserEmails,
  kUserRoles,
  kUserJobPermissions,
  kFutureJobPermissions,
  kInterviewerTags,
  kDefaultInterviewers,
  kDepartments,
  kOffices,
  kSources,
  kReferrers,
  kRejectionReasons,
  kRejectionDetails,
  kCloseReasons,
  kCandidateTags,
  kAppliedCandidateTags,
  kEducations,
  kEmployments,
  kNotes,
  kAttachments,
  kEeoc,
  kCustomFields,
  kCustomFieldOptions,
  kCustomFieldDepartments,
  kCustomFieldOffices,
  kProspectDetails,
  kProspectPools,
  kProspectPoolStages,
  kApprovalFlows,
  kApproverGroups,
  kApprovers,
  kDemographicQuestionSets,
  kDemographicQuestions,
  kDemographicAnswerOptions,
  kDemographicAnswers,
  kBlockedSpamSources,
  kBulkRequests,
  kTrackingLinks,
  kPayInputs,
  kPayInputRanges,
  // Things inside rows that have ids of their own.
  kJobPostQuestions,
  kEeocWords,
};

struct Ids {
  // Above 2^53, where a double loses digits.
  bool huge = false;

  // The id of the `ref`-th record; undefined for kNone.
  int64_t Of(Table table, Ref ref) const {
    return Base(table) + int64_t{ref} * kStep;
  }

  // The record of that id, or kNone where the sequence has no such id. It may
  // lie beyond the last record.
  Ref RefOf(Table table, int64_t id) const {
    const int64_t distance = id - Base(table);
    if (distance < 0 || distance % kStep != 0) return kNone;
    if (distance / kStep > INT32_MAX) return kNone;
    return static_cast<Ref>(distance / kStep);
  }

 private:
  // Records of other customers lie between two of ours.
  static constexpr int64_t kStep = 7;

  int64_t Base(Table table) const {
    const int64_t first = huge ? (int64_t{1} << 53) + 1 : 4'000'000'019;
    return first + int64_t{static_cast<int>(table)} * 600'000'000;
  }
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_IDS_H_
