#include "connectors/engine/compile_fields.h"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status/macros.h"
#include "connectors/engine/compile_expression.h"
#include "connectors/engine/compile_words.h"

namespace hirewire::engine {
namespace {

using connector::v1::Field;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// A rule on its way to its room: what is left of its target's path.
struct Item {
  std::vector<std::string> to;
  PlacedField field;
};

Target TargetOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return Target::kString;
    case FieldDescriptor::CPPTYPE_BOOL:
      return Target::kBool;
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return Target::kDouble;
    case FieldDescriptor::CPPTYPE_ENUM:
      return Target::kEnum;
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const std::string& name = field.message_type()->full_name();
      if (name == "google.protobuf.Timestamp") return Target::kTimestamp;
      if (name == "hirewire.v1.CustomValue") return Target::kCustomValue;
      return Target::kMessage;
    }
    default:
      return Target::kInteger;
  }
}

// What a rule says beyond its source must mean something for its target.
absl::Status CheckFits(const Rule& rule, const PlacedField& field) {
  const Field& spec = *field.spec;
  const bool is_enum = rule.target == Target::kEnum;
  const bool is_custom = rule.target == Target::kCustomValue;
  if (spec.words_size() > 0 && !is_enum) {
    return field.place.Error("words", "the target is not an enum");
  }
  if (!spec.table().empty() && !is_enum && !is_custom) {
    return field.place.Error("table", "the target takes no words and no kinds");
  }
  if ((!spec.kind().empty() || spec.kinds_size() > 0) && !is_custom) {
    return field.place.Error("kind", "the target is not a CustomValue");
  }
  if (spec.fields_size() > 0 && spec.each().empty()) {
    return field.place.Error("fields", "are only for each");
  }
  const bool decimal = spec.format() == connector::v1::FORMAT_DECIMAL;
  const bool is_time =
      rule.target == Target::kTimestamp || rule.target == Target::kString;
  if (spec.format() != connector::v1::FORMAT_UNSPECIFIED &&
      (decimal ? rule.target != Target::kMoney : !is_time)) {
    return field.place.Error("format", "does not fit the target");
  }
  return absl::OkStatus();
}

// Lets a rule take what it reads from the plan's slots.
void Bind(Source& source, PathIndex& paths) {
  if (source.is_path) {
    if (!source.path.empty()) source.slot = paths.Add(source.path);
  } else if (source.expression) {
    source.expression = source.expression->Bind(
        [&](std::span<const std::string> path) { return paths.Add(path); });
  }
}

class Compiler {
 public:
  Compiler(const connector::v1::Manifest& manifest, const JoinClosure& joins)
      : manifest_(manifest), joins_(joins) {}

  // The plan for `type`, whose fields' full paths begin with `prefix`.
  absl::StatusOr<MapPlan> Build(const Descriptor& type,
                                const std::string& prefix,
                                std::vector<Item> items);

  int rule_count() const { return next_id_; }

 private:
  absl::StatusOr<const FieldDescriptor*> FindTarget(const Descriptor& type,
                                                    const Item& item) const;
  absl::StatusOr<Rule> Gather(const FieldDescriptor& target,
                              const std::string& to, std::vector<Item> items);
  absl::StatusOr<Rule> Leaf(const Descriptor& type,
                            const FieldDescriptor& target,
                            const std::string& to, const PlacedField& field);
  absl::Status FillMessage(const FieldDescriptor& target,
                           const PlacedField& field, Rule& rule);
  absl::StatusOr<Source> CompileSource(const std::string& text,
                                       const Place& place,
                                       absl::string_view name, Rule& rule);
  Rule NewRule(const FieldDescriptor& target, const std::string& to);

  const connector::v1::Manifest& manifest_;
  const JoinClosure& joins_;
  int next_id_ = 0;
};

Rule Compiler::NewRule(const FieldDescriptor& target, const std::string& to) {
  Rule rule;
  rule.id = next_id_++;
  rule.to = to;
  rule.number = target.number();
  rule.repeated = target.is_repeated();
  rule.presence = target.has_presence() || target.is_repeated();
  rule.narrow = target.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
  rule.target = TargetOf(target);
  return rule;
}

absl::StatusOr<const FieldDescriptor*> Compiler::FindTarget(
    const Descriptor& type, const Item& item) const {
  const FieldDescriptor* target = type.FindFieldByName(item.to.front());
  if (target == nullptr) {
    return item.field.place.Error(
        "to", absl::StrCat(type.name(), " has no field ", item.to.front()));
  }
  const bool reaches_in = item.to.size() > 1;
  if (reaches_in &&
      (target->message_type() == nullptr || target->is_repeated())) {
    return item.field.place.Error(
        "to", absl::StrCat(item.to.front(), " is not a single message"));
  }
  return target;
}

absl::StatusOr<MapPlan> Compiler::Build(const Descriptor& type,
                                        const std::string& prefix,
                                        std::vector<Item> items) {
  MapPlan plan;
  plan.type = &type;
  std::map<std::string, Target> leaves;
  std::map<std::string, std::vector<Item>> inner;
  for (Item& item : items) {
    HW_ASSIGN_OR_RETURN(const FieldDescriptor* target, FindTarget(type, item));
    const std::string name = item.to.front();
    if (item.to.size() > 1) {
      item.to.erase(item.to.begin());
      inner[name].push_back(std::move(item));
      continue;
    }
    HW_ASSIGN_OR_RETURN(Rule rule,
                        Leaf(type, *target, prefix + name, item.field));
    if (!leaves.emplace(name, rule.target).second) {
      return item.field.place.Error(
          "to", absl::StrCat("two rules write ", prefix, name));
    }
    plan.rules.push_back(std::move(rule));
  }
  for (auto& [name, below] : inner) {
    // A Money's amount leaves its currency to another rule.
    const auto leaf = leaves.find(name);
    if (leaf != leaves.end() && leaf->second != Target::kMoney) {
      return below.front().field.place.Error(
          "to", absl::StrCat("two rules write ", prefix, name));
    }
    HW_ASSIGN_OR_RETURN(Rule rule, Gather(*type.FindFieldByName(name),
                                          prefix + name, std::move(below)));
    plan.rules.push_back(std::move(rule));
  }
  std::sort(plan.rules.begin(), plan.rules.end(),
            [](const Rule& a, const Rule& b) { return a.number < b.number; });
  for (Rule& rule : plan.rules) {
    Bind(rule.from, plan.paths);
    if (rule.kind) Bind(*rule.kind, plan.paths);
  }
  return plan;
}

absl::StatusOr<Rule> Compiler::Gather(const FieldDescriptor& target,
                                      const std::string& to,
                                      std::vector<Item> items) {
  Rule rule = NewRule(target, to);
  rule.target = Target::kMessage;
  rule.gathers = true;
  HW_ASSIGN_OR_RETURN(
      MapPlan below, Build(*target.message_type(), to + ".", std::move(items)));
  rule.message = std::make_shared<const MapPlan>(std::move(below));
  return rule;
}

absl::StatusOr<Rule> Compiler::Leaf(const Descriptor& type,
                                    const FieldDescriptor& target,
                                    const std::string& to,
                                    const PlacedField& field) {
  const Field& spec = *field.spec;
  Rule rule = NewRule(target, to);
  rule.layer = field.place.layer();
  rule.line = field.place.line();
  rule.format = spec.format();
  const bool by_each = !spec.each().empty();
  if (by_each == !spec.from().empty()) {
    return field.place.Error("from", "exactly one of from and each is needed");
  }
  HW_ASSIGN_OR_RETURN(
      rule.from, CompileSource(by_each ? spec.each() : spec.from(), field.place,
                               by_each ? "each" : "from", rule));
  if (rule.target == Target::kMessage || by_each) {
    HW_RETURN_IF_ERROR(FillMessage(target, field, rule));
  }
  HW_RETURN_IF_ERROR(CheckFits(rule, field));
  if (rule.target == Target::kEnum) {
    HW_ASSIGN_OR_RETURN(rule.words,
                        CompileWords(*target.enum_type(), field, manifest_));
    const auto* source = type.FindFieldByName(target.name() + "_source");
    if (source != nullptr && !rule.repeated) {
      rule.source_number = source->number();
    }
  }
  if (rule.target == Target::kCustomValue) {
    HW_ASSIGN_OR_RETURN(rule.kinds, CompileKinds(field, manifest_));
    if (!spec.kind().empty()) {
      HW_ASSIGN_OR_RETURN(
          rule.kind, CompileSource(spec.kind(), field.place, "kind", rule));
    }
  }
  return rule;
}

absl::Status Compiler::FillMessage(const FieldDescriptor& target,
                                   const PlacedField& field, Rule& rule) {
  const Field& spec = *field.spec;
  if (rule.target != Target::kMessage) {
    return field.place.Error("each", "the target is not a message");
  }
  if (target.message_type()->full_name() == "hirewire.v1.Money" &&
      spec.format() == connector::v1::FORMAT_DECIMAL && spec.each().empty()) {
    rule.target = Target::kMoney;
    return absl::OkStatus();
  }
  if (spec.each().empty() || spec.fields().empty()) {
    return field.place.Error("each",
                             "a message needs each and the rules below it");
  }
  std::vector<Item> items;
  for (int i = 0; i < spec.fields_size(); ++i) {
    items.push_back({absl::StrSplit(spec.fields(i).to(), '.'),
                     {&spec.fields(i), field.place.At("fields", i)}});
  }
  HW_ASSIGN_OR_RETURN(MapPlan below, Build(*target.message_type(),
                                           rule.to + ".", std::move(items)));
  rule.takes_any = std::any_of(
      below.rules.begin(), below.rules.end(), [](const Rule& inner) {
        return !inner.from.is_path || inner.from.path.empty();
      });
  rule.message = std::make_shared<const MapPlan>(std::move(below));
  return absl::OkStatus();
}

absl::StatusOr<Source> Compiler::CompileSource(const std::string& text,
                                               const Place& place,
                                               absl::string_view name,
                                               Rule& rule) {
  Source source;
  HW_ASSIGN_OR_RETURN(source.expression, CompileExpression(text, place, name));
  if (const auto path = source.expression->plain_path()) {
    source.is_path = true;
    source.path.assign(path->begin(), path->end());
  }
  for (const std::string& table : source.expression->lookup_tables()) {
    const auto found = joins_.find(table);
    if (found == joins_.end()) {
      return place.Error(name, absl::StrCat("no join is named ", table));
    }
    rule.joins.insert(rule.joins.end(), found->second.begin(),
                      found->second.end());
  }
  return source;
}

}  // namespace

absl::StatusOr<MapPlan> CompileFields(const Descriptor& type,
                                      const std::vector<PlacedField>& fields,
                                      const connector::v1::Manifest& manifest,
                                      const JoinClosure& joins) {
  std::vector<Item> items;
  for (const PlacedField& field : fields) {
    items.push_back({absl::StrSplit(field.spec->to(), '.'), field});
  }
  Compiler compiler(manifest, joins);
  HW_ASSIGN_OR_RETURN(MapPlan plan, compiler.Build(type, "", std::move(items)));
  plan.rule_count = compiler.rule_count();
  return plan;
}

}  // namespace hirewire::engine
