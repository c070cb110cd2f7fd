// Offers, each with its versions, and what had to be approved.
#include <string>
#include <variant>
#include <vector>

#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/resources.h"
#include "testing/simulators/ashby/shapes.h"

namespace hirewire::sim::ashby {
namespace {

constexpr absl::string_view kMay = "offers:read";

absl::string_view AcceptanceStatus(OfferStatus status) {
  constexpr absl::string_view kWords[] = {"WaitingOnResponse", "Accepted",
                                          "Declined", "Cancelled", "Countered"};
  return kWords[static_cast<int>(status)];
}

absl::string_view StatusOf(OfferStatus status) {
  constexpr absl::string_view kWords[] = {
      "WaitingOnCandidateResponse", "CandidateAccepted", "CandidateRejected",
      "OfferCancelled", "CandidateCountered"};
  return kWords[static_cast<int>(status)];
}

// The first amount of money among the offer's fields.
void WriteSalary(const Offer& offer, JsonWriter& writer) {
  for (const CustomEntry& entry : offer.custom) {
    const auto* money = std::get_if<Money>(&entry.value);
    if (money == nullptr) continue;
    writer.Key("salary").BeginObject();
    writer.Key("currencyCode").String(money->currency);
    writer.Key("value").Raw(money->amount).EndObject();
    return;
  }
}

void WriteVersion(const View& view, Ref ref, JsonWriter& writer) {
  const Offer& offer = view.company.offers[ref];
  writer.BeginObject();
  WriteId("id", Table::kOfferVersion, ref, writer);
  writer.Key("startDate");
  if (offer.start.has_value()) {
    writer.String(TimeText(absl::FromCivil(*offer.start, absl::UTCTimeZone())));
  } else {
    writer.Null();
  }
  WriteSalary(offer, writer);
  WriteTime("createdAt", offer.created, writer);
  WriteIdOrNull("openingId", Table::kOpening, offer.opening, writer);
  WriteCustomFields(view, "customFields", offer.custom, writer);
  writer.Key("fileHandles").BeginArray().EndArray();
  WriteUser(view, "author",
            view.company.applications[offer.application].recruiter, writer);
  writer.Key("approvalStatus");
  if (offer.status == OfferStatus::kDeprecated) {
    writer.Null();
  } else {
    writer.String("Approved");
  }
  writer.EndObject();
}

void WriteMembers(const View& view, Ref ref, JsonWriter& writer) {
  const Offer& offer = view.company.offers[ref];
  WriteId("id", Table::kOffer, ref, writer);
  WriteTimeOrNull("decidedAt", offer.resolved, writer);
  WriteId("applicationId", Table::kApplication, offer.application, writer);
  writer.Key("acceptanceStatus").String(AcceptanceStatus(offer.status));
  writer.Key("offerStatus").String(StatusOf(offer.status));
  writer.Key("latestVersion");
  WriteVersion(view, ref, writer);
}

void WriteOffer(const View& view, const Arguments&, Ref ref,
                JsonWriter& writer) {
  writer.BeginObject();
  WriteMembers(view, ref, writer);
  writer.EndObject();
}

void WriteWhole(const View& view, const Arguments& arguments, Ref ref,
                JsonWriter& writer) {
  const Company& company = view.company;
  writer.BeginObject();
  WriteMembers(view, ref, writer);
  const auto [first, last] = RowsOf(company.offers, &Offer::application,
                                    company.offers[ref].application);
  writer.Key("versions").BeginArray();
  for (Ref i = first; i < last; ++i) WriteVersion(view, i, writer);
  writer.EndArray();
  if (!arguments.True("excludeFormDefinition")) {
    writer.Key("formDefinition").BeginObject();
    writer.Key("sections").BeginArray().EndArray().EndObject();
  }
  writer.EndObject();
}

// The company keeps a record per version; the last of them is the offer.
bool Sees(const View& view, Ref ref) {
  const std::vector<Offer>& offers = view.company.offers;
  const Offer& offer = offers[ref];
  const size_t next = static_cast<size_t>(ref) + 1;
  const bool last =
      next == offers.size() || offers[next].application != offer.application;
  return last && !offer.deleted && view.SeesApplication(offer.application);
}

void WriteApproval(const View& view, const Arguments&, Ref ref,
                   JsonWriter& writer) {
  const Offer& offer = view.company.offers[ref];
  writer.BeginObject();
  WriteId("id", Table::kApproval, ref, writer);
  WriteId("approvalDefinitionId", Table::kApprovalDefinition, ref, writer);
  WriteId("entityId", Table::kOffer, ref, writer);
  writer.Key("entityType").String("offer");
  WriteTime("createdAt", offer.created, writer);
  WriteTime("submittedAt", offer.created, writer);
  WriteTimeOrNull("completedAt", offer.resolved, writer);
  writer.Key("steps").BeginArray().BeginObject();
  WriteId("id", Table::kApprovalStep, ref, writer);
  writer.Key("approvalsRequired").Int(1);
  WriteTimeOrNull("completedAt", offer.resolved, writer);
  writer.Key("approvers").BeginArray().BeginObject();
  WriteId("id", Table::kApprover, ref, writer);
  WriteId("userId", Table::kUser, 1, writer);
  writer.Key("decision").String(offer.resolved ? "approve" : "pending");
  WriteTimeOrNull("decidedAt", offer.resolved, writer);
  writer.EndObject().EndArray().EndObject().EndArray().EndObject();
}

bool ListsOffer(const View& view, const Arguments& arguments, Ref ref) {
  const Offer& offer = view.company.offers[ref];
  const absl::string_view approval =
      offer.status == OfferStatus::kDeprecated ? "" : "Approved";
  return arguments.Admits(Table::kApplication, "applicationId",
                          offer.application) &&
         arguments.Admits("offerStatus", StatusOf(offer.status)) &&
         arguments.Admits("acceptanceStatus", AcceptanceStatus(offer.status)) &&
         arguments.Admits("approvalStatus", approval);
}

constexpr Resource kOffers = {.table = Table::kOffer,
                              .count = CountOf<&Company::offers>,
                              .exists = Sees,
                              .write = WriteOffer,
                              .record = RecordOf<&Company::offers>};
constexpr Resource kWhole = {.table = Table::kOffer,
                             .count = CountOf<&Company::offers>,
                             .exists = Sees,
                             .write = WriteWhole};
constexpr Resource kApprovals = {.table = Table::kApproval,
                                 .count = CountOf<&Company::offers>,
                                 .exists = Sees,
                                 .write = WriteApproval,
                                 .record = RecordOf<&Company::offers>};

std::vector<Parameter> Filters() {
  return {
      Millis("createdAfter"), Id("applicationId"),
      Words("offerStatus",
            {"WaitingOnApprovalStart", "WaitingOnOfferApproval",
             "WaitingOnApprovalDefinition", "WaitingOnCandidateResponse",
             "CandidateRejected", "CandidateAccepted", "OfferCancelled"}),
      Words("acceptanceStatus", {"Accepted", "Declined", "Pending", "Created",
                                 "Cancelled", "WaitingOnResponse"}),
      Words("approvalStatus", {"Approved", "WaitingOnApprovals", "Declined"})};
}

}  // namespace

void AddOffers(std::vector<Endpoint>& all) {
  all.push_back({.name = "offer.list",
                 .permission = kMay,
                 .gives = Gives::kSyncedPages,
                 .resource = &kOffers,
                 .parameters = Filters(),
                 .lists = ListsOffer});
  all.push_back(InfoOf("offer.info", kMay, kWhole, "offerId", "offer_not_found",
                       {Flag("excludeFormDefinition")}));
  all.push_back({.name = "approval.list",
                 .permission = "approvals:read",
                 .gives = Gives::kSyncedPages,
                 .resource = &kApprovals,
                 .parameters = {{.name = "entityType",
                                 .takes = Takes::kWord,
                                 .words = {"offer", "job", "opening"}},
                                Id("entityId")},
                 .lists = [](const View&, const Arguments& arguments, Ref ref) {
                   return arguments.Admits("entityType", "offer") &&
                          arguments.Admits(Table::kOffer, "entityId", ref);
                 }});
}

}  // namespace hirewire::sim::ashby
