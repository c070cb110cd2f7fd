#include "connectors/engine/get_operation.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status/macros.h"
#include "connectors/engine/find_entity.h"
#include "connectors/engine/join_loader.h"
#include "connectors/engine/page_writer.h"
#include "connectors/engine/raw_records.h"
#include "connectors/engine/record_fetch.h"
#include "connectors/engine/schema_drift.h"
#include "connectors/engine/selection.h"
#include "connectors/engine/unknown_words.h"

namespace hirewire::engine {
namespace {

absl::Status ReadRaw(const CompiledEntity& entity, const FetchedRecord& fetched,
                     RawRecords& raw) {
  if (entity.get_children) return raw.Write(fetched.records, "item");
  return raw.Read(*entity.get->records, fetched.answer.reading.document,
                  fetched.records);
}

}  // namespace

Async<std::string> GetRecord(SessionPtr session, connectors::GetQuery query,
                             connectors::Cost& cost) {
  HW_CO_ASSIGN_OR_RETURN(const CompiledEntity* entity,
                         FindGettable(*session->manifest, query.entity));
  const Errand errand{absl::StrCat(query.entity, ".get"), query.deadline, cost};
  const Selection selection = SelectRules(*entity, entity->get_plan,
                                          query.read_mask, Unset::kAllFields);
  HW_CO_ASSIGN_OR_RETURN(
      const std::unique_ptr<FetchedRecord> fetched,
      co_await FetchRecord(*session, *entity, query.id, errand));
  const auto record = fetched->record();
  JoinLoader joins(session, *entity, errand, fetched->variables);
  RawRecords raw;
  if (query.include_raw) {
    HW_CO_RETURN_IF_ERROR(ReadRaw(*entity, *fetched, raw));
  }
  HW_CO_RETURN_IF_ERROR(co_await joins.Load(
      JoinsOf(entity->get_plan, selection), record, fetched->answer.body()));
  UnknownWords words;
  PageWriter writer(entity->get_plan, selection, joins.tables(), &words);
  const std::string id = writer.Add(
      record, query.include_raw ? raw.records()[fetched->place] : "");
  if (id != query.id) co_return RecordNotFound(*session, errand.operation);
  if (session->drift != nullptr) {
    session->drift->Note(
        {*session->manifest, *entity, PlanKind::kGet, record, words});
  }
  writer.NoteDenied(joins.denied());
  co_return writer.Finish("");
}

}  // namespace hirewire::engine
