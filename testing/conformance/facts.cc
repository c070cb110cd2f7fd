#include "testing/conformance/facts.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "testing/conformance/observe.h"
#include "testing/conformance/walk.h"

namespace hirewire::conformance {
namespace {

using google::protobuf::Message;

std::string Person(const std::string& name, const std::string& email) {
  return absl::StrCat(name, " <", email, ">");
}

std::string Application(const std::string& email, const std::string& job,
                        absl::string_view status) {
  return absl::StrCat(email, ", ", job, ": ", status);
}

absl::string_view RejectionOf(const sim::Company& company,
                              const sim::Application& application) {
  if (application.rejection_reason == sim::kNone) {
    return "REJECTED by nobody knows whom";
  }
  switch (company.rejection_reasons[application.rejection_reason].by) {
    case sim::RejectedBy::kCompany:
      return "REJECTED by the company";
    case sim::RejectedBy::kCandidate:
      return "REJECTED by the candidate";
    default:
      return "REJECTED by nobody knows whom";
  }
}

absl::string_view StatusOf(const sim::Company& company,
                           const sim::Application& application) {
  switch (application.status) {
    case sim::ApplicationStatus::kActive:
      return "ACTIVE";
    case sim::ApplicationStatus::kRejected:
      return RejectionOf(company, application);
    case sim::ApplicationStatus::kHired:
      return "HIRED";
    case sim::ApplicationStatus::kConverted:
      return "CONVERTED";
    default:
      return "OTHER";
  }
}

// Addresses are the same whatever their case.
std::string EmailOf(const sim::Candidate& person) {
  return person.emails.empty()
             ? ""
             : absl::AsciiStrToLower(person.emails.front().value);
}

std::string FirstOf(const Message& record, absl::string_view path) {
  const std::vector<std::string> texts = Texts(record, path);
  return texts.empty() ? "" : texts.front();
}

std::string EmailOf(const Message& person) {
  return absl::AsciiStrToLower(FirstOf(person, "emails.address"));
}

void AddEmails(const std::vector<std::string>& emails, Facts& facts) {
  for (size_t i = 0; i < emails.size(); ++i) {
    facts[i == 0 ? "emails" : "more_emails"].insert(
        absl::AsciiStrToLower(emails[i]));
  }
}

// All records of an entity; none where the vendor does not list it.
std::vector<Record> All(Subject& subject, const std::string& entity) {
  const auto& entities = subject.manifest().entities;
  const auto found = entities.find(entity);
  if (found == entities.end() || !found->second.list) return {};
  Walk walk = WalkEverywhere(subject, ListOf(entity, 500, {"*"}), 1000);
  EXPECT_TRUE(walk.end.ok()) << walk.end;
  return std::move(walk.records);
}

void AddTexts(const std::vector<Record>& records, absl::string_view path,
              std::set<std::string>& facts) {
  for (const Record& record : records) {
    for (const std::string& text : Texts(*record, path)) facts.insert(text);
  }
}

// As vendors write it in one.
std::string NameOf(const sim::Candidate& person, Called called) {
  std::vector<std::string> names;
  const bool prefers =
      called == Called::kByPreferredName && person.preferred_name.has_value();
  if (prefers) {
    names.push_back(*person.preferred_name);
  } else if (person.first_name) {
    names.push_back(*person.first_name);
  }
  if (person.last_name) names.push_back(*person.last_name);
  return absl::StrJoin(names, " ");
}

}  // namespace

std::vector<std::string> FactKinds() {
  return {"people", "emails",         "more_emails", "jobs",
          "users",  "reject_reasons", "applications"};
}

Facts FactsOf(const sim::Company& company, Called called) {
  Facts facts;
  for (const sim::Candidate& person : company.candidates) {
    if (person.deleted) continue;
    facts["people"].insert(Person(NameOf(person, called), EmailOf(person)));
    std::vector<std::string> emails;
    for (const auto& email : person.emails) emails.push_back(email.value);
    AddEmails(emails, facts);
  }
  for (const sim::Job& job : company.jobs) {
    if (!job.deleted) facts["jobs"].insert(job.name);
  }
  for (const sim::User& user : company.users) {
    if (user.deleted || user.service_account) continue;
    facts["users"].insert(user.email);
  }
  for (const sim::RejectionReason& reason : company.rejection_reasons) {
    if (!reason.deleted) facts["reject_reasons"].insert(reason.name);
  }
  for (const sim::Application& application : company.applications) {
    if (application.deleted || application.candidate == sim::kNone) continue;
    facts["applications"].insert(Application(
        EmailOf(company.candidates[application.candidate]),
        application.job == sim::kNone ? "" : company.jobs[application.job].name,
        StatusOf(company, application)));
  }
  return facts;
}

Facts FactsOf(Subject& subject) {
  Facts facts;
  std::map<std::string, std::string> emails;
  for (const Record& person : All(subject, "Candidate")) {
    emails[IdOf(*person)] = EmailOf(*person);
    facts["people"].insert(
        Person(FirstOf(*person, "full_name"), EmailOf(*person)));
    AddEmails(Texts(*person, "emails.address"), facts);
  }
  std::map<std::string, std::string> titles;
  for (const Record& job : All(subject, "Job")) {
    titles[IdOf(*job)] = FirstOf(*job, "title");
    facts["jobs"].insert(FirstOf(*job, "title"));
  }
  AddTexts(All(subject, "User"), "email", facts["users"]);
  AddTexts(All(subject, "RejectReason"), "name", facts["reject_reasons"]);
  for (const Record& application : All(subject, "Application")) {
    facts["applications"].insert(
        Application(emails[FirstOf(*application, "candidate_id")],
                    titles[FirstOf(*application, "job_id")],
                    FirstOf(*application, "status")));
  }
  for (auto kind = facts.begin(); kind != facts.end();) {
    kind = kind->second.empty() ? facts.erase(kind) : std::next(kind);
  }
  return facts;
}

}  // namespace hirewire::conformance
