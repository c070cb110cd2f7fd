#include "connectors/engine/selection.h"

#include <algorithm>
#include <functional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace hirewire::engine {
namespace {

using Wanted = std::function<bool(const Rule&)>;

// One path of a mask and one rule's target: does the path ask for it? A parent
// of a wanted field is wanted too, and so is a field whose source word is.
bool Asks(const std::string& path, const std::string& to) {
  return path == to || absl::StartsWith(to, absl::StrCat(path, ".")) ||
         absl::StartsWith(path, absl::StrCat(to, ".")) ||
         path == absl::StrCat(to, "_source");
}

bool IsFree(const CompiledEntity& entity, const Rule& rule) {
  return std::all_of(
      rule.joins.begin(), rule.joins.end(), [&](const std::string& name) {
        return std::any_of(entity.joins.begin(), entity.joins.end(),
                           [&](const CompiledJoin& join) {
                             return join.spec.name() == name && join.is_free();
                           });
      });
}

Wanted WantedBy(const CompiledEntity& entity,
                const std::vector<std::string>& mask, Unset unset) {
  const bool all = mask.empty()
                       ? unset == Unset::kAllFields
                       : std::find(mask.begin(), mask.end(), "*") != mask.end();
  if (all) return [](const Rule&) { return true; };
  if (mask.empty()) {
    return [&entity](const Rule& rule) { return IsFree(entity, rule); };
  }
  return [&mask](const Rule& rule) {
    return rule.to == "id" ||
           std::any_of(mask.begin(), mask.end(), [&](const std::string& path) {
             return Asks(path, rule.to);
           });
  };
}

void Select(const MapPlan& plan, const Wanted& wanted, Selection& selection) {
  for (const Rule& rule : plan.rules) {
    selection[rule.id] = wanted(rule);
    if (rule.message) Select(*rule.message, wanted, selection);
  }
}

}  // namespace

Selection SelectRules(const CompiledEntity& entity, const MapPlan& plan,
                      const std::vector<std::string>& mask, Unset unset) {
  Selection selection(plan.rule_count);
  Select(plan, WantedBy(entity, mask, unset), selection);
  return selection;
}

std::set<std::string> JoinsOf(const MapPlan& plan, const Selection& selection) {
  std::set<std::string> joins;
  for (const Rule& rule : plan.rules) {
    if (!selection[rule.id]) continue;
    joins.insert(rule.joins.begin(), rule.joins.end());
    if (rule.message) joins.merge(JoinsOf(*rule.message, selection));
  }
  return joins;
}

}  // namespace hirewire::engine
