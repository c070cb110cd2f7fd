// Approval flows: one per job, with one group of one approver; and bulk
// requests, of which a simulator that is only read has none.
#include <vector>

#include "testing/simulators/greenhouse/collection.h"

namespace hirewire::sim {
namespace {

// A flow is approved once its job is open.
bool Approved(const View& view, Ref ref) {
  return view.company.jobs[ref].status != JobStatus::kDraft;
}

void WriteFlow(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.jobs[ref]);
  row.Id("job_id", Table::kJobs, ref);
  row.Int("offer_id", std::nullopt);
  row.Word("approval_type", "open_job");
  row.Bool("sequential", false);
  row.Int("version", 1);
  row.Int("requested_by_id", std::nullopt);
  row.Word("approval_status", Approved(view, ref) ? "approved" : nullptr);
}

void WriteGroup(const View& view, Ref ref, Row& row) {
  row.Begin(ref, view.company.jobs[ref]);
  row.Id("approval_flow_id", Table::kApprovalFlows, ref);
  row.Int("approvals_required", 1);
  row.Int("sort_order", 0);
  row.Bool("required_for_exception", false);
  row.Time("resolved_at", view.company.jobs[ref].opened);
}

void WriteApprover(const View& view, Ref ref, Row& row) {
  const Job& job = view.company.jobs[ref];
  row.Begin(ref, job);
  row.Int("sort_order", std::nullopt);
  row.Id("user_id", Table::kUsers, 0);
  row.Word("status", Approved(view, ref) ? "approved" : "waiting");
  row.Id("resolved_by_id", Table::kUsers, Approved(view, ref) ? 0 : kNone);
  row.Time("resolved_at", job.opened);
  row.Time("request_sent_at", std::nullopt);
  row.Int("version_sent", std::nullopt);
  row.Time("reminder_sent_at", std::nullopt);
  row.Int("reminder_sent_by_id", std::nullopt);
  row.Int("reminders_sent", 0);
  row.Id("approver_group_id", Table::kApproverGroups, ref);
  row.Int("added_by_custom_field_id", std::nullopt);
  row.Text("send_auto_reminder_at", std::nullopt);
  row.Int("auto_reminders_sent", std::nullopt);
}

void WriteNothing(const View&, Ref, Row&) {}

size_t CountJobs(const Company& company) { return company.jobs.size(); }

}  // namespace

void AddApprovals(std::vector<Collection>& all) {
  all.push_back({.name = "approval_flows",
                 .table = Table::kApprovalFlows,
                 .count = CountJobs,
                 .write = WriteFlow,
                 .filters = {{"job_ids", FilterKind::kList, "job_id"},
                             {"offer_ids", FilterKind::kList, "offer_id"},
                             {"approval_type",
                              FilterKind::kWord,
                              "approval_type",
                              {"open_job", "offer_job", "offer_candidate"}}}});
  all.push_back({.name = "approver_groups",
                 .table = Table::kApproverGroups,
                 .count = CountJobs,
                 .write = WriteGroup,
                 .filters = {{"approval_flow_ids", FilterKind::kList,
                              "approval_flow_id"}}});
  all.push_back({.name = "approvers",
                 .table = Table::kApprovers,
                 .count = CountJobs,
                 .write = WriteApprover,
                 .filters = {{"approver_group_ids", FilterKind::kList,
                              "approver_group_id"},
                             {"user_ids", FilterKind::kList, "user_id"},
                             {"status",
                              FilterKind::kWord,
                              "status",
                              {"waiting", "due", "approved", "rejected"}}}});
  all.push_back({.name = "bulk_requests",
                 .table = Table::kBulkRequests,
                 .count = [](const Company&) { return size_t{0}; },
                 .write = WriteNothing});
}

}  // namespace hirewire::sim
