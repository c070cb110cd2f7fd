#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "testing/simulators/workable/candidates.h"
#include "testing/simulators/workable/endpoints.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/jobs.h"
#include "testing/simulators/workable/listing.h"
#include "testing/simulators/workable/organization.h"
#include "testing/simulators/workable/people.h"
#include "testing/simulators/workable/pipeline.h"

namespace hirewire::sim::workable {
namespace {

using WriteOne = void (*)(const View&, Ref, JsonWriter&);

WriteRow With(const View& view, WriteOne write) {
  return
      [&view, write](Ref ref, JsonWriter& writer) { write(view, ref, writer); };
}

Reply Accounts(const View& view, const Call&) {
  return Wrapped("accounts", {0}, With(view, WriteAccount));
}

Reply OneAccount(const View& view, const Call& call) {
  if (call.names[0] != kSubdomain) return NotFound();
  return Single(0, With(view, WriteAccount));
}

bool AllowsMember(const Query& query, const User& user,
                  absl::string_view status) {
  return (status == "all" || user.active == (status == "active")) &&
         query.Allows("role", user.site_admin ? "admin" : "simple") &&
         query.Allows("email", user.email) &&
         query.Allows("name", MemberName(user));
}

Reply Members(const View& view, const Call& call) {
  const Query& query = call.query;
  // Who left is listed on request only.
  const absl::string_view status = query.Get("status").value_or("active");
  if (status != "active" && status != "inactive" && status != "all") {
    return Refuse(422, "status is invalid");
  }
  std::optional<std::set<Ref>> team;
  if (const auto shortcode = query.Get("shortcode")) {
    const Ref job = FindJob(view.company, *shortcode);
    if (job == kNone) return NotFound();
    team.emplace();
    for (const Ref member : TeamOf(view.company, job)) {
      team->insert(view.company.team[member].user);
    }
  }
  std::vector<Row> rows;
  for (const Ref user : AllOf(view.company.users)) {
    if (!IsMember(view.company, user)) continue;
    if (!AllowsMember(query, view.company.users[user], status)) continue;
    if (team.has_value() && team->count(user) == 0) continue;
    rows.push_back({NumberOf(Kind::kMember, user), user});
  }
  return Page(view, query, {"members", "/members"}, rows,
              With(view, WriteMember));
}

// External recruiters, or those of them who brought somebody to `shortcode`.
Reply RecruitersOf(const View& view,
                   const std::optional<absl::string_view>& shortcode) {
  std::vector<Ref> refs = Recruiters(view.company);
  if (shortcode.has_value()) {
    const Ref job = FindJob(view.company, *shortcode);
    if (job == kNone) return NotFound();
    const auto brought_nobody = [&](Ref referrer) {
      const auto& all = view.company.applications;
      return std::none_of(all.begin(), all.end(), [&](const Application& one) {
        return one.job == job && one.referrer == referrer;
      });
    };
    refs.erase(std::remove_if(refs.begin(), refs.end(), brought_nobody),
               refs.end());
  }
  return Wrapped("recruiters", refs, With(view, WriteRecruiter));
}

Reply AllRecruiters(const View& view, const Call& call) {
  return RecruitersOf(view, call.query.Get("shortcode"));
}

Reply RecruitersOfJob(const View& view, const Call& call) {
  return RecruitersOf(view, call.names[0]);
}

Reply Stages(const View& view, const Call&) {
  const std::vector<PipelineStage>& stages = AccountPipeline();
  std::vector<Ref> places(stages.size());
  for (size_t i = 0; i < places.size(); ++i) places[i] = static_cast<Ref>(i);
  return Wrapped("stages", places, [&](Ref place, JsonWriter& writer) {
    WriteStage(stages[static_cast<size_t>(place)], writer);
  });
}

Reply AllDepartments(const View& view, const Call&) {
  return Bare(Departments(view.company), With(view, WriteDepartment));
}

Reply AllLegalEntities(const View& view, const Call&) {
  return Bare(LegalEntities(view.company), With(view, WriteLegalEntity));
}

Reply Reasons(const View& view, const Call&) {
  return Bare(AllOf(view.company.rejection_reasons), With(view, WriteReason));
}

Reply AllAttributes(const View& view, const Call&) {
  return Wrapped("custom_attributes", Attributes(view.company),
                 With(view, WriteAttribute));
}

Reply Subscriptions(const View& view, const Call&) {
  return Wrapped("subscriptions", {0, 1}, With(view, WriteSubscription));
}

}  // namespace

void AddAccountEndpoints(std::vector<Endpoint>& all) {
  all.push_back({"/accounts", "r_jobs", "", Accounts});
  all.push_back({"/accounts/:", "r_jobs", "", OneAccount});
  all.push_back({"/members", "r_jobs",
                 "limit since_id max_id role shortcode email name status",
                 Members});
  all.push_back({"/recruiters", "r_jobs", "shortcode", AllRecruiters});
  all.push_back({"/jobs/:/recruiters", "r_jobs", "", RecruitersOfJob});
  all.push_back({"/stages", "r_jobs", "", Stages});
  all.push_back({"/departments", "r_account", "", AllDepartments});
  all.push_back({"/legal_entities", "r_account", "", AllLegalEntities});
  all.push_back({"/disqualification_reasons", "r_jobs", "", Reasons});
  all.push_back({"/custom_attributes", "r_jobs", "", AllAttributes});
  all.push_back({"/subscriptions", "r_candidates", "limit", Subscriptions});
}

}  // namespace hirewire::sim::workable
