#include "tools/cli/columns.h"

#include <cstddef>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

using Table = std::map<std::string, std::vector<std::string>>;

const Table& Chosen() {
  static const auto& table = *new Table{
      {"Activity",
       {"id", "kind", "time", "candidate_id", "author_user_id", "subject",
        "body"}},
      {"Application",
       {"id", "candidate_id", "job_id", "status", "stage_name", "source_name",
        "applied_time", "reject_reason_name"}},
      {"Attachment",
       {"id", "kind", "file_name", "content_type", "candidate_id",
        "application_id", "create_time"}},
      {"Caller",
       {"tenant", "id", "roles", "has_key", "certificate_name", "create_time",
        "expire_time"}},
      {"Candidate",
       {"id", "full_name", "emails.address", "phones.number", "company", "tags",
        "source_name", "update_time"}},
      {"CustomFieldDefinition",
       {"id", "key", "label", "kind", "applies_to", "required", "active"}},
      {"Department", {"id", "name", "parent_id", "external_id"}},
      {"EeocRecord",
       {"id", "application_id", "gender", "race", "veteran_status",
        "disability_status", "submit_time"}},
      {"Interview",
       {"id", "title", "status", "start_time", "application_id",
        "interviewers.user_id", "location"}},
      {"Job",
       {"id", "title", "requisition_code", "status", "department_names",
        "locations.name", "opened_time"}},
      {"JobPosting",
       {"id", "title", "job_id", "status", "locations.name", "listed",
        "publish_time"}},
      {"JobStage", {"id", "name", "kind", "position", "job_id", "active"}},
      {"Offer",
       {"id", "application_id", "status", "title", "sent_time", "resolved_time",
        "start_date"}},
      {"Office", {"id", "name", "location.name", "parent_id"}},
      {"RejectReason", {"id", "name", "kind", "active"}},
      {"Scorecard",
       {"id", "title", "candidate_id", "author_user_id", "recommendation",
        "draft", "submit_time"}},
      {"ScorecardForm", {"id", "name", "kind", "job_id", "stage_id", "active"}},
      {"ScreeningQuestion", {"id", "label", "kind", "required", "job_id"}},
      {"Source", {"id", "name", "category_name"}},
      {"StageChange",
       {"id", "application_id", "from_stage_id", "to_stage_id", "actor_user_id",
        "change_time"}},
      {"Tag", {"id", "name"}},
      {"User", {"id", "full_name", "email", "role", "active", "title"}},
      // Not records of a vendor, but listed all the same.
      {"Connection",
       {"id", "vendor", "state", "state_reason", "token_expire_time",
        "last_success_time", "auth_kind", "environment", "display_name",
        "create_time"}},
      {"Connector",
       {"vendor", "display_name", "api_version", "auth_kinds",
        "candidate_identity", "environments.name"}},
      {"RecordIssue", {"record_id", "field_path", "reason", "vendor_path"}},
  };
  return table;
}

}  // namespace

std::vector<std::string> ColumnsOf(const pb::Descriptor& entity) {
  const auto found = Chosen().find(entity.name());
  if (found != Chosen().end()) return found->second;
  constexpr size_t kEnough = 6;
  std::vector<std::string> columns;
  for (int i = 0; i < entity.field_count() && columns.size() < kEnough; ++i) {
    const pb::FieldDescriptor& field = *entity.field(i);
    if (field.message_type() == nullptr && field.name() != "raw_json") {
      columns.push_back(field.name());
    }
  }
  return columns;
}

std::string HeaderOf(const std::string& path) {
  if (path == "state_reason") return "REASON";
  if (path == "token_expire_time") return "TOKEN ENDS";
  std::string name = path.substr(0, path.find('.'));
  if (absl::EndsWith(name, "_time")) name.resize(name.size() - 5);
  for (char& c : name) c = c == '_' ? ' ' : c;
  return absl::AsciiStrToUpper(name);
}

}  // namespace hirewire::cli
