// Workable's ids: lower-case hex, ascending per kind of record, some of which
// look like numbers; jobs are addressed by a shortcode instead.
//
//   IdOf(Kind::kCandidate, 0);                        // "2a100049"
//   RefOf(Kind::kCandidate, *ParseId("2a100049"));    // 0
//   Shortcode(3);                                     // "7B1E09F2C4"
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_IDS_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_IDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "testing/data/record.h"

namespace hirewire::sim::workable {

enum class Kind {
  kAccount,
  kMember,
  kRecruiter,
  kDepartment,
  kReason,
  kAttribute,
  kChoice,
  kJob,
  // One person in one job or in the talent pool: an application of the company.
  kCandidate,
  // What happened to an application; 256 of them each.
  kActivity,
  kJobActivity,
  kEvent,
  kRequisition,
  kEducation,
  kExperience,
  kQuestion,
  kQuestionChoice,
};

// The id of the `ref`-th record as a number, and as it is sent.
uint64_t NumberOf(Kind kind, Ref ref);
std::string IdOf(Kind kind, Ref ref);

// The record of that id, or kNone where no id of that kind is so. It may lie
// beyond the last record.
Ref RefOf(Kind kind, uint64_t number);

// nullopt for anything but up to 15 lower-case hex digits.
std::optional<uint64_t> ParseId(absl::string_view text);

// How a job is addressed: ten upper-case hex digits without an order.
std::string Shortcode(Ref job);

// Legal entities have UUIDs; kNone: that of the company itself.
std::string LegalEntityId(Ref office);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_IDS_H_
