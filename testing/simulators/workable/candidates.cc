#include "testing/simulators/workable/candidates.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/people.h"
#include "testing/simulators/workable/profile.h"

namespace hirewire::sim::workable {
namespace {

OptionalText FirstOf(const std::vector<Labeled>& values) {
  if (values.empty()) return std::nullopt;
  return values.front().value;
}

// Whether the company found the person, not the other way round.
bool IsSourced(const Company& company, const Application& application) {
  if (application.prospect) return true;
  if (application.source == kNone) return false;
  const Source& source = company.sources[application.source];
  return company.source_groups[source.group].name == "Prospecting";
}

OptionalTime MovedToOffer(const View& view, Ref application) {
  for (const Ref ref : Of(view.index.visits, application)) {
    const StageVisit& visit = view.company.stage_visits[ref];
    if (view.company.stages[visit.stage].kind == StageKind::kOffer) {
      return visit.entered;
    }
  }
  return std::nullopt;
}

void AddJob(const View& view, const Application& application, Fields& fields) {
  if (application.job == kNone) {
    const Ref pool = application.pool;
    fields.Object("talent_pool", [&](Fields& of) {
      of.Int("talent_pool_id", 300100 + (pool == kNone ? 0 : pool + 1))
          .Text("identifier", absl::StrCat(absl::Hex(0x4a21 + pool)));
    });
    return;
  }
  fields.Object("job", [&](Fields& job) {
    job.Text("shortcode", Shortcode(application.job))
        .Text("title", view.company.jobs[application.job].name);
  });
}

void AddState(const View& view, Ref ref, Fields& fields) {
  const Application& application = view.company.applications[ref];
  const PipelineStage stage = StageNow(view, ref);
  const bool out = application.status == ApplicationStatus::kRejected;
  OptionalText reason;
  if (out && application.rejection_reason != kNone) {
    reason = view.company.rejection_reasons[application.rejection_reason].name;
  }
  const bool hired = application.status == ApplicationStatus::kHired;
  fields.Text("stage", stage.name)
      .Text("stage_kind", stage.kind)
      .Bool("disqualified", out)
      .Bool("anonymized",
            view.company.candidates[application.candidate].anonymized)
      .Text("disqualification_reason", reason)
      .Seconds("hired_at", hired ? application.hired : std::nullopt)
      .Seconds("moved_to_offer_at", MovedToOffer(view, ref))
      .Bool("sourced", IsSourced(view.company, application));
}

void AddSource(const View& view, const Application& application,
               Fields& fields) {
  OptionalText source;
  OptionalText group;
  if (application.source != kNone) {
    const Source& from = view.company.sources[application.source];
    source = from.name;
    group = view.company.source_groups[from.group].name;
  }
  fields.Null("domain")
      .Null("outlet")
      .Text("common_source", source)
      .Text("common_source_category", group);
}

// The fields that lists and the detail call have in common.
void AddCommon(const View& view, Ref ref, Fields& fields) {
  const Application& application = view.company.applications[ref];
  const Candidate& person = view.company.candidates[application.candidate];
  const PersonName name = NameOf(person);
  fields.Text("id", IdOf(Kind::kCandidate, ref))
      .Text("name", name.full)
      .Text("firstname", name.first)
      .Text("lastname", name.last)
      .Text("headline", person.title)
      .Object("account", [](Fields& account) {
        account.Text("subdomain", std::string(kSubdomain))
            .Text("name", std::string(kAccountName));
      });
  AddJob(view, application, fields);
  AddState(view, ref, fields);
  fields
      .Text("profile_url",
            absl::StrCat("https://acme.workable.example/backend/candidates/",
                         ref + 656000001))
      .Text("address", FirstOf(person.addresses))
      .Text("phone", FirstOf(person.phones))
      .Text("email", FirstOf(person.emails));
  AddSource(view, application, fields);
  fields.Seconds("created_at", application.created)
      .Seconds("updated_at", application.updated);
  AddResumeMetadata(view, ref, fields);
}

// Where the person said that they live.
void AddLocation(const Application& application, Fields& fields) {
  if (!application.location.has_value()) {
    fields.Null("location");
    return;
  }
  fields.Object("location",
                [&](Fields& of) { AddPlace(application.location, of); });
}

// What only the detail call has.
void AddDetail(const View& view, Ref ref, Fields& fields) {
  const Company& company = view.company;
  const Application& application = company.applications[ref];
  const bool out = application.status == ApplicationStatus::kRejected;
  const bool withdrew =
      out && application.rejection_reason != kNone &&
      company.rejection_reasons[application.rejection_reason].by ==
          RejectedBy::kCandidate;
  const bool uploaded = IsSourced(company, application) &&
                        IsMember(company, application.recruiter);
  fields.Null("image_url")
      .Millis("disqualified_at", out ? application.rejected : std::nullopt)
      .Bool("withdrew", withdrew)
      .Text("outbound_mailbox",
            absl::StrCat("c", ref, "@outbound.hiring.example"))
      .Text("uploader_id",
            uploaded ? OptionalText(IdOf(Kind::kMember, application.recruiter))
                     : std::nullopt)
      .Null("cover_letter")
      .Null("summary");
  AddProfile(view, ref, fields);
  AddLocation(application, fields);
  fields.Null("originating_candidate_id");
}

}  // namespace

bool IsListed(const Company& company, Ref ref) {
  const Application& application = company.applications[ref];
  return !application.deleted &&
         !company.candidates[application.candidate].deleted &&
         (application.job == kNone || !company.jobs[application.job].deleted);
}

PipelineStage StageNow(const View& view, Ref ref) {
  const Application& application = view.company.applications[ref];
  if (application.status == ApplicationStatus::kHired) return HiredStage();
  if (application.stage != kNone) {
    return StageOf(view.company, application.stage);
  }
  const std::vector<Ref>& visits = Of(view.index.visits, ref);
  if (visits.empty()) return SourcedStage();
  return StageOf(view.company, view.company.stage_visits[visits.back()].stage);
}

void WriteListedCandidate(const View& view, Ref application,
                          JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  AddCommon(view, application, fields);
  writer.EndObject();
}

void WriteCandidate(const View& view, Ref application, JsonWriter& writer) {
  writer.BeginObject();
  Fields(writer).Object("candidate", [&](Fields& fields) {
    AddCommon(view, application, fields);
    AddDetail(view, application, fields);
  });
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
