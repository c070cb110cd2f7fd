#include "connectors/engine/explain_operation.h"

#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/expr/arena.h"
#include "base/json/parser.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/entity_schema.h"
#include "connectors/engine/explain_rules.h"
#include "connectors/engine/find_entity.h"
#include "connectors/engine/join_loader.h"
#include "connectors/engine/page_writer.h"
#include "connectors/engine/record_fetch.h"
#include "connectors/engine/sample_record.h"
#include "connectors/engine/selection.h"
#include "connectors/engine/unified_model.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"

namespace hirewire::engine {
namespace {

using connectors::ExplainQuery;
namespace pb = google::protobuf;

// The fields that all List and Get responses share.
constexpr int kRecordNumber = 1;
constexpr int kIssuesNumber = 3;

absl::StatusOr<std::string> ToJson(const pb::Message& record) {
  pb::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto written = pb::util::MessageToJsonString(record, &json, options);
  if (written.ok()) return json;
  return Error(v1::ERROR_REASON_INTERNAL)
      .Message("the record cannot be written as JSON");
}

// Takes record and issues out of a response with one record, a List's or a
// Get's.
absl::Status AddResponse(const std::string& bytes,
                         v1::MappingExplanation& out) {
  const auto* method = ListMethodOf(out.entity());
  if (method == nullptr) method = GetMethodOf(out.entity());
  const pb::Descriptor& type = *method->output_type();
  const std::unique_ptr<pb::Message> response(
      pb::MessageFactory::generated_factory()->GetPrototype(&type)->New());
  if (!response->ParseFromString(bytes)) {
    return Error(v1::ERROR_REASON_INTERNAL)
        .Message("the engine wrote no such record");
  }
  const pb::Reflection& reflection = *response->GetReflection();
  const auto* record = type.FindFieldByNumber(kRecordNumber);
  HW_ASSIGN_OR_RETURN(
      *out.mutable_record_json(),
      ToJson(record->is_repeated()
                 ? reflection.GetRepeatedMessage(*response, record, 0)
                 : reflection.GetMessage(*response, record)));
  const auto* issues = type.FindFieldByNumber(kIssuesNumber);
  for (int i = 0; i < reflection.FieldSize(*response, issues); ++i) {
    out.add_issues()->CopyFrom(
        reflection.GetRepeatedMessage(*response, issues, i));
  }
  return absl::OkStatus();
}

// What both kinds of records need to be explained.
struct Mapping {
  const VendorSession& session;
  const MapPlan& plan;
  std::span<const expr::Value> record;
  const expr::LookupSource& lookups;
  // False: no look-up was loaded but those that came along in the answer.
  bool live = false;
  std::set<std::string> included = {};
  std::set<std::string> denied = {};
};

absl::StatusOr<v1::MappingExplanation> Explain(const Mapping& mapping,
                                               const ExplainQuery& query) {
  v1::MappingExplanation out;
  out.set_vendor(mapping.session.manifest->vendor());
  out.set_manifest_version(mapping.session.manifest->spec().version());
  out.set_entity(query.entity);
  const Selection all(static_cast<size_t>(mapping.plan.rule_count), true);
  PageWriter writer(mapping.plan, all, mapping.lookups);
  const std::string id = writer.Add(mapping.record, /*raw=*/"");
  if (mapping.live && id != query.id) {
    return RecordNotFound(mapping.session, absl::StrCat(query.entity, ".get"));
  }
  writer.NoteDenied(mapping.denied);
  HW_RETURN_IF_ERROR(AddResponse(writer.Finish(/*next_page_token=*/""), out));
  const auto state_of = [&](const std::string& name) {
    if (!mapping.live && mapping.included.count(name) == 0) {
      return v1::LOOKUP_STATE_NOT_LOADED;
    }
    return mapping.denied.count(name) > 0 ? v1::LOOKUP_STATE_DENIED
                                          : v1::LOOKUP_STATE_LOADED;
  };
  for (v1::RuleExplanation& rule :
       ExplainRules({mapping.plan, mapping.record.front(), mapping.lookups,
                     state_of, query.include_values})) {
    out.add_rules()->Swap(&rule);
  }
  return out;
}

// What comes along in an answer needs no call.
std::set<std::string> IncludedJoins(const CompiledEntity& entity) {
  std::set<std::string> names;
  for (const CompiledJoin& join : entity.joins) {
    if (join.included) names.insert(join.spec.name());
  }
  return names;
}

Async<v1::MappingExplanation> ExplainSample(SessionPtr session,
                                            const CompiledEntity& entity,
                                            ExplainQuery query,
                                            connectors::Cost& cost) {
  auto document = session->parser.Parse(std::move(query.sample_json));
  if (!document.ok()) {
    // The parser's words repeat nothing of what it read.
    co_return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "sample_json")
        .Message(absl::StrCat("sample_json cannot be read: ",
                              document.status().message()));
  }
  expr::Arena arena;
  HW_CO_ASSIGN_OR_RETURN(
      const expr::Value record,
      FindSampleRecord(entity, query.list ? PlanKind::kList : PlanKind::kGet,
                       document->root(), arena));
  const std::set<std::string> included = IncludedJoins(entity);
  JoinLoader joins(session, entity, {query.entity, query.deadline, cost});
  HW_CO_RETURN_IF_ERROR(
      co_await joins.Load(included, std::span(&record, 1), document->root()));
  co_return Explain({.session = *session,
                     .plan = query.list ? entity.list_plan : entity.get_plan,
                     .record = std::span(&record, 1),
                     .lookups = joins.tables(),
                     .included = included},
                    query);
}

Async<v1::MappingExplanation> ExplainLive(SessionPtr session,
                                          const CompiledEntity& entity,
                                          ExplainQuery query,
                                          connectors::Cost& cost) {
  const Errand errand{absl::StrCat(query.entity, ".get"), query.deadline, cost};
  HW_CO_ASSIGN_OR_RETURN(
      const std::unique_ptr<FetchedRecord> fetched,
      co_await FetchRecord(*session, entity, query.id, errand));
  JoinLoader joins(session, entity, errand, fetched->variables);
  const Selection all(static_cast<size_t>(entity.get_plan.rule_count), true);
  HW_CO_RETURN_IF_ERROR(co_await joins.Load(JoinsOf(entity.get_plan, all),
                                            fetched->record(),
                                            fetched->answer.body()));
  co_return Explain({.session = *session,
                     .plan = entity.get_plan,
                     .record = fetched->record(),
                     .lookups = joins.tables(),
                     .live = true,
                     .denied = joins.denied()},
                    query);
}

}  // namespace

Async<v1::MappingExplanation> ExplainRecord(SessionPtr session,
                                            ExplainQuery query,
                                            connectors::Cost& cost) {
  HW_CO_ASSIGN_OR_RETURN(const CompiledEntity* entity,
                         query.list
                             ? FindListable(*session->manifest, query.entity)
                             : FindGettable(*session->manifest, query.entity));
  if (!query.id.empty()) {
    co_return co_await ExplainLive(session, *entity, std::move(query), cost);
  }
  co_return co_await ExplainSample(session, *entity, std::move(query), cost);
}

}  // namespace hirewire::engine
