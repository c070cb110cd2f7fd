#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/hiring.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/people.h"
#include "testing/simulators/workable/profile.h"

namespace hirewire::sim::workable {
namespace {

// kNone: there was none.
Ref LatestOffer(const View& view, Ref application) {
  Ref latest = kNone;
  for (const Ref ref : Of(view.index.offers, application)) {
    const bool later =
        latest == kNone ||
        view.company.offers[ref].version > view.company.offers[latest].version;
    if (later) latest = ref;
  }
  return latest;
}

// The vendor lists no words; two of these are known.
const char* StateOf(OfferStatus status) {
  switch (status) {
    case OfferStatus::kAccepted:
      return "accepted";
    case OfferStatus::kRejected:
      return "rejected";
    case OfferStatus::kCreated:
      return "pending";
    case OfferStatus::kDeprecated:
      return "voided";
    case OfferStatus::kUnknownWord:
      return "countersigned";
  }
  return "pending";
}

template <typename Value>
void WriteVariable(const std::string& name, const std::string& slug,
                   Value value, JsonWriter& writer) {
  writer.BeginObject();
  Fields(writer)
      .Object("document_variable",
              [&](Fields& of) { of.Text("name", name).Text("slug", slug); })
      .Object("value", value);
  writer.EndObject();
}

void WriteMoney(const CustomField& field, const Money& money,
                JsonWriter& writer) {
  WriteVariable(
      field.name, field.key,
      [&](Fields& value) {
        value.Object("data", [&](Fields& data) {
          data.Number("amount", money.amount)
              .Text("frequency", "year")
              .Text("cached_value", absl::StrCat(money.currency, " ",
                                                 money.amount, " per year"))
              .Text("currency_iso", money.currency);
        });
      },
      writer);
}

void WriteVariables(const Company& company, const Offer& offer,
                    JsonWriter& writer) {
  WriteVariable(
      "Start Date", "start_date",
      [&](Fields& value) { value.Day("body", offer.start); }, writer);
  for (const CustomEntry& entry : offer.custom) {
    const CustomField& field = company.custom_fields[entry.field];
    if (const auto* money = std::get_if<Money>(&entry.value)) {
      WriteMoney(field, *money, writer);
    } else if (const auto* text = std::get_if<std::string>(&entry.value)) {
      WriteVariable(
          field.name, field.key,
          [&](Fields& value) { value.Text("body", *text); }, writer);
    }
  }
}

void AddOffer(const View& view, const Offer& offer, Fields& fields) {
  fields.Millis("created_at", offer.created);
  fields.Array("document_variables", [&](JsonWriter& writer) {
    WriteVariables(view.company, offer, writer);
  });
  fields.Array("documents", [&](JsonWriter& writer) {
    for (const Ref file : Of(view.index.attachments, offer.application)) {
      if (view.company.attachments[file].kind == AttachmentKind::kOfferLetter) {
        WriteFile(view, file, writer);
      }
    }
  });
  fields.Text("state", StateOf(offer.status));
}

}  // namespace

void WriteOffer(const View& view, Ref application, JsonWriter& writer) {
  const Application& of = view.company.applications[application];
  const Ref latest = LatestOffer(view, application);
  writer.BeginObject();
  Fields fields(writer);
  fields.Object("candidate", [&](Fields& candidate) {
    candidate.Text("id", IdOf(Kind::kCandidate, application))
        .Text("location", of.location)
        .Text("name", NameOf(view.company.candidates[of.candidate]).full);
  });
  if (latest != kNone) {
    AddOffer(view, view.company.offers[latest], fields);
  }
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
