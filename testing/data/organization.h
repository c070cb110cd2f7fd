// The company itself: people who hire, where they sit, and its settings.
#ifndef HIREWIRE_TESTING_DATA_ORGANIZATION_H_
#define HIREWIRE_TESTING_DATA_ORGANIZATION_H_

#include <string>
#include <vector>

#include "testing/data/record.h"

namespace hirewire::sim {

struct Department : Record {
  std::string name;
  Ref parent = kNone;
  OptionalText external_id;
};

struct Office : Record {
  std::string name;
  Ref parent = kNone;
  OptionalText external_id;
  OptionalText location;
  Ref contact_user = kNone;
};

struct User : Record {
  OptionalText first_name;
  OptionalText last_name;
  // Empty for service accounts.
  std::string email;
  std::vector<std::string> more_emails;
  OptionalText title;
  OptionalText employee_id;
  bool active = true;
  bool site_admin = false;
  // Made for an integration, nobody's account.
  bool service_account = false;
  std::vector<Ref> departments;
  std::vector<Ref> offices;
  std::vector<Ref> interviewer_tags;
  std::vector<Ref> linked_candidates;
  CustomEntries custom;
};

struct InterviewerTag : Record {
  std::string name;
};

struct SourceGroup {
  std::string name;
};

struct Source : Record {
  std::string name;
  int group = 0;  // Company::source_groups
};

// Who may be credited with a candidate; not always a user.
struct Referrer : Record {
  std::string name;
  Ref user = kNone;
};

// On whose side a rejection was decided.
enum class RejectedBy { kCompany, kCandidate, kUnspecified, kUnknownWord };

struct RejectionReason : Record {
  std::string name;
  RejectedBy by = RejectedBy::kCompany;
  // Comes with every account; hidden by some vendors unless asked for.
  bool built_in = false;
};

struct CloseReason : Record {
  std::string name;
};

struct Tag : Record {
  std::string name;
};

enum class CustomOwner {
  kCandidate,
  kApplication,
  kJob,
  kOffer,
  kOpening,
  kUser,
  kRejection,
  // Lists that come with every account: schools, degrees, disciplines.
  kStandard,
};

struct CustomField : Record {
  std::string name;
  // snake_case, unique per owner.
  std::string key;
  CustomOwner owner = CustomOwner::kCandidate;
  CustomType type = CustomType::kShortText;
  bool is_private = false;
  bool required = false;
  bool active = true;
  OptionalText description;
};

struct CustomFieldOption : Record {
  Ref field = kNone;
  std::string name;
  OptionalText external_id;
  int position = 0;
  bool active = true;
};

struct Pool : Record {
  std::string name;
  bool active = true;
  OptionalText description;
  std::vector<Ref> departments;
  std::vector<Ref> offices;
  std::vector<Ref> jobs;
};

struct PoolStage : Record {
  Ref pool = kNone;
  std::string name;
  int position = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_ORGANIZATION_H_
