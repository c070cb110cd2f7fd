#include "connectors/engine/mapper.h"

#include "absl/container/flat_hash_set.h"
#include "connectors/engine/custom_value.h"

namespace hirewire::engine {
namespace {

using expr::Value;

// Every unified message has them under these numbers.
constexpr int kIdNumber = 1;
constexpr int kRawJsonNumber = 15;

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
  const size_t first_issue = issues.size();
  const size_t start = out.size();
  MapMessage(in_.plan, group, out);
  if (!raw.empty()) out.Bytes(kRawJsonNumber, raw);
  std::string id(out.LeadingBytes(start, kIdNumber));
  if (id.empty()) {
    v1::RecordIssue& issue = issues.emplace_back();
    issue.set_field_path("id");
    issue.set_reason(v1::RECORD_ISSUE_REASON_ID_MISSING);
  }
  for (size_t i = first_issue; i < issues.size(); ++i) {
    issues[i].set_record_id(id);
  }
  return id;
}

const Value* Mapper::FillSlots(const MapPlan& plan, Group group) {
  if (plan.paths.size() == 0 || group.size() != 1) return nullptr;
  if (!group.front().is_object()) return nullptr;
  auto* slots = in_.arena.AllocateArray<Value>(plan.paths.size());
  if (slots != nullptr) plan.paths.Fill(group.front(), slots);
  return slots;
}

void Mapper::MapMessage(const MapPlan& plan, Group group, WireWriter& out) {
  const Scope scope{group, FillSlots(plan, group)};
  for (const Rule& rule : plan.rules) {
    if (in_.selection[rule.id]) MapRule(rule, scope, out);
  }
}

void Mapper::MapRule(const Rule& rule, const Scope& scope, WireWriter& out) {
  if (rule.gathers) {
    MapGathered(rule, scope.group, out);
  } else if (rule.repeated) {
    MapRepeated(rule, scope, out);
  } else {
    MapSingle(rule, scope, out);
  }
}

void Mapper::MapGathered(const Rule& rule, Group group, WireWriter& out) {
  const size_t start = out.size();
  const size_t mark = out.BeginMessage(rule.number);
  MapMessage(*rule.message, group, out);
  if (out.EndMessage(mark) == 0) out.Rewind(start);
}

void Mapper::MapSingle(const Rule& rule, const Scope& scope, WireWriter& out) {
  for (const Value& record : scope.group) {
    const Value value = Evaluate(rule, rule.from, record, scope.slots);
    if (value.is_null()) continue;
    if (WriteValue(rule, value, record, scope.slots, out)) return;
  }
}

void Mapper::MapRepeated(const Rule& rule, const Scope& scope,
                         WireWriter& out) {
  Distinct distinct;
  for (const Value& record : scope.group) {
    const Value list = Evaluate(rule, rule.from, record, scope.slots);
    if (list.is_null()) continue;
    if (!list.is_array()) {
      Report(rule, kTypeMismatch);
      continue;
    }
    for (const Value item : list.items()) {
      if (item.is_null()) continue;
      const size_t start = out.size();
      if (WriteValue(rule, item, record, scope.slots, out) &&
          scope.group.size() > 1) {
        distinct.Note(start, out);
      }
    }
  }
}

bool Mapper::WriteValue(const Rule& rule, const Value& value,
                        const Value& record, const Value* slots,
                        WireWriter& out) {
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
      const auto type = KindOf(rule, record, slots);
      const size_t mark = out.BeginMessage(rule.number);
      WriteCustomValue(type, value, out);
      out.EndMessage(mark);
      break;
    }
    case Target::kMessage:
      trouble = WriteMessage(rule, value, out);
      break;
    case Target::kEnum:
      trouble = WriteWord(rule, value, out);
      break;
    default:
      trouble = WriteScalar(rule, value, out);
  }
  if (trouble != kFine) {
    out.Rewind(start);
    Report(rule, trouble);
  }
  return out.size() != start;
}

Trouble Mapper::WriteWord(const Rule& rule, const Value& value,
                          WireWriter& out) {
  bool known = true;
  const Trouble trouble = WriteEnum(rule, value, out, known);
  if (!known && in_.unknown_words != nullptr) {
    in_.unknown_words->Note(rule, Text(WordOf(value)).view());
  }
  return trouble;
}

Trouble Mapper::WriteMessage(const Rule& rule, const Value& value,
                             WireWriter& out) {
  if (!value.is_object() && !rule.takes_any) return kTypeMismatch;
  const size_t start = out.size();
  const size_t mark = out.BeginMessage(rule.number);
  MapMessage(*rule.message, Group(&value, 1), out);
  if (out.EndMessage(mark) == 0) out.Rewind(start);
  return kFine;
}

connector::v1::Kind::Type Mapper::KindOf(const Rule& rule, const Value& record,
                                         const Value* slots) {
  if (!rule.kind) return connector::v1::Kind::TYPE_UNSPECIFIED;
  const Value word = Evaluate(rule, *rule.kind, record, slots);
  const auto found = rule.kinds->find(Text(word).view());
  return found == rule.kinds->end() ? connector::v1::Kind::TYPE_UNSPECIFIED
                                    : found->second;
}

Value Mapper::Evaluate(const Rule& rule, const Source& source,
                       const Value& record, const Value* slots) {
  if (source.is_path) {
    if (slots != nullptr && source.slot >= 0) return slots[source.slot];
    return record.Follow(source.path);
  }
  const auto value = source.expression->Evaluate(
      record, {.arena = in_.arena, .lookups = in_.lookups, .slots = slots});
  if (value.ok()) return *value;
  Report(rule, v1::RECORD_ISSUE_REASON_EXPRESSION_FAILED);
  return Value();
}

void Mapper::Report(const Rule& rule, Trouble trouble) {
  v1::RecordIssue& issue = issues_->emplace_back();
  issue.set_field_path(rule.to);
  issue.set_reason(trouble);
  if (rule.from.expression) issue.set_vendor_path(rule.from.expression->text());
}

}  // namespace hirewire::engine
