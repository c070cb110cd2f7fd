#include "testing/conformance/expected.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/match.h"

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
  // Kinds of fact that the vendor's API has nothing of.
  std::set<std::string> silent = {};
};

Row Greenhouse() {
  return {.counts = {{"Candidate", Candidates},
                     {"Application", Applications},
                     {"Job", Jobs},
                     {"User", Users},
                     {"RejectReason", RejectReasons}}};
}

// An application always has a job at Teamtailor: prospects without one, and
// those that go on as another application, are none.
size_t ApplicationsToJobs(const sim::Company& c) {
  return static_cast<size_t>(std::count_if(
      c.applications.begin(), c.applications.end(),
      [&](const sim::Application& application) {
        return !application.deleted && application.job != sim::kNone &&
               application.status != sim::ApplicationStatus::kConverted &&
               !c.jobs[application.job].deleted &&
               !c.candidates[application.candidate].deleted;
      }));
}

std::string OnlyToJobs(const std::string& application) {
  const bool none = absl::StrContains(application, ", : ") ||
                    absl::EndsWith(application, ": CONVERTED");
  return none ? "" : application;
}

// A candidate has one address there: the second ones are those at work.
std::string OnlyTheFirst(const std::string& email) {
  return absl::EndsWith(email, "+work@jobs.example") ? "" : email;
}

Row Teamtailor() {
  return {.counts = {{"Candidate", Candidates},
                     {"Application", ApplicationsToJobs},
                     {"Job", Jobs},
                     {"User", Users},
                     {"RejectReason", RejectReasons}},
          .rewrites = {{"applications", OnlyToJobs}, {"emails", OnlyTheFirst}}};
}

// In order of name.
const std::map<std::string, Row>& Table() {
  static const auto& table = *new std::map<std::string, Row>{
      {"greenhouse", Greenhouse()},
      {"teamtailor", Teamtailor()},
  };
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

bool CannotSay(const std::string& vendor, const std::string& kind) {
  return RowOf(vendor).silent.count(kind) != 0;
}

}  // namespace hirewire::conformance
