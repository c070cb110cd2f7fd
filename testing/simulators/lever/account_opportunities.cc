// One opportunity per application, and one for each person who has none.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "testing/simulators/lever/account.h"
#include "testing/simulators/lever/ids.h"

namespace hirewire::sim::lever {
namespace {

// Lever writes updatedAt since 2020; rows that nobody touched since have none.
constexpr absl::Duration kKeptUpdatedFor = absl::Hours(24 * 700);

constexpr size_t kLeadNew = 0;
constexpr size_t kLeadReachedOut = 1;

const char* OriginOf(const Company& company, const Application& application) {
  if (application.referrer != kNone) return "referred";
  if (application.source == kNone) {
    return application.post != kNone ? "applied" : "sourced";
  }
  const std::string& name = company.sources[application.source].name;
  if (absl::StrContains(name, "Referral")) return "referred";
  if (absl::StrContains(name, "Agency")) return "agency";
  if (absl::StrContains(name, "University")) return "university";
  if (absl::StrContains(name, "Internal")) return "internal";
  return application.post != kNone ? "applied" : "sourced";
}

void Archive(const Application& application, Opportunity& one) {
  if (application.status == ApplicationStatus::kHired) {
    one.archived = {HiredReasonId(),
                    application.hired.value_or(application.updated)};
  } else if (application.status == ApplicationStatus::kRejected) {
    one.archived = {
        application.rejection_reason == kNone
            ? UnknownReasonId()
            : UuidOf("archive_reasons", application.rejection_reason),
        application.rejected.value_or(application.updated)};
  }
  if (one.archived.has_value()) {
    one.advanced = std::max(one.advanced, one.archived->when);
  }
}

// Somebody without a job waits among the leads.
size_t LeadStage(const Company& company, const Application& application) {
  if (application.pool_stage == kNone) return kLeadNew;
  return company.pool_stages[application.pool_stage].position == 0
             ? kLeadNew
             : kLeadReachedOut;
}

// A posting's own words are added to whoever applies for it.
void AddPostingTags(const Company& company, const Job& job, Opportunity& one) {
  const auto add = [&](const std::string& tag) {
    if (tag.empty()) return;
    if (std::find(one.tags.begin(), one.tags.end(), tag) == one.tags.end()) {
      one.tags.push_back(tag);
    }
  };
  add(job.name);
  if (job.department != kNone) add(company.departments[job.department].name);
  for (const Ref office : job.offices) add(company.offices[office].name);
}

Opportunity OfPerson(const Company& company, Ref candidate) {
  const Candidate& person = company.candidates[candidate];
  Opportunity one;
  one.candidate = candidate;
  one.created = one.advanced = person.created;
  one.updated = person.updated;
  one.interacted = person.last_activity.value_or(person.updated);
  one.deleted = person.deleted;
  one.deleted_at = person.updated;
  one.confidential = person.is_private.value_or(false);
  for (const Ref tag : person.tags) {
    if (!company.tags[tag].deleted) one.tags.push_back(company.tags[tag].name);
  }
  one.id = OpportunityId(kNone, candidate);
  one.changes.push_back({kLeadNew, one.created});
  return one;
}

Opportunity OfApplication(const Company& company, Ref ref) {
  const Application& application = company.applications[ref];
  Opportunity one = OfPerson(company, application.candidate);
  one.application = ref;
  one.id = OpportunityId(ref, application.candidate);
  one.created = one.advanced = application.created;
  one.updated = std::max(*one.updated, application.updated);
  one.interacted = application.last_activity.value_or(application.updated);
  if (application.deleted) one.deleted_at = application.updated;
  one.deleted = one.deleted || application.deleted;
  one.origin = OriginOf(company, application);
  if (application.source != kNone) {
    one.sources.push_back(company.sources[application.source].name);
  }
  one.changes.clear();
  if (application.job == kNone) {
    one.changes.push_back({LeadStage(company, application), one.created});
    return one;
  }
  const Job& job = company.jobs[application.job];
  one.confidential = one.confidential || job.confidential;
  AddPostingTags(company, job, one);
  return one;
}

void AddVisits(const Company& company, Account& account) {
  for (const StageVisit& visit : company.stage_visits) {
    if (visit.deleted) continue;
    account.opportunities[account.opportunity_of[visit.application]]
        .changes.push_back({account.stage_of[visit.stage],
                            visit.entered.value_or(visit.created)});
  }
}

void Index(const Company& company, Account& account) {
  account.opportunities_of.assign(company.candidates.size(), {});
  account.opportunity_of.assign(company.applications.size(), 0);
  for (size_t i = 0; i < account.opportunities.size(); ++i) {
    const Opportunity& one = account.opportunities[i];
    account.opportunity_by_id[one.id] = i;
    account.opportunities_of[one.candidate].push_back(i);
    if (one.application != kNone) account.opportunity_of[one.application] = i;
  }
}

}  // namespace

void MakeOpportunities(const Company& company, bool awkward, Account& account) {
  std::vector<Opportunity>& all = account.opportunities;
  std::vector<bool> known(company.candidates.size());
  for (size_t i = 0; i < company.applications.size(); ++i) {
    all.push_back(OfApplication(company, static_cast<Ref>(i)));
    known[company.applications[i].candidate] = true;
  }
  for (size_t i = 0; i < known.size(); ++i) {
    if (!known[i]) all.push_back(OfPerson(company, static_cast<Ref>(i)));
  }
  Index(company, account);
  AddVisits(company, account);
  for (Opportunity& one : all) {
    if (one.changes.empty()) one.changes.push_back({kLeadNew, one.created});
    one.stage = one.changes.back().stage;
    one.advanced = one.changes.back().when;
    if (one.application != kNone) {
      Archive(company.applications[one.application], one);
    }
    if (awkward && *one.updated < company.as_of - kKeptUpdatedFor) {
      one.updated.reset();
    }
  }
  std::sort(all.begin(), all.end(),
            [&](const Opportunity& a, const Opportunity& b) {
              return std::tie(account.stages[a.stage].rank, b.advanced, a.id) <
                     std::tie(account.stages[b.stage].rank, a.advanced, b.id);
            });
  Index(company, account);
}

}  // namespace hirewire::sim::lever
