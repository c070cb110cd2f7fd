// Runs a MapPlan on a vendor's record: JSON in, wire format out, no message
// objects in between. One bad value spoils one field and becomes an issue.
//
//   Mapper mapper({plan, selection, arena, &lookups});
//   size_t mark = out.BeginMessage(1);
//   std::string id = mapper.Map(record, raw, out, issues);
//   out.EndMessage(mark);
#ifndef HIREWIRE_CONNECTORS_ENGINE_MAPPER_H_
#define HIREWIRE_CONNECTORS_ENGINE_MAPPER_H_

#include <span>
#include <string>

#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/expression.h"
#include "base/expr/value.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/map_plan.h"
#include "connectors/engine/record_issues.h"
#include "connectors/engine/wire_writer.h"

namespace hirewire::engine {

class Mapper {
 public:
  // All of it outlives the Mapper. The arena is reset for every record.
  struct Inputs {
    const MapPlan& plan;
    const Selection& selection;
    expr::Arena& arena;
    // Null: lookups find nothing.
    const expr::LookupSource* lookups = nullptr;
  };

  explicit Mapper(const Inputs& inputs) : in_(inputs) {}

  // Writes the fields of one unified message and returns its id ("" and an
  // ID_MISSING issue where there is none). `group`: the records that become
  // this message, mostly one: a single field takes the first value that is
  // there, a repeated one the distinct values of all. `raw`: what raw_json
  // takes; empty for none.
  std::string Map(std::span<const expr::Value> group, absl::string_view raw,
                  WireWriter& out, RecordIssues& issues);

 private:
  using Group = std::span<const expr::Value>;

  void MapMessage(const MapPlan& plan, Group group, WireWriter& out);
  void MapRules(const MapPlan& plan, Group group, const json::Value* slots,
                WireWriter& out);
  void MapRule(const Rule& rule, Group group, const json::Value* slots,
               WireWriter& out);
  void MapGathered(const Rule& rule, Group group, WireWriter& out);
  void MapSingle(const Rule& rule, Group group, const json::Value* slots,
                 WireWriter& out);
  void MapRepeated(const Rule& rule, Group group, const json::Value* slots,
                   WireWriter& out);
  // False when there was nothing to write.
  bool WriteValue(const Rule& rule, const expr::Value& value,
                  const expr::Value& record, WireWriter& out);
  expr::Value Evaluate(const Rule& rule, const Source& source,
                       const expr::Value& record, const json::Value* slots);
  std::string FindId(Group group);
  void Report(const Rule& rule, Trouble trouble);

  const Inputs in_;
  // Of the record at hand.
  size_t first_issue_ = 0;
  RecordIssues* issues_ = nullptr;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MAPPER_H_
