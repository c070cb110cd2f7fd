// contacts: the person behind opportunities.
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/person.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

Outcome Contact(const Scene& scene) {
  const Ref ref = RefOf("contacts", scene.ids[0]);
  if (ref == kNone ||
      ref >= static_cast<Ref>(scene.company.candidates.size())) {
    return Missing("contacts", scene.ids[0]);
  }
  const Candidate& person = scene.company.candidates[ref];
  if (person.deleted) return Missing("contacts", scene.ids[0]);
  if (person.is_private.value_or(false) && !scene.grant.confidential) {
    return NotGranted();
  }
  return One(scene, ref, WriteContact);
}

}  // namespace

std::string HeadlineOf(const Candidate& person) {
  std::vector<std::string> words;
  for (const OptionalText* word : {&person.title, &person.company}) {
    if (word->has_value()) words.push_back(**word);
  }
  return absl::StrJoin(words, ", ");
}

std::string LocationOf(const Candidate& person) {
  if (person.addresses.empty()) return "";
  return absl::StrReplaceAll(person.addresses[0].value, {{"\n", ", "}});
}

void PutWaysToReach(const Candidate& person, Row& row) {
  row.Objects("phones", person.phones, [](const Labeled& phone, Row& inner) {
    inner.Text("type", phone.label);
    inner.Text("value", phone.value);
  });
  std::vector<std::string> emails;
  for (const Labeled& email : person.emails) emails.push_back(email.value);
  row.Texts("emails", emails);
}

std::vector<std::string> LinksOf(const Candidate& person) {
  std::vector<std::string> links = person.social;
  for (const Labeled& site : person.websites) links.push_back(site.value);
  return links;
}

void PutDataProtection(const Candidate& person, Row& row) {
  // Only who said something about it has it.
  if (person.can_email) return row.Null("dataProtection");
  row.Object("dataProtection", [](Row& inner) {
    inner.Object("store", [](Row& store) {
      store.Bool("allowed", true);
      store.Null("expiresAt");
    });
    inner.Object("contact", [](Row& contact) {
      contact.Bool("allowed", false);
      contact.Null("expiresAt");
    });
  });
}

void WriteContact(const Scene& scene, Ref candidate, Row& row) {
  const Candidate& person = scene.company.candidates[candidate];
  row.Text("id", UuidOf("contacts", candidate));
  row.Text("name", NameOf(person));
  row.Text("headline", HeadlineOf(person));
  row.Bool("isAnonymized", person.anonymized);
  if (person.addresses.empty()) {
    row.Null("location");
  } else {
    row.Object("location",
               [&](Row& inner) { inner.Text("name", LocationOf(person)); });
  }
  PutWaysToReach(person, row);
  PutDataProtection(person, row);
}

void AddPeople(std::vector<Endpoint>& all) {
  all.push_back(
      {.path = "contacts/*", .resource = "contact", .answer = Contact});
}

}  // namespace hirewire::sim::lever
