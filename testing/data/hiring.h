// What happens between a person and a job: from application to offer.
#ifndef HIREWIRE_TESTING_DATA_HIRING_H_
#define HIREWIRE_TESTING_DATA_HIRING_H_

#include <string>
#include <vector>

#include "testing/data/record.h"

namespace hirewire::sim {

enum class ApplicationStatus {
  kActive,
  kRejected,
  kHired,
  // A prospect that became an application elsewhere.
  kConverted,
  // A word that no document lists.
  kUnknownWord,
};

struct ApplicationAnswer {
  std::string question;
  OptionalText answer;
};

struct Application : Record {
  Ref candidate = kNone;
  // kNone: a prospect without a job.
  Ref job = kNone;
  Ref post = kNone;
  ApplicationStatus status = ApplicationStatus::kActive;
  // Company::stages; kNone for prospects and after the end.
  Ref stage = kNone;
  // Company::stage_visits, the row that is current; kNone as above.
  Ref visit = kNone;
  bool prospect = false;
  std::vector<Ref> prospective_jobs;
  OptionalTime rejected;
  Ref rejection_reason = kNone;
  Ref rejected_by = kNone;
  OptionalTime hired;
  Ref source = kNone;
  Ref referrer = kNone;
  Ref recruiter = kNone;
  Ref coordinator = kNone;
  std::optional<bool> needs_decision;
  OptionalTime last_activity;
  OptionalText location;
  std::optional<std::vector<ApplicationAnswer>> answers;
  CustomEntries custom;
  CustomEntries rejection_custom;
  // Where a prospect waits.
  Ref pool = kNone;
  Ref pool_stage = kNone;
};

// One stay of an application in a stage.
struct StageVisit : Record {
  Ref application = kNone;
  Ref stage = kNone;
  OptionalTime entered;
  OptionalTime exited;
  bool current = false;
};

enum class InterviewStatus {
  kToBeScheduled,
  kScheduled,
  kAwaitingFeedback,
  kComplete,
  kSkipped,
  kUnknownWord,
};

struct Interview : Record {
  Ref application = kNone;
  Ref job = kNone;
  Ref planned = kNone;
  InterviewStatus status = InterviewStatus::kScheduled;
  OptionalTime start;
  OptionalTime end;
  // Instead of start and end, for whole days.
  OptionalDay all_day_start;
  OptionalDay all_day_end;
  OptionalText location;
  OptionalText video_url;
  OptionalText external_id;
  Ref organizer = kNone;
  OptionalTime scheduled;
};

enum class Response { kNeedsAction, kAccepted, kDeclined, kTentative, kUnset };

struct Interviewer : Record {
  Ref interview = kNone;
  // kNone: somebody outside the company, known by e-mail only.
  Ref user = kNone;
  Ref scorecard = kNone;
  OptionalText email;
  Response response = Response::kAccepted;
};

enum class Rating {
  kUnset,
  kNoDecision,
  kStrongNo,
  kNo,
  kMixed,  // attributes only
  kYes,
  kStrongYes,
  kUnknownWord,
};

struct Scorecard : Record {
  Ref application = kNone;
  Ref kit = kNone;
  Ref interviewer = kNone;  // Company::users
  Ref submitter = kNone;    // Company::users
  Rating rating = Rating::kUnset;
  bool draft = false;
  OptionalTime interviewed;
  OptionalTime submitted;
  OptionalText notes;
  OptionalText private_notes;
  OptionalText public_notes;
};

struct ScorecardAttribute : Record {
  Ref scorecard = kNone;
  Ref attribute = kNone;
  Rating rating = Rating::kNoDecision;
  OptionalText note;
};

struct ScorecardAnswer : Record {
  Ref scorecard = kNone;
  Ref question = kNone;
  OptionalText text;
  std::optional<bool> yes;
  // Company::kit_question_options that were chosen.
  std::vector<Ref> choices;
};

// A chosen option of an answer, as a record of its own.
struct ScorecardAnswerChoice : Record {
  Ref answer = kNone;
  Ref option = kNone;
};

enum class OfferStatus {
  kCreated,
  kAccepted,
  kRejected,
  kDeprecated,
  kUnknownWord,
};

// A new version is a new record; the older ones are deprecated.
struct Offer : Record {
  Ref application = kNone;
  Ref candidate = kNone;
  Ref job = kNone;
  Ref opening = kNone;
  int version = 1;
  OfferStatus status = OfferStatus::kCreated;
  OptionalDay start;
  OptionalDay sent;
  OptionalTime resolved;
  CustomEntries custom;
};

// Indexes into the word lists of testing/data/words.h; absent: not answered.
struct EeocAnswers : Record {
  Ref application = kNone;
  Ref candidate = kNone;
  std::optional<int> gender;
  std::optional<int> race;
  std::optional<int> veteran_status;
  std::optional<int> disability_status;
  OptionalTime submitted;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_HIRING_H_
