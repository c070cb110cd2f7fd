// applications and referrals, below an opportunity.
#include <string>
#include <variant>
#include <vector>

#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/person.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

const char* TypeOf(const Application& application) {
  if (application.referrer != kNone) return "referral";
  return application.post == kNone ? "user" : "posting";
}

void PutAnswers(const Scene& scene, Ref ref, Row& row) {
  const Application& application = scene.company.applications[ref];
  const bool asked = application.answers.has_value();
  row.Json("customQuestions", [&](JsonWriter& writer) {
    writer.BeginArray();
    if (asked) {
      Row::WriteObject(writer, [&](Row& form) {
        form.Text("type", "posting");
        form.Text("text", "Questions");
        form.Text("baseTemplateId", UuidOf("post_forms", application.job));
        int number = 0;
        form.Objects("fields", *application.answers,
                     [&](const ApplicationAnswer& answer, Row& field) {
                       field.Text("id", UuidOf("answers", ref * 8 + number++));
                       field.Text("type", "textarea");
                       field.Text("text", answer.question);
                       field.Text("description", "");
                       field.Bool("required", false);
                       field.Text("value", answer.answer);
                     });
      });
    }
    writer.EndArray();
  });
}

// What the person wrote; nothing where a user of the account added them.
void PutPerson(const Scene& scene, const Application& application, Row& row) {
  const Candidate& person = scene.company.candidates[application.candidate];
  const bool wrote = application.post != kNone && !person.anonymized;
  const auto first = [&](const std::vector<Labeled>& list) {
    return wrote && !list.empty() ? OptionalText(list[0].value)
                                  : OptionalText();
  };
  row.Text("name", wrote ? OptionalText(NameOf(person)) : OptionalText());
  row.Text("email", first(person.emails));
  if (wrote && !person.phones.empty()) {
    row.Object("phone", [&](Row& inner) {
      inner.Null("type");
      inner.Text("value", person.phones[0].value);
    });
  } else {
    row.Null("phone");
  }
  row.Text("company", wrote ? person.company : OptionalText());
  if (wrote) {
    row.Texts("links", LinksOf(person));
  } else {
    row.Null("links");
  }
  row.Null("comments");
}

void PutEnd(const Scene& scene, Ref ref, const Opportunity& one, Row& row) {
  const Application& application = scene.company.applications[ref];
  if (one.archived.has_value()) {
    row.Object("archived", [&](Row& inner) {
      inner.Text("reason", one.archived->reason);
      // Written a moment after the opportunity's own.
      inner.Time("archivedAt", one.archived->when + absl::Milliseconds(7));
    });
  } else {
    row.Null("archived");
  }
  const Job& job = scene.company.jobs[application.job];
  const bool hired = application.status == ApplicationStatus::kHired;
  if (!hired || !job.requisition_code.has_value()) {
    return row.Null("requisitionForHire");
  }
  row.Object("requisitionForHire", [&](Row& inner) {
    inner.Text("id", UuidOf("requisitions", application.job));
    inner.Text("requisitionCode", job.requisition_code);
    PutUser(scene, "hiringManagerOnHire",
            TeamMemberOf(scene, application.job, JobRole::kHiringManager),
            inner);
  });
}

Outcome Applications(const Scene& scene) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  const Opportunity& one = *std::get<const Opportunity*>(found);
  std::vector<Entry> entries;
  if (one.application != kNone &&
      scene.company.applications[one.application].job != kNone) {
    entries.push_back(TimeEntry(
        one.created, UuidOf("applications", one.application), one.application));
  }
  if (scene.ids.size() == 1) return ByTime(entries, WriteApplication);
  if (entries.empty() || entries[0].key.id != scene.ids[1]) {
    return Missing("applications", scene.ids[1]);
  }
  return One(scene, one.application, WriteApplication);
}

// `ref` is an application.
void WriteReferral(const Scene& scene, Ref ref, Row& row) {
  const Application& application = scene.company.applications[ref];
  const Referrer& referrer = scene.company.referrers[application.referrer];
  row.Text("id", UuidOf("referrals", ref));
  row.Text("type", "referral");
  row.Text("text", "Referral");
  row.Text("instructions", "");
  row.Objects("fields", std::vector<int>{0}, [&](int, Row& field) {
    field.Text("id", UuidOf("referral_fields", ref));
    field.Text("type", "text");
    field.Text("text", "Who knows this person?");
    field.Text("description", "");
    field.Bool("required", false);
    field.Text("value", referrer.name);
  });
  row.Text("baseTemplateId", UuidOf("referral_forms", 0));
  PutUser(scene, "user", referrer.user, row);
  PutUser(scene, "referrer", referrer.user, row);
  const size_t at = scene.account.opportunity_of[ref];
  PutStage(scene, "stage", scene.account.opportunities[at].changes[0].stage,
           row);
  row.Time("createdAt", application.created);
  row.Time("completedAt", application.created);
}

Outcome Referrals(const Scene& scene) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  const Opportunity& one = *std::get<const Opportunity*>(found);
  std::vector<Entry> entries;
  if (one.application != kNone &&
      scene.company.applications[one.application].referrer != kNone) {
    entries.push_back(TimeEntry(
        one.created, UuidOf("referrals", one.application), one.application));
  }
  if (scene.ids.size() == 1) return ByTime(entries, WriteReferral);
  if (entries.empty() || entries[0].key.id != scene.ids[1]) {
    return Missing("referrals", scene.ids[1]);
  }
  return One(scene, one.application, WriteReferral);
}

}  // namespace

void WriteApplication(const Scene& scene, Ref ref, Row& row) {
  const Application& application = scene.company.applications[ref];
  const Opportunity& one =
      scene.account.opportunities[scene.account.opportunity_of[ref]];
  row.Text("id", UuidOf("applications", ref));
  row.Text("opportunityId", one.id);
  row.Text("candidateId", one.id);
  row.Time("createdAt", application.created);
  row.Text("type", TypeOf(application));
  PutPosting(scene, "posting", application.job, row);
  PutUser(scene, "postingOwner",
          TeamMemberOf(scene, application.job, JobRole::kRecruiter), row);
  PutUser(scene, "postingHiringManager",
          TeamMemberOf(scene, application.job, JobRole::kHiringManager), row);
  PutUser(scene, "user",
          application.post == kNone ? application.recruiter : kNone, row);
  PutPerson(scene, application, row);
  PutAnswers(scene, ref, row);
  PutEnd(scene, ref, one, row);
  for (const char* name :
       {"ipAddress", "referer", "userAgent", "acceptLanguage", "timezone"}) {
    row.Null(name);
  }
}

void AddApplications(std::vector<Endpoint>& all) {
  const std::vector<absl::string_view> expandable = {
      "posting", "postingOwner", "postingHiringManager", "user"};
  all.push_back({.path = "opportunities/*/applications",
                 .resource = "applications",
                 .answer = Applications,
                 .expandable = expandable,
                 .lists = true});
  all.push_back({.path = "opportunities/*/applications/*",
                 .resource = "applications",
                 .answer = Applications,
                 .expandable = expandable});
  all.push_back({.path = "opportunities/*/referrals",
                 .resource = "referrals",
                 .answer = Referrals,
                 .expandable = {"user", "stage", "referrer"},
                 .lists = true});
  all.push_back({.path = "opportunities/*/referrals/*",
                 .resource = "referrals",
                 .answer = Referrals,
                 .expandable = {"user", "stage", "referrer"}});
}

}  // namespace hirewire::sim::lever
