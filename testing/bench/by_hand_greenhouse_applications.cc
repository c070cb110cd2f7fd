// Applications of Greenhouse, by hand.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "hirewire/v1/application.pb.h"
#include "testing/bench/by_hand.h"
#include "testing/bench/by_hand_custom_value.h"
#include "testing/bench/by_hand_fields.h"

namespace hirewire::bench {
namespace {

using Names = absl::flat_hash_map<int64_t, std::string>;

Names ReadNames(const std::string& body) {
  Names names;
  dom::parser parser;
  ForEach(parser.parse(body), [&](dom::element row) {
    int64_t id;
    if (row["id"].get(id) != simdjson::SUCCESS) return;
    names[id] = std::string(Text(row["name"]));
  });
  return names;
}

v1::ApplicationStatus StatusOf(std::string_view word) {
  if (word == "in_process") return v1::APPLICATION_STATUS_ACTIVE;
  if (word == "active") return v1::APPLICATION_STATUS_ACTIVE;
  if (word == "rejected") return v1::APPLICATION_STATUS_REJECTED;
  if (word == "hired") return v1::APPLICATION_STATUS_HIRED;
  if (word == "converted") return v1::APPLICATION_STATUS_CONVERTED;
  return v1::APPLICATION_STATUS_OTHER;
}

using Found = simdjson::simdjson_result<dom::element>;

// An id that older rows keep in an object.
Found Either(const Found& id, dom::object record, const char* object) {
  dom::element found;
  if (id.get(found) == simdjson::SUCCESS && !found.is_null()) return id;
  return record[object]["id"];
}

class Mapping {
 public:
  explicit Mapping(const Input& input)
      : reasons_(ReadNames(input.tables.at("rejection_reasons"))),
        sources_(ReadNames(input.tables.at("sources"))) {}

  void operator()(dom::element root,
                  v1::ListApplicationsResponse& response) const {
    ForEach(root, [&](dom::element record) {
      Map(record, *response.add_applications());
    });
  }

 private:
  void Map(dom::object record, v1::Application& application) const;
  void MapIds(dom::object record, v1::Application& application) const;
  void MapStage(dom::object record, v1::Application& application) const;
  void MapNames(dom::object record, v1::Application& application) const;

  Names reasons_;
  Names sources_;
};

void Mapping::MapIds(dom::object record, v1::Application& application) const {
  application.set_id(Id(record["id"]));
  application.set_candidate_id(Id(record["candidate_id"]));
  std::string job = Id(record["job_id"]);
  if (job.empty()) job = Id(record["jobs"].at(0)["id"]);
  application.set_job_id(std::move(job));
  application.set_job_posting_id(Id(record["job_post_id"]));
  application.set_recruiter_id(Id(record["recruiter_id"]));
  application.set_coordinator_id(Id(record["coordinator_id"]));
  ForEach(record["prospective_job_ids"], [&](dom::element job_id) {
    application.add_prospective_job_ids(Id(job_id));
  });
}

void Mapping::MapStage(dom::object record, v1::Application& application) const {
  const std::string_view status = Text(record["status"]);
  if (!status.empty()) {
    application.set_status(StatusOf(status));
    application.set_status_source(status.data(), status.size());
  }
  application.set_stage_id(
      Id(Either(record["job_interview_stage_id"], record, "current_stage")));
  std::string_view stage = Text(record["stage_name"]);
  if (stage.empty()) stage = Text(record["current_stage"]["name"]);
  application.set_stage_name(stage.data(), stage.size());
}

void Mapping::MapNames(dom::object record, v1::Application& application) const {
  const Found reason =
      Either(record["rejection_reason_id"], record, "rejection_reason");
  application.set_reject_reason_id(Id(reason));
  int64_t id;
  if (reason.get(id) == simdjson::SUCCESS) {
    const auto found = reasons_.find(id);
    if (found != reasons_.end()) {
      application.set_reject_reason_name(found->second);
    }
  }
  const Found source = Either(record["source_id"], record, "source");
  application.set_source_id(Id(source));
  if (source.get(id) == simdjson::SUCCESS) {
    const auto found = sources_.find(id);
    if (found != sources_.end()) application.set_source_name(found->second);
  }
}

void Mapping::Map(dom::object record, v1::Application& application) const {
  MapIds(record, application);
  MapStage(record, application);
  MapNames(record, application);
  Time(record["created_at"], [&] { return application.mutable_create_time(); });
  Time(record["updated_at"], [&] { return application.mutable_update_time(); });
  Found applied = record["created_at"];
  if (Text(applied).empty()) applied = record["applied_at"];
  Time(applied, [&] { return application.mutable_applied_time(); });
  Time(record["rejected_at"],
       [&] { return application.mutable_rejected_time(); });
  Time(record["last_activity_at"],
       [&] { return application.mutable_last_activity_time(); });
  CustomFields(record["custom_fields"], *application.mutable_custom_fields());
  Bool(record["prospect"], [&](bool b) { application.set_prospect(b); });
  if (auto text = Text(record["location_address"]); !text.empty()) {
    application.set_location(text.data(), text.size());
  }
  ForEach(record["answers"], [&](dom::element item) {
    v1::Answer& answer = *application.add_answers();
    const std::string_view question = Text(item["question"]);
    answer.set_question(question.data(), question.size());
    dom::element value;
    if (item["answer"].get(value) != simdjson::SUCCESS) return;
    if (!value.is_null()) PlainValue(value, *answer.mutable_value());
  });
}

}  // namespace

std::unique_ptr<Subject> GreenhouseApplicationsByHand(const Input& input) {
  return std::make_unique<ByHand<v1::ListApplicationsResponse, Mapping>>(
      Mapping(input));
}

}  // namespace hirewire::bench
