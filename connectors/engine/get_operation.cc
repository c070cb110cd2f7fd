#include "connectors/engine/get_operation.h"

#include <span>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/find_entity.h"
#include "connectors/engine/join_loader.h"
#include "connectors/engine/page_writer.h"
#include "connectors/engine/raw_records.h"
#include "connectors/engine/request_builder.h"
#include "connectors/engine/selection.h"

namespace hirewire::engine {
namespace {

absl::Status NotFound(const VendorSession& session,
                      const std::string& operation) {
  return Error(v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND)
      .With("vendor", session.manifest->vendor())
      .With("operation", operation)
      .Message("the vendor knows no such record");
}

}  // namespace

Async<std::string> GetRecord(SessionPtr session, connectors::GetQuery query,
                             connectors::Cost& cost) {
  HW_CO_ASSIGN_OR_RETURN(const CompiledEntity* entity,
                         FindGettable(*session->manifest, query.entity));
  const Errand errand{absl::StrCat(query.entity, ".get"), query.deadline, cost};
  const Selection selection = SelectRules(*entity, entity->get_plan,
                                          query.read_mask, Unset::kAllFields);
  HW_CO_ASSIGN_OR_RETURN(http::Request request,
                         BuildRequest(*session->manifest, *entity->get,
                                      session->base, {{"id", query.id}}, {}));
  HW_CO_ASSIGN_OR_RETURN(const Answer answer,
                         co_await session->fetcher.Fetch(
                             std::move(request), entity->get->scope, errand));
  expr::Arena arena;
  HW_CO_ASSIGN_OR_RETURN(
      const std::vector<expr::Value> records,
      ReadRecords(*entity->get->records, Shape::kListOrOne, answer, arena));
  if (records.empty()) co_return NotFound(*session, errand.operation);
  const auto record = std::span(records).first(1);
  RawRecords raw;
  if (query.include_raw) {
    HW_CO_RETURN_IF_ERROR(
        raw.Read(*entity->get->records, answer.reading.document, records));
  }
  JoinLoader joins(session, *entity, errand);
  HW_CO_RETURN_IF_ERROR(
      co_await joins.Load(JoinsOf(entity->get_plan, selection), record));
  PageWriter writer(entity->get_plan, selection, joins.tables());
  const std::string id =
      writer.Add(record, query.include_raw ? raw.records().front() : "");
  if (id != query.id) co_return NotFound(*session, errand.operation);
  writer.NoteDenied(joins.denied());
  co_return writer.Finish("");
}

}  // namespace hirewire::engine
