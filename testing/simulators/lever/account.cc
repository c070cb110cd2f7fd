#include "testing/simulators/lever/account.h"

#include <string>
#include <utility>
#include <vector>

#include "testing/simulators/lever/ids.h"

namespace hirewire::sim::lever {
namespace {

// Records of `all` by the value of one of their references.
template <typename T>
std::vector<std::vector<Ref>> GroupBy(const std::vector<T>& all, Ref T::* owner,
                                      size_t owners) {
  std::vector<std::vector<Ref>> groups(owners);
  for (size_t i = 0; i < all.size(); ++i) {
    const Ref of = all[i].*owner;
    if (of != kNone && !all[i].deleted) {
      groups[static_cast<size_t>(of)].push_back(static_cast<Ref>(i));
    }
  }
  return groups;
}

void MakeReasons(const Company& company, bool awkward, Account& account) {
  for (size_t i = 0; i < company.rejection_reasons.size(); ++i) {
    const RejectionReason& reason = company.rejection_reasons[i];
    if (reason.deleted) continue;
    account.archive_reasons.push_back(
        {UuidOf("archive_reasons", static_cast<Ref>(i)), reason.name,
         !awkward || i % 5 != 4, false});
  }
  account.archive_reasons.push_back({HiredReasonId(), "Hired", true, true});
  account.archive_reasons.push_back(
      {UnknownReasonId(), "Imported without a reason", false, false});
}

void Count(Account& account) {
  for (const Opportunity& one : account.opportunities) {
    if (one.deleted) continue;
    for (const std::string& tag : one.tags) ++account.tags[tag];
    for (const std::string& source : one.sources) ++account.sources[source];
  }
}

}  // namespace

const LeverStage* Account::FindStage(absl::string_view id) const {
  for (const LeverStage& stage : stages) {
    if (stage.id == id) return &stage;
  }
  return nullptr;
}

std::string HiredReasonId() { return UuidOf("hired_reason", 0); }

std::string UnknownReasonId() { return UuidOf("unknown_reason", 0); }

std::string OpportunityId(Ref application, Ref candidate) {
  return application == kNone ? UuidOf("leads", candidate)
                              : UuidOf("opportunities", application);
}

bool IsDated(const Interview& interview) {
  return interview.start.has_value() || interview.all_day_start.has_value();
}

Account MakeAccount(const Company& company, bool awkward) {
  Account account;
  const size_t jobs = company.jobs.size();
  account.posts_of = GroupBy(company.job_posts, &JobPost::job, jobs);
  account.team_of = GroupBy(company.team, &TeamMember::job, jobs);
  account.openings_of = GroupBy(company.openings, &Opening::job, jobs);
  account.attributes_of =
      GroupBy(company.job_attributes, &JobAttribute::job, jobs);
  account.questions_of =
      GroupBy(company.kit_questions, &KitQuestion::kit, company.kits.size());
  account.panel_of = GroupBy(company.interviewers, &Interviewer::interview,
                             company.interviews.size());
  account.interview_of.assign(company.scorecards.size(), kNone);
  for (const Interviewer& interviewer : company.interviewers) {
    if (interviewer.scorecard == kNone) continue;
    if (!IsDated(company.interviews[interviewer.interview])) continue;
    account.interview_of[interviewer.scorecard] = interviewer.interview;
  }
  MakeStages(company, account);
  MakeReasons(company, awkward, account);
  MakeOpportunities(company, awkward, account);
  HangBelow(company, account);
  Count(account);
  return account;
}

}  // namespace hirewire::sim::lever
