#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/workable/activities.h"
#include "testing/simulators/workable/candidates.h"
#include "testing/simulators/workable/endpoints.h"
#include "testing/simulators/workable/hiring.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/jobs.h"
#include "testing/simulators/workable/listing.h"
#include "testing/simulators/workable/profile.h"

namespace hirewire::sim::workable {
namespace {

OptionalText EmailOf(const View& view, const Application& application) {
  const auto& emails = view.company.candidates[application.candidate].emails;
  if (emails.empty()) return std::nullopt;
  return emails.front().value;
}

// Every candidate that the query allows, of `job` unless kNone.
std::vector<Row> Matching(const View& view, const Query& query, Ref job) {
  std::vector<Row> rows;
  const std::vector<Application>& all = view.company.applications;
  for (size_t i = 0; i < all.size(); ++i) {
    const auto ref = static_cast<Ref>(i);
    if (job != kNone && all[i].job != job) continue;
    if (!IsListed(view.company, ref) || !query.AllowsTimes(all[i])) continue;
    if (!query.Allows("email", EmailOf(view, all[i]))) continue;
    if (query.Get("stage").has_value() &&
        !query.Allows("stage", StageNow(view, ref).slug)) {
      continue;
    }
    rows.push_back({NumberOf(Kind::kCandidate, ref), ref});
  }
  return rows;
}

Reply ListOfJob(const View& view, const Query& query, Ref job) {
  if (job == kNone) return NotFound();
  // Wherever the walk began, it goes on below the job.
  const List list = {"candidates",
                     absl::StrCat("/jobs/", Shortcode(job), "/candidates"),
                     "shortcode"};
  return Page(view, query, list, Matching(view, query, job),
              [&](Ref ref, JsonWriter& writer) {
                WriteListedCandidate(view, ref, writer);
              });
}

Reply Everywhere(const View& view, const Call& call) {
  if (const auto shortcode = call.query.Get("shortcode")) {
    return ListOfJob(view, call.query, FindJob(view.company, *shortcode));
  }
  return Page(view, call.query, {"candidates", "/candidates"},
              Matching(view, call.query, kNone),
              [&](Ref ref, JsonWriter& writer) {
                WriteListedCandidate(view, ref, writer);
              });
}

Reply OfJob(const View& view, const Call& call) {
  return ListOfJob(view, call.query, FindJob(view.company, call.names[0]));
}

// The candidate that the path names; kNone: there is none.
Ref Named(const View& view, const Call& call) {
  const std::optional<uint64_t> id = ParseId(call.names[0]);
  const Ref ref = id.has_value() ? RefOf(Kind::kCandidate, *id) : kNone;
  const auto count = static_cast<Ref>(view.company.applications.size());
  if (ref == kNone || ref >= count || !IsListed(view.company, ref)) {
    return kNone;
  }
  return ref;
}

Reply One(const View& view, const Call& call) {
  const Ref candidate = Named(view, call);
  if (candidate == kNone) return NotFound();
  return Single(candidate, [&](Ref ref, JsonWriter& writer) {
    WriteCandidate(view, ref, writer);
  });
}

// Whether `actions`, a list between commas, allows this one.
bool AllowsAction(const Query& query, const Activity& activity) {
  const auto actions = query.Get("actions");
  if (!actions.has_value()) return true;
  const std::vector<absl::string_view> wanted = absl::StrSplit(*actions, ',');
  return std::find(wanted.begin(), wanted.end(), activity.action) !=
         wanted.end();
}

Reply Activities(const View& view, const Call& call) {
  const Ref candidate = Named(view, call);
  if (candidate == kNone) return NotFound();
  const std::vector<Activity> all = ActivitiesOf(view, candidate);
  std::vector<Row> rows;
  for (size_t i = 0; i < all.size(); ++i) {
    if (!AllowsAction(call.query, all[i])) continue;
    if (call.query.updated_after.has_value() &&
        all[i].updated < *call.query.updated_after) {
      continue;
    }
    rows.push_back({ActivityNumber(candidate, i), static_cast<Ref>(i)});
  }
  const List list = {
      "activities",
      absl::StrCat("/candidates/", IdOf(Kind::kCandidate, candidate),
                   "/activities")};
  return Page(view, call.query, list, rows, [&](Ref place, JsonWriter& writer) {
    const auto at = static_cast<size_t>(place);
    WriteActivity(candidate, at, all[at], view, writer);
  });
}

Reply Files(const View& view, const Call& call) {
  const Ref candidate = Named(view, call);
  if (candidate == kNone) return NotFound();
  return Wrapped(
      "files", Of(view.index.attachments, candidate),
      [&](Ref ref, JsonWriter& writer) { WriteFile(view, ref, writer); });
}

Reply LatestOfferOf(const View& view, const Call& call) {
  const Ref candidate = Named(view, call);
  if (candidate == kNone) return NotFound();
  return Single(candidate, [&](Ref ref, JsonWriter& writer) {
    WriteOffer(view, ref, writer);
  });
}

}  // namespace

void AddCandidateEndpoints(std::vector<Endpoint>& all) {
  constexpr absl::string_view kList =
      "email stage limit since_id max_id created_after updated_after";
  constexpr absl::string_view kListAnywhere =
      "shortcode email stage limit since_id max_id created_after "
      "updated_after";
  all.push_back({"/candidates", "r_candidates", kListAnywhere, Everywhere});
  all.push_back({"/jobs/:/candidates", "r_candidates", kList, OfJob});
  all.push_back({"/candidates/:", "r_candidates", "", One});
  all.push_back({"/candidates/:/activities", "r_candidates",
                 "limit since_id max_id actions updated_after", Activities});
  all.push_back({"/candidates/:/files", "r_candidates", "", Files});
  all.push_back({"/candidates/:/offer", "r_candidates", "", LatestOfferOf});
}

}  // namespace hirewire::sim::workable
