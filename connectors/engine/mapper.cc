#include "connectors/engine/mapper.h"

#include <array>

#include "absl/container/flat_hash_set.h"
#include "connectors/engine/custom_value.h"

namespace hirewire::engine {
namespace {

using expr::Value;

// Every unified message has them under these numbers.
constexpr int kIdNumber = 1;
constexpr int kRawJsonNumber = 15;

// Below this many keys, looking each up is cheaper than walking the object.
constexpr size_t kSlotsPayFrom = 4;

// Elements already written to a repeated field, to leave out doubles.
class Distinct {
 public:
  // Forgets the element written since `start` if an equal one was seen.
  void Note(size_t start, WireWriter& out) {
    if (!seen_.emplace(out.Since(start)).second) out.Rewind(start);
  }

 private:
  absl::flat_hash_set<std::string> seen_;
};

}  // namespace

std::string Mapper::Map(Group group, absl::string_view raw, WireWriter& out,
                        RecordIssues& issues) {
  in_.arena.Reset();
  issues_ = &issues;
  first_issue_ = issues.size();
  MapMessage(in_.plan, group, out);
  if (!raw.empty()) out.Bytes(kRawJsonNumber, raw);
  std::string id = FindId(group);
  if (id.empty()) {
    v1::RecordIssue& issue = issues.emplace_back();
    issue.set_field_path("id");
    issue.set_reason(v1::RECORD_ISSUE_REASON_ID_MISSING);
  }
  for (size_t i = first_issue_; i < issues.size(); ++i) {
    issues[i].set_record_id(id);
  }
  return id;
}

void Mapper::MapMessage(const MapPlan& plan, Group group, WireWriter& out) {
  if (group.size() == 1 && plan.keys.size() >= kSlotsPayFrom) {
    if (const auto object = group.front().view()) {
      std::array<json::Value, KeyIndex::kMaxKeys> slots;
      plan.keys.Fill(*object, slots.data());
      return MapRules(plan, group, slots.data(), out);
    }
  }
  MapRules(plan, group, nullptr, out);
}

void Mapper::MapRules(const MapPlan& plan, Group group,
                      const json::Value* slots, WireWriter& out) {
  for (const Rule& rule : plan.rules) {
    if (in_.selection[rule.id]) MapRule(rule, group, slots, out);
  }
}

void Mapper::MapRule(const Rule& rule, Group group, const json::Value* slots,
                     WireWriter& out) {
  if (rule.gathers) {
    MapGathered(rule, group, out);
  } else if (rule.repeated) {
    MapRepeated(rule, group, slots, out);
  } else {
    MapSingle(rule, group, slots, out);
  }
}

void Mapper::MapGathered(const Rule& rule, Group group, WireWriter& out) {
  const size_t start = out.size();
  const size_t mark = out.BeginMessage(rule.number);
  MapMessage(*rule.message, group, out);
  if (out.EndMessage(mark) == 0) out.Rewind(start);
}

void Mapper::MapSingle(const Rule& rule, Group group, const json::Value* slots,
                       WireWriter& out) {
  for (const Value& record : group) {
    const Value value = Evaluate(rule, rule.from, record, slots);
    if (!value.is_null() && WriteValue(rule, value, record, out)) return;
  }
}

void Mapper::MapRepeated(const Rule& rule, Group group,
                         const json::Value* slots, WireWriter& out) {
  Distinct distinct;
  for (const Value& record : group) {
    const Value list = Evaluate(rule, rule.from, record, slots);
    if (list.is_null()) continue;
    if (!list.is_array()) {
      Report(rule, kTypeMismatch);
      continue;
    }
    for (const Value item : list.items()) {
      if (item.is_null()) continue;
      const size_t start = out.size();
      if (WriteValue(rule, item, record, out) && group.size() > 1) {
        distinct.Note(start, out);
      }
    }
  }
}

bool Mapper::WriteValue(const Rule& rule, const Value& value,
                        const Value& record, WireWriter& out) {
  const size_t start = out.size();
  Trouble trouble = kFine;
  switch (rule.target) {
    case Target::kTimestamp:
      trouble = WriteTimestamp(rule.number, value, rule.format, out);
      break;
    case Target::kMoney: {
      const size_t mark = out.BeginMessage(rule.number);
      trouble = WriteMoneyAmount(value, out);
      out.EndMessage(mark);
      break;
    }
    case Target::kCustomValue: {
      auto type = connector::v1::Kind::TYPE_UNSPECIFIED;
      if (rule.kind) {
        const Value word = Evaluate(rule, *rule.kind, record, nullptr);
        const auto found = rule.kinds->find(ToText(word).value_or(""));
        if (found != rule.kinds->end()) type = found->second;
      }
      const size_t mark = out.BeginMessage(rule.number);
      WriteCustomValue(type, value, out);
      out.EndMessage(mark);
      break;
    }
    case Target::kMessage: {
      if (!value.is_object() && !rule.takes_any) {
        trouble = kTypeMismatch;
        break;
      }
      const size_t mark = out.BeginMessage(rule.number);
      MapMessage(*rule.message, Group(&value, 1), out);
      if (out.EndMessage(mark) == 0) out.Rewind(start);
      break;
    }
    default:
      trouble = WriteScalar(rule, value, out);
  }
  if (trouble != kFine) {
    out.Rewind(start);
    Report(rule, trouble);
  }
  return out.size() != start;
}

Value Mapper::Evaluate(const Rule& rule, const Source& source,
                       const Value& record, const json::Value* slots) {
  if (!source.is_path) {
    const auto value = source.expression->Evaluate(
        record, {.arena = in_.arena, .lookups = in_.lookups});
    if (value.ok()) return *value;
    Report(rule, v1::RECORD_ISSUE_REASON_EXPRESSION_FAILED);
    return Value();
  }
  size_t walked = 0;
  Value value = record;
  if (slots != nullptr && source.slot >= 0) {
    value = Value(slots[source.slot]);
    walked = 1;
  }
  for (; walked < source.path.size(); ++walked) {
    value = value.Find(source.path[walked]);
  }
  return value;
}

std::string Mapper::FindId(Group group) {
  // What is wrong with the id was reported when it was written.
  const size_t reported = issues_->size();
  std::string id;
  for (const Rule& rule : in_.plan.rules) {
    if (rule.number != kIdNumber) continue;
    for (const Value& record : group) {
      const Value value = Evaluate(rule, rule.from, record, nullptr);
      id = ToText(value).value_or("");
      if (!id.empty()) break;
    }
    break;
  }
  issues_->resize(reported);
  return id;
}

void Mapper::Report(const Rule& rule, Trouble trouble) {
  v1::RecordIssue& issue = issues_->emplace_back();
  issue.set_field_path(rule.to);
  issue.set_reason(trouble);
  if (rule.from.expression) issue.set_vendor_path(rule.from.expression->text());
}

}  // namespace hirewire::engine
