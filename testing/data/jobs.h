// Jobs, how they are advertised, and the plan by which people are hired.
#ifndef HIREWIRE_TESTING_DATA_JOBS_H_
#define HIREWIRE_TESTING_DATA_JOBS_H_

#include <string>
#include <vector>

#include "testing/data/record.h"

namespace hirewire::sim {

enum class JobStatus { kDraft, kOpen, kClosed };

struct Job : Record {
  std::string name;
  OptionalText requisition_code;
  OptionalText notes_html;
  bool confidential = false;
  JobStatus status = JobStatus::kOpen;
  OptionalTime opened;
  OptionalTime closed;
  bool is_template = false;
  Ref copied_from = kNone;
  Ref department = kNone;
  std::vector<Ref> offices;
  CustomEntries custom;
  // The stages in order, contiguous in Company::stages.
  Ref first_stage = kNone;
  int stage_count = 0;
};

enum class JobRole { kRecruiter, kCoordinator, kSourcer, kHiringManager };

// One person on a job's hiring team.
struct TeamMember : Record {
  Ref job = kNone;
  Ref user = kNone;
  JobRole role = JobRole::kRecruiter;
  bool responsible = false;
};

struct Opening : Record {
  Ref job = kNone;
  OptionalText label;
  bool open = true;
  OptionalTime opened;
  OptionalTime closed;
  Ref close_reason = kNone;
  // Who filled it.
  Ref application = kNone;
  OptionalDay target_start;
  int position = 0;
  CustomEntries custom;
};

enum class QuestionKind {
  kShortText,
  kLongText,
  kBoolean,
  kSingleSelect,
  kMultiSelect,
  kAttachment,
};

struct PostQuestion {
  QuestionKind kind = QuestionKind::kShortText;
  std::string label;
  std::string name;
  OptionalText description;
  std::optional<bool> required;
  bool is_private = false;
  std::vector<std::string> options;
};

struct JobPost : Record {
  Ref job = kNone;
  std::string title;
  bool internal = false;
  bool active = true;
  bool live = true;
  bool featured = false;
  OptionalTime published;
  OptionalText content_html;
  OptionalText internal_content_html;
  OptionalText language;
  OptionalText url;
  OptionalText location;
  Ref office = kNone;
  std::vector<PostQuestion> questions;
};

enum class StageKind { kReview, kScreen, kAssessment, kInterview, kOffer };

struct Stage : Record {
  Ref job = kNone;
  std::string name;
  int position = 0;
  bool active = true;
  StageKind kind = StageKind::kReview;
};

// A slot of the interview plan: what should happen in a stage.
struct PlannedInterview : Record {
  Ref job = kNone;
  Ref stage = kNone;
  std::string name;
  int position = 0;
  bool active = true;
  std::optional<int> minutes;
  std::optional<bool> needs_scorecard;
  OptionalText summary;
  OptionalText instructions;
};

// The form filled in after a planned interview; one each, same Ref.
struct InterviewKit : Record {
  Ref job = kNone;
  Ref planned = kNone;
  OptionalText exercises;
};

enum class AnswerKind { kText, kYesNo, kSingleSelect, kMultiSelect };

struct KitQuestion : Record {
  Ref kit = kNone;
  std::string text;
  AnswerKind kind = AnswerKind::kText;
  int position = 0;
  bool active = true;
  bool required = false;
};

struct KitQuestionOption : Record {
  Ref question = kNone;
  std::string name;
  int position = 0;
  bool active = true;
};

// What a job wants to know about a person: "Communication".
struct JobAttribute : Record {
  Ref job = kNone;
  std::string name;
  std::string group;
  std::optional<int> position;
  bool active = true;
};

struct JobNote : Record {
  Ref job = kNone;
  Ref user = kNone;
  OptionalText body;
  bool admins_only = false;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_JOBS_H_
