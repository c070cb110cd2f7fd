// People who might be hired, and what is kept about each.
#ifndef HIREWIRE_TESTING_DATA_CANDIDATES_H_
#define HIREWIRE_TESTING_DATA_CANDIDATES_H_

#include <string>
#include <vector>

#include "testing/data/record.h"

namespace hirewire::sim {

struct Candidate : Record {
  OptionalText first_name;
  OptionalText last_name;
  OptionalText preferred_name;
  OptionalText company;
  OptionalText title;
  OptionalTime last_activity;
  std::optional<bool> is_private;
  bool can_email = true;
  // The vendor was asked to forget the person.
  bool anonymized = false;
  // "Europe/Berlin" or a vendor's own word.
  OptionalText time_zone;
  std::vector<Labeled> phones;
  std::vector<Labeled> addresses;
  std::vector<Labeled> emails;
  std::vector<Labeled> websites;
  std::vector<std::string> social;
  std::vector<Ref> tags;
  std::vector<Ref> linked_users;
  CustomEntries custom;
};

struct AppliedTag : Record {
  Ref candidate = kNone;
  Ref tag = kNone;
};

struct Education : Record {
  Ref candidate = kNone;
  // Company::custom_field_options of the standard lists.
  Ref school = kNone;
  Ref degree = kNone;
  Ref discipline = kNone;
  OptionalTime start;
  OptionalTime end;
  bool latest = false;
};

struct Employment : Record {
  Ref candidate = kNone;
  std::string company;
  std::string title;
  absl::CivilDay start;
  OptionalDay end;
  std::optional<bool> latest;
};

enum class NoteKind { kNote, kActivity, kEmail, kInterview, kUnknownWord };
enum class NoteVisibility { kPublic, kPrivate, kAdmin, kUnset };

struct Note : Record {
  Ref candidate = kNone;
  Ref application = kNone;
  Ref user = kNone;
  NoteKind kind = NoteKind::kNote;
  NoteVisibility visibility = NoteVisibility::kPublic;
  OptionalText subject;
  OptionalText body;
  OptionalText email_from;
  OptionalText email_to;
  std::optional<std::vector<std::string>> email_cc;
};

enum class AttachmentKind {
  kResume,
  kCoverLetter,
  kTakeHomeTest,
  kOfferLetter,
  kOther,
  kUnknownWord,
};

struct Attachment : Record {
  Ref candidate = kNone;
  Ref application = kNone;
  AttachmentKind kind = AttachmentKind::kResume;
  std::string file_name;
  // Length of the made-up content.
  int size = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_DATA_CANDIDATES_H_
