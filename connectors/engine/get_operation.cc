#include "connectors/engine/get_operation.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/children.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/find_entity.h"
#include "connectors/engine/join_loader.h"
#include "connectors/engine/page_writer.h"
#include "connectors/engine/raw_records.h"
#include "connectors/engine/request_builder.h"
#include "connectors/engine/request_table.h"
#include "connectors/engine/selection.h"

namespace hirewire::engine {
namespace {

using Records = std::vector<expr::Value>;

absl::Status NotFound(const VendorSession& session,
                      const std::string& operation) {
  return Error(v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND)
      .With("vendor", session.manifest->vendor())
      .With("operation", operation)
      .Message("the vendor knows no such record");
}

// Which record is the one that was asked for. A single one must be: its id is
// compared when it is mapped.
std::optional<size_t> PlaceOf(const std::string& id, const MapPlan& plan,
                              const Records& records,
                              const expr::LookupSource& lookups) {
  if (records.size() == 1) return 0;
  expr::Arena arena;
  for (size_t i = 0; i < records.size(); ++i) {
    arena.Reset();
    const auto its = plan.rules.front().from.expression->Evaluate(
        records[i], {.arena = arena, .lookups = &lookups});
    if (its.ok() && ToText(*its) == id) return i;
  }
  return std::nullopt;
}

absl::Status ReadRaw(const CompiledEntity& entity, const Answer& answer,
                     const Records& records, RawRecords& raw) {
  if (entity.get_children) return raw.Write(records, "item");
  return raw.Read(*entity.get->records, answer.reading.document, records);
}

}  // namespace

Async<std::string> GetRecord(SessionPtr session, connectors::GetQuery query,
                             connectors::Cost& cost) {
  HW_CO_ASSIGN_OR_RETURN(const CompiledEntity* entity,
                         FindGettable(*session->manifest, query.entity));
  const Errand errand{absl::StrCat(query.entity, ".get"), query.deadline, cost};
  const Selection selection = SelectRules(*entity, entity->get_plan,
                                          query.read_mask, Unset::kAllFields);
  const auto variables = VariablesOf(*entity, query.id);
  if (!variables) co_return NotFound(*session, errand.operation);
  HW_CO_ASSIGN_OR_RETURN(http::Request request,
                         BuildRequest(*session->manifest, *entity->get,
                                      session->base, *variables, {}));
  HW_CO_ASSIGN_OR_RETURN(const Answer answer,
                         co_await session->fetcher.Fetch(
                             std::move(request), entity->get->scope, errand));
  expr::Arena arena;
  HW_CO_ASSIGN_OR_RETURN(
      Records records,
      ReadRecords(*entity->get->records, Shape::kListOrOne, answer, arena));
  JoinLoader joins(session, *entity, errand, *variables);
  if (entity->get_children) {
    HW_CO_ASSIGN_OR_RETURN(
        records, ExpandChildren(*entity->get_children, records, arena));
  }
  const auto place =
      PlaceOf(query.id, entity->get_plan, records, joins.tables());
  if (!place) co_return NotFound(*session, errand.operation);
  const auto record = std::span(records).subspan(*place, 1);
  RawRecords raw;
  if (query.include_raw) {
    HW_CO_RETURN_IF_ERROR(ReadRaw(*entity, answer, records, raw));
  }
  HW_CO_RETURN_IF_ERROR(co_await joins.Load(
      JoinsOf(entity->get_plan, selection), record, answer.body()));
  PageWriter writer(entity->get_plan, selection, joins.tables());
  const std::string id =
      writer.Add(record, query.include_raw ? raw.records()[*place] : "");
  if (id != query.id) co_return NotFound(*session, errand.operation);
  writer.NoteDenied(joins.denied());
  co_return writer.Finish("");
}

}  // namespace hirewire::engine
