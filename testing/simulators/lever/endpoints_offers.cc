// offers, below an opportunity; none can be read by its id alone.
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/rows.h"

namespace hirewire::sim::lever {
namespace {

absl::Time MidnightOf(absl::CivilDay day) {
  return absl::FromCivil(day, absl::UTCTimeZone());
}

// A replaced version was approved and never sent; the last word is in no list.
const char* StatusOf(const Offer& offer) {
  switch (offer.status) {
    case OfferStatus::kCreated:
      return offer.sent.has_value() ? "sent" : "draft";
    case OfferStatus::kAccepted:
      return "signed";
    case OfferStatus::kRejected:
      return "denied";
    case OfferStatus::kDeprecated:
      return "approved";
    case OfferStatus::kUnknownWord:
      return "withdrawn-by-legal";
  }
  return "draft";
}

struct FieldWriter {
  JsonWriter& writer;

  template <typename Value>
  void Put(const std::string& text, const OptionalText& identifier,
           Value value) {
    Row::WriteObject(writer, [&](Row& row) {
      row.Text("text", text);
      row.Text("identifier", identifier);
      row.Json("value", value);
    });
  }
  void PutText(const std::string& text, const std::string& identifier,
               const OptionalText& value) {
    Put(text, identifier, [&](JsonWriter& w) { w.OptionalString(value); });
  }
  void PutDay(const std::string& text, const std::string& identifier,
              const OptionalDay& day) {
    Put(text, identifier, [&](JsonWriter& w) {
      if (day.has_value()) {
        w.Int(absl::ToUnixMillis(MidnightOf(*day)));
      } else {
        w.Null();
      }
    });
  }
};

// The account's own fields: pay is one of Lever's, the rest keep their names.
void PutCustom(const Scene& scene, const CustomEntry& entry,
               FieldWriter& fields) {
  const CustomField& field = scene.company.custom_fields[entry.field];
  const std::string identifier = absl::StrCat("custom_", field.key);
  if (const auto* money = std::get_if<Money>(&entry.value)) {
    fields.Put("Salary", "salary_amount",
               [&](JsonWriter& w) { w.Raw(money->amount); });
    fields.PutText("Currency", "compensation_currency", money->currency);
    fields.PutText("Interval", "salary_interval", "per-year-salary");
  } else if (const auto* text = std::get_if<std::string>(&entry.value)) {
    fields.PutText(field.name, identifier, *text);
  } else if (const auto* flag = std::get_if<bool>(&entry.value)) {
    fields.PutText(field.name, identifier, *flag ? "yes" : "no");
  } else if (const auto* choices = std::get_if<Choices>(&entry.value)) {
    fields.PutText(field.name, identifier, absl::StrJoin(choices->names, ", "));
  } else if (const auto* day = std::get_if<absl::CivilDay>(&entry.value)) {
    fields.PutDay(field.name, identifier, *day);
  } else {
    fields.PutText(field.name, identifier, std::nullopt);
  }
}

void PutFields(const Scene& scene, const Offer& offer, Row& row) {
  row.Json("fields", [&](JsonWriter& writer) {
    FieldWriter fields{writer};
    writer.BeginArray();
    // It holds the application, though it is named after the posting.
    fields.PutText("Posting", "job_posting",
                   UuidOf("applications", offer.application));
    fields.PutText("Title", "job_title", scene.company.jobs[offer.job].name);
    fields.PutText("Candidate", "candidate_name",
                   NameOf(scene.company.candidates[offer.candidate]));
    fields.PutDay("Start", "anticipated_start_date", offer.start);
    for (const CustomEntry& entry : offer.custom) {
      PutCustom(scene, entry, fields);
    }
    // A line of the letter that is no field.
    if (scene.awkward) {
      fields.Put("Greeting", std::nullopt, [](JsonWriter& w) { w.Null(); });
    }
    writer.EndArray();
  });
}

void PutSignatures(const Scene& scene, const Offer& offer, Row& row) {
  if (offer.status != OfferStatus::kAccepted) return row.Null("signatures");
  const Candidate& person = scene.company.candidates[offer.candidate];
  row.Object("signatures", [&](Row& signatures) {
    signatures.Object("candidate", [&](Row& inner) {
      inner.Text("role", "signer");
      inner.Text("name", NameOf(person));
      inner.Text("email", person.emails.empty() ? OptionalText()
                                                : person.emails[0].value);
      inner.Time("firstOpenedAt", offer.resolved);
      inner.Time("lastOpenedAt", offer.resolved);
      inner.Time("signedAt", offer.resolved);
      inner.Bool("signed", true);
    });
  });
}

void WriteOffer(const Scene& scene, Ref ref, Row& row) {
  const Offer& offer = scene.company.offers[ref];
  const Application& application =
      scene.company.applications[offer.application];
  const bool approved = offer.status != OfferStatus::kCreated;
  row.Text("id", UuidOf("offers", ref));
  PutPosting(scene, "posting", offer.job, row);
  row.Time("createdAt", offer.created);
  row.Text("status", StatusOf(offer));
  PutUser(scene, "creator", application.recruiter, row);
  PutFields(scene, offer, row);
  PutSignatures(scene, offer, row);
  row.Json("approved", [&](JsonWriter& w) {
    if (approved) {
      w.Bool(true);
    } else {
      w.Null();
    }
  });
  row.Time("approvedAt",
           approved ? OptionalTime(offer.created) : OptionalTime());
  row.Time("sentAt", offer.sent.has_value()
                         ? OptionalTime(MidnightOf(*offer.sent))
                         : OptionalTime());
  row.Null("sentDocument");
  row.Null("signedDocument");
}

Outcome Offers(const Scene& scene) {
  auto found = ParentOf(scene);
  if (auto* refusal = std::get_if<Reply>(&found)) return *refusal;
  std::vector<Entry> entries;
  for (const Ref ref : std::get<const Opportunity*>(found)->offers) {
    entries.push_back(TimeEntry(scene.company.offers[ref].created,
                                UuidOf("offers", ref), ref));
  }
  return ByTime(std::move(entries), WriteOffer);
}

}  // namespace

void AddOffers(std::vector<Endpoint>& all) {
  all.push_back({.path = "opportunities/*/offers",
                 .resource = "offers",
                 .answer = Offers,
                 .expandable = {"creator"},
                 .lists = true});
}

}  // namespace hirewire::sim::lever
