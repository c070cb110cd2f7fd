// Opportunities of Lever as applications, by hand.
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "hirewire/v1/application.pb.h"
#include "testing/bench/by_hand.h"
#include "testing/bench/by_hand_fields.h"

namespace hirewire::bench {
namespace {

struct Row {
  std::string text;
  std::string type;
};
using Rows = absl::flat_hash_map<std::string, Row>;

Rows ReadRows(const std::string& body) {
  Rows rows;
  dom::parser parser;
  dom::element root = parser.parse(body);
  ForEach(root["data"], [&](dom::element row) {
    rows[Id(row["id"])] = {std::string(Text(row["text"])),
                           std::string(Text(row["type"]))};
  });
  return rows;
}

const Row* Find(const Rows& rows, std::string_view key) {
  const auto found = rows.find(absl::string_view(key.data(), key.size()));
  return found == rows.end() ? nullptr : &found->second;
}

v1::ApplicationOrigin OriginOf(std::string_view word) {
  if (word == "applied") return v1::APPLICATION_ORIGIN_APPLIED;
  if (word == "sourced") return v1::APPLICATION_ORIGIN_SOURCED;
  if (word == "referred") return v1::APPLICATION_ORIGIN_REFERRED;
  if (word == "agency") return v1::APPLICATION_ORIGIN_AGENCY;
  if (word == "internal") return v1::APPLICATION_ORIGIN_INTERNAL;
  if (word == "university") return v1::APPLICATION_ORIGIN_UNIVERSITY;
  return v1::APPLICATION_ORIGIN_OTHER;
}

v1::ApplicationStatus StatusOf(std::string_view word) {
  if (word == "active") return v1::APPLICATION_STATUS_ACTIVE;
  if (word == "hired") return v1::APPLICATION_STATUS_HIRED;
  if (word == "non-hired") return v1::APPLICATION_STATUS_REJECTED;
  return v1::APPLICATION_STATUS_OTHER;
}

class Mapping {
 public:
  explicit Mapping(const Input& input)
      : reasons_(ReadRows(input.tables.at("archive_reasons"))),
        stages_(ReadRows(input.tables.at("stages"))) {}

  void operator()(dom::element root,
                  v1::ListApplicationsResponse& response) const {
    ForEach(root["data"], [&](dom::element record) {
      Map(record, *response.add_applications());
    });
  }

 private:
  void Map(dom::object record, v1::Application& application) const;
  void MapStage(dom::object record, v1::Application& application) const;
  void MapEnd(dom::object record, v1::Application& application) const;
  void MapSource(dom::object record, v1::Application& application) const;

  Rows reasons_;
  Rows stages_;
};

void SetStatus(std::string_view word, v1::Application& application) {
  application.set_status(StatusOf(word));
  application.set_status_source(word.data(), word.size());
}

void Mapping::MapStage(dom::object record, v1::Application& application) const {
  const std::string_view stage = Text(record["stage"]);
  application.set_stage_id(stage.data(), stage.size());
  if (const Row* row = Find(stages_, stage)) {
    application.set_stage_name(row->text);
  }
  dom::array changes;
  if (record["stageChanges"].get(changes) != simdjson::SUCCESS) return;
  if (changes.size() == 0) return;
  Millis(changes.at(changes.size() - 1)["updatedAt"],
         [&] { return application.mutable_stage_entered_time(); });
}

// Archived says nothing yet: the type of its reason does.
void Mapping::MapEnd(dom::object record, v1::Application& application) const {
  dom::object archived;
  if (record["archived"].get(archived) != simdjson::SUCCESS) {
    return SetStatus("active", application);
  }
  const std::string_view id = Text(archived["reason"]);
  const Row* reason = Find(reasons_, id);
  std::string_view type;
  if (reason != nullptr) type = reason->type;
  SetStatus(type.empty() ? "archived" : type, application);
  if (type == "hired") {
    return Millis(archived["archivedAt"],
                  [&] { return application.mutable_hired_time(); });
  }
  if (type == "non-hired") {
    Millis(archived["archivedAt"],
           [&] { return application.mutable_rejected_time(); });
  }
  application.set_reject_reason_id(id.data(), id.size());
  if (reason != nullptr) application.set_reject_reason_name(reason->text);
}

void Mapping::MapSource(dom::object record,
                        v1::Application& application) const {
  ForEach(record["sources"], [&](dom::element source) {
    const std::string_view name = Text(source);
    if (application.source_names().empty()) {
      application.set_source_id(name.data(), name.size());
      application.set_source_name(name.data(), name.size());
    }
    application.add_source_names(name.data(), name.size());
  });
  const std::string_view origin = Text(record["origin"]);
  if (origin.empty()) return;
  application.set_origin(OriginOf(origin));
  application.set_origin_source(origin.data(), origin.size());
}

void Mapping::Map(dom::object record, v1::Application& application) const {
  const std::string_view id = Text(record["id"]);
  application.set_id(id.data(), id.size());
  Millis(record["createdAt"],
         [&] { return application.mutable_create_time(); });
  Millis(record["updatedAt"],
         [&] { return application.mutable_update_time(); });
  const std::string_view url = Text(record["urls"]["show"]);
  application.set_url(url.data(), url.size());
  const std::string_view contact = Text(record["contact"]);
  application.set_candidate_id(contact.data(), contact.size());
  MapStage(record, application);
  MapEnd(record, application);
  MapSource(record, application);
  const std::string_view owner = Text(record["owner"]);
  application.set_recruiter_id(owner.data(), owner.size());
  dom::array applications;
  if (record["applications"].get(applications) == simdjson::SUCCESS) {
    application.set_prospect(applications.size() == 0);
  }
  Millis(record["lastInteractionAt"],
         [&] { return application.mutable_last_activity_time(); });
  const std::string_view word = Text(record["confidentiality"]);
  if (!word.empty()) application.set_confidential(word == "confidential");
  Millis(record["snoozedUntil"],
         [&] { return application.mutable_snooze_end_time(); });
}

}  // namespace

std::unique_ptr<Subject> LeverApplicationsByHand(const Input& input) {
  return std::make_unique<ByHand<v1::ListApplicationsResponse, Mapping>>(
      Mapping(input));
}

}  // namespace hirewire::bench
