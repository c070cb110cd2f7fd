// Applications and what becomes of them.
#include <string>

#include "absl/strings/str_cat.h"
#include "testing/simulators/teamtailor/attributes.h"
#include "testing/simulators/teamtailor/collection.h"
#include "testing/simulators/teamtailor/ids.h"
#include "testing/simulators/teamtailor/resource.h"

namespace hirewire::sim::teamtailor {
namespace {

using Kind = Filter::Kind;

std::vector<int64_t> ApplicationIds(const Company& company) {
  return IdsOf(company.applications,
               [&](Ref ref) { return IsApplication(company, ref); });
}

int64_t StageOf(const Application& application) {
  if (application.status == ApplicationStatus::kHired) {
    return HiredOf(application.job);
  }
  return application.stage == kNone ? InboxOf(application.job)
                                    : IdOf(application.stage);
}

Resource MakeApplication(const Company& company, int64_t id) {
  const Application& application = company.applications[RefOf(id)];
  const bool rejected = application.status == ApplicationStatus::kRejected;
  OptionalTime changed = application.created;
  if (application.visit != kNone) {
    changed = company.stage_visits[application.visit].entered;
  }
  Resource out;
  OptionalTime rejected_at;
  if (rejected)
    rejected_at = application.rejected.value_or(application.updated);
  OptionalText site;
  if (application.source != kNone) {
    site = company.sources[application.source].name;
  }
  Attributes(out)
      .Time("created-at", application.created)
      .Time("updated-at", application.updated)
      .Time("rejected-at", rejected_at)
      .Time("changed-stage-at", changed)
      .Text("cover-letter", "")
      .Text("referring-site", site)
      .Text("referring-url", std::nullopt)
      .Bool("sourced", application.prospect)
      .Int("row-order", id * 100);
  out.related["candidate"] = Related(application.candidate);
  out.related["job"] = Related(application.job);
  out.related["stage"] = {StageOf(application)};
  if (rejected) {
    out.related["reject-reason"] = Related(application.rejection_reason);
  }
  return out;
}

const char* WordOf(OfferStatus status) {
  switch (status) {
    case OfferStatus::kCreated:
      return "sent";
    case OfferStatus::kAccepted:
      return "accepted";
    case OfferStatus::kRejected:
      return "rejected";
    default:
      return "pondered";
  }
}

// An offer that a newer one replaced is gone.
std::vector<int64_t> OfferIds(const Company& company) {
  return IdsOf(company.offers, [&](Ref ref) {
    const Offer& offer = company.offers[ref];
    return offer.status != OfferStatus::kDeprecated &&
           IsApplication(company, offer.application);
  });
}

Resource MakeOffer(const Company& company, int64_t id) {
  const Offer& offer = company.offers[RefOf(id)];
  OptionalTime sent;
  if (offer.sent.has_value()) {
    sent = absl::FromCivil(*offer.sent, absl::UTCTimeZone());
  }
  Resource out;
  Attributes(out)
      .Text("status", WordOf(offer.status))
      .Text("response", std::nullopt)
      .Time("created-at", offer.created)
      .Time("sent-at", sent)
      .Time("answered-at", offer.resolved)
      .Json("details",
            R"({"salary":"by agreement","acceptance-message":null})");
  out.related["job-application"] = Related(offer.application);
  out.related["user"] =
      Related(company.applications[offer.application].recruiter);
  return out;
}

std::vector<int64_t> ReasonIds(const Company& company) {
  return IdsOf(company.rejection_reasons);
}

Resource MakeReason(const Company& company, int64_t id) {
  const RejectionReason& reason = company.rejection_reasons[RefOf(id)];
  Resource out;
  Attributes(out)
      .Text("reason", reason.name)
      .Bool("rejected-by-company", reason.by != RejectedBy::kCandidate);
  return out;
}

}  // namespace

std::vector<Collection> HiringCollections() {
  return {
      {.type = "job-applications",
       .relations = {{"candidate", "candidates"},
                     {"job", "jobs"},
                     {"stage", "stages"},
                     {"reject-reason", "reject-reasons"}},
       .filters = {{"created-at", Kind::kTime},
                   {"updated-at", Kind::kTime},
                   {"changed-stage-at", Kind::kTime},
                   {"job", Kind::kRelation}},
       .ids = ApplicationIds,
       .make = MakeApplication},
      {.type = "job-offers",
       .relations = {{"job-application", "job-applications"},
                     {"user", "users"}},
       .filters = {},
       .ids = OfferIds,
       .make = MakeOffer},
      {.type = "reject-reasons",
       .relations = {},
       .filters = {},
       .ids = ReasonIds,
       .make = MakeReason},
  };
}

}  // namespace hirewire::sim::teamtailor
