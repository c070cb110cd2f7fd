// The company as a Lever account sees it: opportunities, account-wide stages,
// archive reasons, and what hangs below each opportunity.
//
//   const Account account = MakeAccount(company, /*awkward=*/true);
//   for (const Opportunity& one : account.opportunities) Use(one.id);
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_ACCOUNT_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_ACCOUNT_H_

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/company.h"

namespace hirewire::sim::lever {

struct LeverStage {
  std::string id;
  std::string text;
  // lead, applicant, screen, onsite or offer.
  const char* pipeline;
  // Of the pipeline's order; not every number is whole.
  double rank;
  bool has_interview = false;
};

struct ArchiveReason {
  std::string id;
  std::string text;
  bool active = true;
  bool hired = false;
};

struct StageChange {
  size_t stage = 0;
  absl::Time when;
};

struct Archived {
  std::string reason;
  absl::Time when;
};

// One candidacy. Times of the person count too: an edit of the contact shows on
// all its opportunities.
struct Opportunity {
  std::string id;
  Ref candidate = kNone;
  // kNone: somebody who is only known.
  Ref application = kNone;
  // Place in Account::stages.
  size_t stage = 0;
  std::vector<StageChange> changes;
  std::optional<Archived> archived;
  absl::Time created;
  // Null on rows that nobody touched for long.
  OptionalTime updated;
  absl::Time advanced;
  absl::Time interacted;
  absl::Time deleted_at;
  bool deleted = false;
  bool confidential = false;
  const char* origin = "sourced";
  std::vector<std::string> tags;
  std::vector<std::string> sources;

  // What hangs below, as places in the company's vectors.
  std::vector<Ref> interviews;
  std::vector<Ref> scorecards;
  std::vector<Ref> offers;
  std::vector<Ref> attachments;
  // Notes with their replies.
  std::vector<std::vector<Ref>> threads;
};

struct Account {
  std::vector<LeverStage> stages;
  // Place in `stages` of each of the company's stages.
  std::vector<size_t> stage_of;
  std::vector<ArchiveReason> archive_reasons;
  // In Lever's order: rank of the stage, lastAdvancedAt descending, id.
  std::vector<Opportunity> opportunities;
  std::unordered_map<std::string, size_t> opportunity_by_id;
  std::vector<std::vector<size_t>> opportunities_of;  // by candidate
  std::vector<size_t> opportunity_of;                 // by application
  std::vector<std::vector<Ref>> posts_of;             // by job
  std::vector<std::vector<Ref>> team_of;              // by job
  std::vector<std::vector<Ref>> openings_of;          // by job
  std::vector<std::vector<Ref>> panel_of;             // interviewers
  std::vector<Ref> interview_of;                      // by scorecard
  std::vector<std::vector<Ref>> attributes_of;        // by job
  std::vector<std::vector<Ref>> questions_of;         // by kit
  std::map<std::string, int> tags;
  std::map<std::string, int> sources;

  const LeverStage* FindStage(absl::string_view id) const;
};

// `awkward`: nulls where Lever sends them on old rows.
Account MakeAccount(const Company& company, bool awkward);

// Ids of what is not a record of the company.
std::string HiredReasonId();
std::string UnknownReasonId();

// What an opportunity is named after: its application, or else the person.
std::string OpportunityId(Ref application, Ref candidate);

// Whether Lever knows the interview: it has none without a date.
bool IsDated(const Interview& interview);

// --- the steps of MakeAccount.
void MakeStages(const Company& company, Account& account);
void MakeOpportunities(const Company& company, bool awkward, Account& account);
void HangBelow(const Company& company, Account& account);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_ACCOUNT_H_
