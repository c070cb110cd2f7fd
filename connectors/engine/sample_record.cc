#include "connectors/engine/sample_record.h"

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/children.h"

namespace hirewire::engine {
namespace {

using expr::Value;

absl::Status Invalid(absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "sample_json")
      .Message(sentence);
}

// The first record where the manifest looks for records; null where the sample
// is an answer without any; nullopt where it is none.
std::optional<Value> FirstOfAnswer(const expr::Expression& records,
                                   const Value& sample, expr::Arena& arena) {
  const auto found = records.Evaluate(sample, {.arena = arena});
  if (!found.ok()) return std::nullopt;
  if (found->is_object()) return *found;
  if (!found->is_array()) return std::nullopt;
  if (found->size() == 0) return Value();
  const Value first = *found->items().begin();
  if (!first.is_object()) return std::nullopt;
  return first;
}

}  // namespace

absl::StatusOr<Value> FindSampleRecord(const CompiledEntity& entity,
                                       PlanKind kind, json::Value sample,
                                       expr::Arena& arena) {
  const bool list = kind == PlanKind::kList;
  const CompiledRequest& request = list ? entity.list->request : *entity.get;
  Value record(sample);
  if (const auto first = FirstOfAnswer(*request.records, record, arena)) {
    record = *first;
    if (record.is_null()) return Invalid("sample_json holds no record");
  }
  if (!record.is_object()) {
    return Invalid("sample_json is neither a record nor an answer with one");
  }
  const auto& children = list ? entity.list->children : entity.get_children;
  if (!children) return record;
  const auto expanded = ExpandChildren(*children, {record}, arena);
  if (!expanded.ok() || expanded->empty()) {
    return Invalid("the record in sample_json holds no list with such records");
  }
  return expanded->front();
}

}  // namespace hirewire::engine
