#include "testing/conformance/expected.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

namespace hirewire::conformance {
namespace {

template <typename Records>
size_t Kept(const Records& records) {
  return static_cast<size_t>(
      std::count_if(records.begin(), records.end(),
                    [](const auto& record) { return !record.deleted; }));
}

size_t Candidates(const sim::Company& c) { return Kept(c.candidates); }
size_t Applications(const sim::Company& c) { return Kept(c.applications); }
size_t Jobs(const sim::Company& c) { return Kept(c.jobs); }
// Without those that no person signs in as, where vendors do not list them.
size_t Users(const sim::Company& c) {
  return static_cast<size_t>(
      std::count_if(c.users.begin(), c.users.end(), [](const sim::User& user) {
        return !user.deleted && !user.service_account;
      }));
}
size_t RejectReasons(const sim::Company& c) {
  return Kept(c.rejection_reasons);
}

// What becomes of a sentence of the company; "" where it is not said.
using Rewrite = std::function<std::string(const std::string& fact)>;

struct Row {
  // At least candidates, jobs and users, where the vendor lists them.
  std::map<std::string, Count> counts;
  // By kind of fact; each with the reason beside it.
  std::map<std::string, Rewrite> rewrites = {};
  // What every account at the vendor has besides, by kind of fact.
  std::map<std::string, std::set<std::string>> besides = {};
  Called called = Called::kByGivenName;
  // Kinds of fact that the vendor's API has nothing of.
  std::set<std::string> silent = {};
};

// How the vendor says whose decision a rejection was.
Rewrite Rejections(const std::string& company, const std::string& candidate,
                   const std::string& unknown) {
  return [=](const std::string& fact) {
    return absl::StrReplaceAll(fact,
                               {{"REJECTED by the company", company},
                                {"REJECTED by the candidate", candidate},
                                {"REJECTED by nobody knows whom", unknown}});
  };
}

size_t AllUsers(const sim::Company& c) { return Kept(c.users); }

Row Ashby() {
  Row row;
  row.counts = {{"Candidate", Candidates}, {"Job", Jobs}, {"User", AllUsers}};
  // The kind of its reason tells; without one nothing does.
  row.rewrites["applications"] = Rejections("REJECTED", "WITHDRAWN", "OTHER");
  row.called = Called::kByPreferredName;
  return row;
}

Row Greenhouse() {
  Row row;
  row.counts = {{"Candidate", Candidates},
                {"Application", Applications},
                {"Job", Jobs},
                {"User", Users},
                {"RejectReason", RejectReasons}};
  // One word for all.
  row.rewrites["applications"] = Rejections("REJECTED", "REJECTED", "REJECTED");
  return row;
}

// What is confidential comes only where it is asked for.
size_t OpenJobs(const sim::Company& c) {
  return static_cast<size_t>(std::count_if(
      c.jobs.begin(), c.jobs.end(),
      [](const sim::Job& job) { return !job.deleted && !job.confidential; }));
}

// People with an opportunity that is not confidential; those who never applied
// are leads.
size_t PeopleAtLever(const sim::Company& c) {
  std::set<sim::Ref> applied;
  std::set<sim::Ref> shown;
  for (const sim::Application& one : c.applications) {
    if (one.deleted) continue;
    applied.insert(one.candidate);
    if (one.job != sim::kNone && c.jobs[one.job].confidential) continue;
    shown.insert(one.candidate);
  }
  size_t count = 0;
  for (size_t i = 0; i < c.candidates.size(); ++i) {
    const auto ref = static_cast<sim::Ref>(i);
    const sim::Candidate& person = c.candidates[i];
    const bool visible = shown.count(ref) != 0 || applied.count(ref) == 0;
    if (!person.deleted && !person.is_private.value_or(false) && visible) {
      ++count;
    }
  }
  return count;
}

Row Lever() {
  Row row;
  row.counts = {
      {"Candidate", PeopleAtLever}, {"Job", OpenJobs}, {"User", AllUsers}};
  // Archived for a reason of the kind non-hired: it says no more.
  row.rewrites["applications"] = Rejections("REJECTED", "REJECTED", "REJECTED");
  // Being hired is a reason to be archived, too.
  row.besides["reject_reasons"] = {"Hired", "Imported without a reason"};
  return row;
}

// An application always has a job at Teamtailor: prospects without one, and
// those that go on as another application, are none.
size_t ApplicationsAtTeamtailor(const sim::Company& c) {
  return static_cast<size_t>(std::count_if(
      c.applications.begin(), c.applications.end(),
      [&](const sim::Application& one) {
        return !one.deleted && one.job != sim::kNone &&
               one.status != sim::ApplicationStatus::kConverted &&
               !c.jobs[one.job].deleted && !c.candidates[one.candidate].deleted;
      }));
}

std::string AtTeamtailor(const std::string& application) {
  const bool none = absl::StrContains(application, ", : ") ||
                    absl::EndsWith(application, ": CONVERTED");
  if (none) return "";
  return Rejections("REJECTED", "WITHDRAWN", "REJECTED")(application);
}

Row Teamtailor() {
  Row row;
  row.counts = {{"Candidate", Candidates},
                {"Application", ApplicationsAtTeamtailor},
                {"Job", Jobs},
                {"User", Users},
                {"RejectReason", RejectReasons}};
  row.rewrites["applications"] = AtTeamtailor;
  // A candidate has one address.
  row.silent = {"more_emails"};
  return row;
}

// A candidate is one person in one job.
size_t CandidaciesAtWorkable(const sim::Company& c) {
  return static_cast<size_t>(std::count_if(
      c.applications.begin(), c.applications.end(),
      [&](const sim::Application& one) {
        return !one.deleted && !c.candidates[one.candidate].deleted &&
               (one.job == sim::kNone || !c.jobs[one.job].deleted);
      }));
}

Row Workable() {
  Row row;
  row.counts = {
      {"Candidate", CandidaciesAtWorkable}, {"Job", Jobs}, {"User", Users}};
  row.rewrites["applications"] =
      Rejections("REJECTED", "WITHDRAWN", "REJECTED");
  // A candidate has one address.
  row.silent = {"more_emails"};
  return row;
}

// In order of name.
const std::map<std::string, Row>& Table() {
  static const auto& table = *[] {
    auto* rows = new std::map<std::string, Row>();
    (*rows)["ashby"] = Ashby();
    (*rows)["greenhouse"] = Greenhouse();
    (*rows)["lever"] = Lever();
    (*rows)["teamtailor"] = Teamtailor();
    (*rows)["workable"] = Workable();
    return rows;
  }();
  return table;
}

const Row& RowOf(const std::string& vendor) {
  static const auto& none = *new Row();
  const auto found = Table().find(vendor);
  return found == Table().end() ? none : found->second;
}

}  // namespace

Count ExpectedCount(const std::string& vendor, const std::string& entity) {
  const auto& counts = RowOf(vendor).counts;
  const auto found = counts.find(entity);
  return found == counts.end() ? nullptr : found->second;
}

std::string InWordsOf(const std::string& vendor, const std::string& kind,
                      const std::string& fact) {
  const auto& rewrites = RowOf(vendor).rewrites;
  const auto found = rewrites.find(kind);
  return found == rewrites.end() ? fact : found->second(fact);
}

std::set<std::string> Besides(const std::string& vendor,
                              const std::string& kind) {
  const auto& besides = RowOf(vendor).besides;
  const auto found = besides.find(kind);
  return found == besides.end() ? std::set<std::string>() : found->second;
}

Called CallsPeople(const std::string& vendor) { return RowOf(vendor).called; }

bool CannotSay(const std::string& vendor, const std::string& kind) {
  return RowOf(vendor).silent.count(kind) != 0;
}

}  // namespace hirewire::conformance
