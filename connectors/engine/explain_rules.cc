#include "connectors/engine/explain_rules.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "connectors/engine/convert.h"
#include "connectors/engine/mapper.h"
#include "connectors/engine/record_issues.h"
#include "connectors/engine/wire_writer.h"

namespace hirewire::engine {
namespace {

using expr::Value;
using Values = std::vector<Value>;

constexpr size_t kMostElements = 1000;
constexpr int kMostWords = 20;
constexpr int kMostValues = 20;
constexpr size_t kLongestValue = 4096;

// A path below the place that `prefix` names, empty for the record itself.
std::string Below(const std::string& prefix, const std::string& path) {
  if (prefix.empty()) return path;
  if (path == "@") return prefix;
  return absl::StrCat(prefix, path.front() == '[' ? "" : ".", path);
}

// Where the elements of an `each` stand.
std::string PlaceOf(const std::string& prefix, const Rule& rule) {
  const expr::Expression& each = *rule.from.expression;
  const std::string own = rule.from.is_path
                              ? each.paths().front()
                              : absl::StrCat("(", each.text(), ")");
  return absl::StrCat(Below(prefix, own), rule.repeated ? "[]" : "");
}

void AddPaths(const std::string& prefix, const expr::Expression& expression,
              v1::RuleExplanation& out) {
  for (const std::string& path : expression.paths()) {
    const std::string whole = Below(prefix, path);
    const auto& known = out.vendor_paths();
    if (std::find(known.begin(), known.end(), whole) == known.end()) {
      out.add_vendor_paths(whole);
    }
  }
}

class Explainer {
 public:
  explicit Explainer(const ExplainInputs& in)
      : in_(in), all_(static_cast<size_t>(in.plan.rule_count), true) {}

  // The rules of `plan` on `records`: the one record, or elements of it.
  void Walk(const MapPlan& plan, const Values& records,
            const std::string& prefix);

  std::vector<v1::RuleExplanation> Take();

 private:
  struct Explained {
    const Rule* source;
    v1::RuleExplanation rule;
  };

  // Fills `out` and returns what the rule's expression gave: the values, or the
  // elements of the lists.
  Values Run(const MapPlan& plan, const Rule& rule, const Values& records,
             v1::RuleExplanation& out);
  void AddLookups(const Rule& rule, v1::RuleExplanation& out) const;
  void AddIssues(const MapPlan& alone, const Value& record,
                 v1::RuleExplanation& out, int& failed);
  void AddValue(const Value& value, v1::RuleExplanation& out) const;
  static void AddWord(const MapPlan& plan, const Rule& rule, const Value& value,
                      v1::RuleExplanation& out);

  const ExplainInputs& in_;
  const Selection all_;
  // Values that are walked further live here; the mapper resets its own.
  expr::Arena arena_;
  expr::Arena mapper_arena_;
  std::vector<Explained> explained_;
};

void Explainer::Walk(const MapPlan& plan, const Values& records,
                     const std::string& prefix) {
  for (const Rule& rule : plan.rules) {
    if (rule.gathers) {
      Walk(*rule.message, records, prefix);
      continue;
    }
    v1::RuleExplanation out;
    out.set_field_path(rule.to);
    out.set_expression(rule.from.expression->text());
    out.set_manifest_line(rule.line);
    AddPaths(prefix, *rule.from.expression, out);
    if (rule.kind) {
      out.set_kind_expression(rule.kind->expression->text());
      AddPaths(prefix, *rule.kind->expression, out);
    }
    AddLookups(rule, out);
    const Values values = Run(plan, rule, records, out);
    explained_.push_back({&rule, std::move(out)});
    if (rule.message) Walk(*rule.message, values, PlaceOf(prefix, rule));
  }
}

Values Explainer::Run(const MapPlan& plan, const Rule& rule,
                      const Values& records, v1::RuleExplanation& out) {
  MapPlan alone;
  alone.type = plan.type;
  alone.rules = {rule};
  Values values;
  int failed = 0;
  for (const Value& record : records) {
    if (values.size() >= kMostElements) break;
    AddIssues(alone, record, out, failed);
    const auto given = rule.from.expression->Evaluate(
        record, {.arena = arena_, .lookups = &in_.lookups});
    if (!given.ok() || given->is_null()) continue;
    if (in_.include_values) AddValue(*given, out);
    if (!rule.repeated) values.push_back(*given);
    if (!rule.repeated || !given->is_array()) continue;
    for (const Value item : given->items()) {
      if (values.size() >= kMostElements) break;
      if (!item.is_null()) values.push_back(item);
    }
  }
  if (rule.target == Target::kEnum) {
    for (const Value& value : values) AddWord(plan, rule, value, out);
  }
  const int count = std::max(0, static_cast<int>(values.size()) - failed);
  out.set_value_count(count);
  const bool lookup_missing =
      std::any_of(out.lookups().begin(), out.lookups().end(),
                  [](const v1::RuleLookup& lookup) {
                    return lookup.state() != v1::LOOKUP_STATE_LOADED;
                  });
  if (count > 0) {
    out.set_outcome(v1::RULE_OUTCOME_VALUE);
  } else if (lookup_missing) {
    out.set_outcome(v1::RULE_OUTCOME_LOOKUP_MISSING);
  } else {
    out.set_outcome(out.issues().empty() ? v1::RULE_OUTCOME_EMPTY
                                         : v1::RULE_OUTCOME_ISSUE);
  }
  return values;
}

void Explainer::AddIssues(const MapPlan& alone, const Value& record,
                          v1::RuleExplanation& out, int& failed) {
  RecordIssues issues;
  WireWriter unused;
  Mapper({alone, all_, mapper_arena_, &in_.lookups})
      .Map(std::span(&record, 1), /*raw=*/"", unused, issues);
  for (v1::RecordIssue& issue : issues) {
    // Rules below it report for themselves, and no rule but its own makes an
    // id.
    if (issue.field_path() != out.field_path()) continue;
    ++failed;
    issue.clear_record_id();
    const bool known = std::any_of(out.issues().begin(), out.issues().end(),
                                   [&](const v1::RecordIssue& other) {
                                     return other.reason() == issue.reason();
                                   });
    if (!known) out.add_issues()->Swap(&issue);
  }
}

void Explainer::AddLookups(const Rule& rule, v1::RuleExplanation& out) const {
  std::vector<std::string> names = rule.joins;
  for (const auto* source : {&rule.from, rule.kind ? &*rule.kind : nullptr}) {
    if (source == nullptr) continue;
    for (std::string& table : source->expression->lookup_tables()) {
      names.push_back(std::move(table));
    }
  }
  for (const std::string& name : names) {
    const bool known = std::any_of(
        out.lookups().begin(), out.lookups().end(),
        [&](const v1::RuleLookup& other) { return other.name() == name; });
    if (known) continue;
    v1::RuleLookup& lookup = *out.add_lookups();
    lookup.set_name(name);
    lookup.set_state(in_.state_of(name));
  }
}

void Explainer::AddValue(const Value& value, v1::RuleExplanation& out) const {
  if (out.values_json_size() == kMostValues) return;
  auto text = expr::WriteJson(value);
  if (text.ok() && text->size() <= kLongestValue) {
    out.add_values_json(*std::move(text));
  }
}

void Explainer::AddWord(const MapPlan& plan, const Rule& rule,
                        const Value& value, v1::RuleExplanation& out) {
  const auto word = ToText(WordOf(value));
  if (!word || word->empty() || out.words_size() == kMostWords) return;
  const bool is_there = std::any_of(
      out.words().begin(), out.words().end(),
      [&](const v1::RuleWord& other) { return other.word() == *word; });
  if (is_there) return;
  const auto found = rule.words->numbers.find(*word);
  const bool known = found != rule.words->numbers.end();
  v1::RuleWord& added = *out.add_words();
  added.set_word(*word);
  added.set_known(known);
  const auto* type = plan.type->FindFieldByNumber(rule.number)->enum_type();
  added.set_value(
      type->FindValueByNumber(known ? found->second : rule.words->other)
          ->name());
}

std::vector<v1::RuleExplanation> Explainer::Take() {
  // A plan is in the order of field numbers. What overrides add comes last.
  const auto place = [](const Explained& one) {
    return std::tuple(one.source->layer, one.source->line, one.source->id);
  };
  std::sort(explained_.begin(), explained_.end(),
            [&](const Explained& a, const Explained& b) {
              return place(a) < place(b);
            });
  std::vector<v1::RuleExplanation> out;
  for (Explained& one : explained_) out.push_back(std::move(one.rule));
  return out;
}

}  // namespace

std::vector<v1::RuleExplanation> ExplainRules(const ExplainInputs& inputs) {
  Explainer explainer(inputs);
  explainer.Walk(inputs.plan, {inputs.record}, "");
  return explainer.Take();
}

}  // namespace hirewire::engine
