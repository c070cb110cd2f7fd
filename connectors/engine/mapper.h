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
#include "connectors/engine/unknown_words.h"
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
    // Takes the words that become OTHER; null: nobody does.
    UnknownWords* unknown_words = nullptr;
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

  // What the rules of one message read.
  struct Scope {
    Group group;
    // Of the plan's paths, where the group is one object; else null.
    const expr::Value* slots = nullptr;
  };

  void MapMessage(const MapPlan& plan, Group group, WireWriter& out);
  void MapRule(const Rule& rule, const Scope& scope, WireWriter& out);
  void MapGathered(const Rule& rule, Group group, WireWriter& out);
  void MapSingle(const Rule& rule, const Scope& scope, WireWriter& out);
  void MapRepeated(const Rule& rule, const Scope& scope, WireWriter& out);
  // Writes what `record` gave; false when there was nothing to write.
  bool WriteValue(const Rule& rule, const expr::Value& value,
                  const expr::Value& record, const expr::Value* slots,
                  WireWriter& out);
  Trouble WriteWord(const Rule& rule, const expr::Value& value,
                    WireWriter& out);
  Trouble WriteMessage(const Rule& rule, const expr::Value& value,
                       WireWriter& out);
  connector::v1::Kind::Type KindOf(const Rule& rule, const expr::Value& record,
                                   const expr::Value* slots);
  const expr::Value* FillSlots(const MapPlan& plan, Group group);
  expr::Value Evaluate(const Rule& rule, const Source& source,
                       const expr::Value& record, const expr::Value* slots);
  void Report(const Rule& rule, Trouble trouble);

  const Inputs in_;
  RecordIssues* issues_ = nullptr;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MAPPER_H_
