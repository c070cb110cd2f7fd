#include <variant>

#include "absl/strings/str_cat.h"
#include "testing/simulators/workable/fields.h"
#include "testing/simulators/workable/hiring.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/jobs.h"
#include "testing/simulators/workable/people.h"

namespace hirewire::sim::workable {
namespace {

// Who has that role on the job; kNone: nobody.
Ref InRole(const Company& company, Ref job, JobRole role) {
  for (const TeamMember& member : company.team) {
    if (member.job == job && member.role == role && !member.deleted &&
        IsMember(company, member.user)) {
      return member.user;
    }
  }
  return kNone;
}

void AddPerson(const Company& company, const char* name, Ref user,
               Fields& fields) {
  if (user == kNone) {
    fields.Null(name);
    return;
  }
  fields.Object(name, [&](Fields& of) {
    of.Text("id", IdOf(Kind::kMember, user))
        .Text("name", MemberName(company.users[user]));
  });
}

// A custom value as the attributes of requisitions show it.
void WriteAttributeValue(const CustomEntry& entry, const Company& company,
                         JsonWriter& writer) {
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("name", company.custom_fields[entry.field].name);
  fields.Object("value", [&](Fields& value) {
    if (const auto* text = std::get_if<std::string>(&entry.value)) {
      value.Text("body", *text);
    } else if (const auto* yes = std::get_if<bool>(&entry.value)) {
      value.Bool("body", *yes);
    } else if (const auto* choices = std::get_if<Choices>(&entry.value)) {
      value.Array("choices", [&](JsonWriter& names) {
        for (const std::string& choice : choices->names) names.String(choice);
      });
    } else {
      value.Null("body");
    }
  });
  writer.EndObject();
}

void AddPlans(const Company& company, Ref ref, Fields& fields) {
  const Opening& opening = company.openings[ref];
  const bool filled = opening.application != kNone;
  fields.Day("plan_date", opening.target_start).Null("start_date");
  fields.Null("salary_range").Null("salary");
  fields.Text("candidate_id",
              filled ? OptionalText(IdOf(Kind::kCandidate, opening.application))
                     : std::nullopt);
  fields.Text("employment_type", "Full-time")
      .Text("reason", "new_hire")
      .Text("state", RequisitionState(company, ref));
}

}  // namespace

bool IsRequisition(const Company& company, Ref ref) {
  const Opening& opening = company.openings[ref];
  return !opening.deleted && !company.jobs[opening.job].deleted;
}

std::string RequisitionCode(const Company& company, Ref ref) {
  const OptionalText& label = company.openings[ref].label;
  return absl::StrCat("REQ-", label.value_or(absl::StrCat("N", ref)));
}

std::string RequisitionState(const Company& company, Ref ref) {
  const Opening& opening = company.openings[ref];
  if (opening.application != kNone) return "filled";
  if (!opening.open) return "cancelled";
  const bool draft = company.jobs[opening.job].status == JobStatus::kDraft;
  return draft ? "draft" : "open";
}

void WriteRequisition(const View& view, Ref ref, JsonWriter& writer) {
  const Company& company = view.company;
  const Opening& opening = company.openings[ref];
  const Job& job = company.jobs[opening.job];
  writer.BeginObject();
  Fields fields(writer);
  fields.Text("id", IdOf(Kind::kRequisition, ref))
      .Text("code", RequisitionCode(company, ref));
  fields.Object("job", [&](Fields& of) {
    of.Text("id", IdOf(Kind::kJob, opening.job)).Text("title", job.name);
  });
  if (job.department == kNone) {
    fields.Null("department");
  } else {
    fields.Object("department", [&](Fields& of) {
      of.Text("id", IdOf(Kind::kDepartment, job.department))
          .Text("name", company.departments[job.department].name);
    });
  }
  fields.Object("location", [&](Fields& of) {
    AddPlace(PlaceOf(company, opening.job), of);
  });
  const Ref recruiter = InRole(company, opening.job, JobRole::kRecruiter);
  const Ref manager = InRole(company, opening.job, JobRole::kHiringManager);
  AddPerson(company, "requester", manager, fields);
  AddPerson(company, "hiring_manager", manager, fields);
  AddPerson(company, "owner", recruiter, fields);
  AddPlans(company, ref, fields);
  fields.Array("requisition_attributes", [&](JsonWriter& attributes) {
    for (const CustomEntry& entry : opening.custom) {
      WriteAttributeValue(entry, company, attributes);
    }
  });
  fields.Array("approval_groups", [](JsonWriter&) {});
  writer.EndObject();
}

}  // namespace hirewire::sim::workable
