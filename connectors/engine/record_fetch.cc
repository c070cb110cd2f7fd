#include "connectors/engine/record_fetch.h"

#include <optional>
#include <utility>

#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/children.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/join_tables.h"
#include "connectors/engine/request_builder.h"
#include "connectors/engine/request_table.h"

namespace hirewire::engine {
namespace {

using Records = std::vector<expr::Value>;

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

}  // namespace

absl::Status RecordNotFound(const VendorSession& session,
                            const std::string& operation) {
  return Error(v1::ERROR_REASON_VENDOR_RECORD_NOT_FOUND)
      .With("vendor", session.manifest->vendor())
      .With("operation", operation)
      .Message("the vendor knows no such record");
}

Async<std::unique_ptr<FetchedRecord>> FetchRecord(VendorSession& session,
                                                  const CompiledEntity& entity,
                                                  std::string id,
                                                  Errand errand) {
  const auto variables = VariablesOf(entity, id);
  if (!variables) co_return RecordNotFound(session, errand.operation);
  auto out = std::make_unique<FetchedRecord>();
  out->variables = *variables;
  HW_CO_ASSIGN_OR_RETURN(http::Request request,
                         BuildRequest(*session.manifest, *entity.get,
                                      session.base, *variables, {}));
  HW_CO_ASSIGN_OR_RETURN(
      out->answer, co_await session.fetcher.Fetch(std::move(request),
                                                  entity.get->scope, errand));
  HW_CO_ASSIGN_OR_RETURN(out->records,
                         ReadRecords(*entity.get->records, Shape::kListOrOne,
                                     out->answer, out->arena));
  if (entity.get_children) {
    HW_CO_ASSIGN_OR_RETURN(
        out->records,
        ExpandChildren(*entity.get_children, out->records, out->arena));
  }
  const auto place =
      PlaceOf(id, entity.get_plan, out->records, JoinTables(*variables));
  if (!place) co_return RecordNotFound(session, errand.operation);
  out->place = *place;
  co_return out;
}

}  // namespace hirewire::engine
