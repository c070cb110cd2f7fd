// Ids of the simulated Teamtailor, and which records it knows at all.
#ifndef HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_IDS_H_
#define HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_IDS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "testing/data/company.h"

namespace hirewire::sim::teamtailor {

inline int64_t IdOf(Ref ref) { return int64_t{ref} + 1; }
inline Ref RefOf(int64_t id) { return static_cast<Ref>(id - 1); }

// The related id, or none.
inline std::vector<int64_t> Related(Ref ref) {
  return ref == kNone ? std::vector<int64_t>{} : std::vector{IdOf(ref)};
}

// Ids of the records that are there and of which `keep(ref)` is true.
template <typename Record, typename Keep>
std::vector<int64_t> IdsOf(const std::vector<Record>& records, Keep keep) {
  std::vector<int64_t> ids;
  for (size_t i = 0; i < records.size(); ++i) {
    const Ref ref = static_cast<Ref>(i);
    if (!records[i].deleted && keep(ref)) ids.push_back(IdOf(ref));
  }
  return ids;
}
template <typename Record>
std::vector<int64_t> IdsOf(const std::vector<Record>& records) {
  return IdsOf(records, [](Ref) { return true; });
}

// An application always has a job here: prospects without one, and those that
// go on as another application, are none.
inline bool IsApplication(const Company& company, Ref ref) {
  const Application& application = company.applications[ref];
  return !application.deleted && application.job != kNone &&
         application.status != ApplicationStatus::kConverted &&
         !company.jobs[application.job].deleted &&
         !company.candidates[application.candidate].deleted;
}

// Every job has an Inbox and a Hired stage besides its own.
inline constexpr int64_t kFirstBuiltInStage = 1'000'000;
inline int64_t InboxOf(Ref job) { return kFirstBuiltInStage + 2 * job; }
inline int64_t HiredOf(Ref job) { return InboxOf(job) + 1; }

// A value has no id of its own in the company: it is the n-th of its candidate.
inline constexpr int64_t kValuesEach = 1000;
inline int64_t ValueId(Ref candidate, size_t n) {
  return IdOf(candidate) * kValuesEach + static_cast<int64_t>(n);
}
// Nor has a question: it is the n-th of its post.
inline constexpr int64_t kQuestionsEach = 100;
inline int64_t QuestionId(Ref post, size_t n) {
  return IdOf(post) * kQuestionsEach + static_cast<int64_t>(n);
}

// The vendor's word for a type of custom field; nullopt: it has no such type.
inline std::optional<const char*> FieldTypeWord(CustomType type) {
  switch (type) {
    case CustomType::kShortText:
    case CustomType::kLongText:
      return "CustomField::Text";
    case CustomType::kBoolean:
      return "CustomField::Checkbox";
    case CustomType::kSingleSelect:
    case CustomType::kMultiSelect:
      return "CustomField::Select";
    case CustomType::kNumber:
      return "CustomField::Number";
    case CustomType::kDate:
      return "CustomField::Date";
    case CustomType::kUrl:
      return "CustomField::Url";
    default:
      return std::nullopt;
  }
}

}  // namespace hirewire::sim::teamtailor

#endif  // HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_IDS_H_
