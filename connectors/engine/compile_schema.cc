#include "connectors/engine/compile_schema.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "base/expr/expression.h"
#include "base/json/parser.h"
#include "google/protobuf/descriptor.h"
#include "hirewire/v1/options.pb.h"

namespace hirewire::engine {
namespace {

using google::protobuf::FieldDescriptor;

// The first key of a path as Expression::paths spells it; nullopt where the
// path does not begin with one ("@", "[0]", "*"). Takes it off the path.
std::optional<std::string> TakeKey(absl::string_view& path) {
  if (path.empty()) return std::nullopt;
  if (path.front() != '"') {
    const size_t end = path.find_first_of(".[");
    const std::string key(path.substr(0, end));
    path.remove_prefix(std::min(path.size(), key.size()));
    if (key.empty() || key == "@" || key == "*") return std::nullopt;
    return key;
  }
  size_t end = 1;
  while (end < path.size() && path[end] != '"') {
    end += path[end] == '\\' ? 2 : 1;
  }
  if (end >= path.size()) return std::nullopt;
  const auto key = json::Parse(std::string(path.substr(0, end + 1)));
  path.remove_prefix(end + 1);
  if (!key.ok()) return std::nullopt;
  return std::string(key->root().AsString());
}

// Gathers what expressions read of records, or of the elements of children.
class Names {
 public:
  explicit Names(bool children) : children_(children) {}

  void Add(const expr::Expression& expression) {
    for (absl::string_view path : expression.paths()) Add(path);
  }

  const std::set<std::string>& read() const { return read_; }
  bool reads_all() const { return reads_all_; }

 private:
  void Add(absl::string_view path) {
    std::optional<std::string> key = TakeKey(path);
    if (children_ && key) {
      // The parent is not the entity, and places are ours.
      if (*key == "parent" || *key == "index") return;
      // Whether there is a neighbour says nothing of its fields.
      if (path.empty() && *key != "item") return;
      absl::ConsumePrefix(&path, ".");
      key = TakeKey(path);
    }
    if (key) {
      read_.insert(*std::move(key));
    } else {
      reads_all_ = true;
    }
  }

  const bool children_;
  std::set<std::string> read_;
  bool reads_all_ = false;
};

// Rules below `each` read its elements, not the record.
void AddRules(const MapPlan& plan, Names& names) {
  for (const Rule& rule : plan.rules) {
    if (rule.gathers) {
      AddRules(*rule.message, names);
      continue;
    }
    names.Add(*rule.from.expression);
    if (rule.kind) names.Add(*rule.kind->expression);
  }
}

// What is read beside the rules. Keys and matches see what lists see.
void AddOthers(const CompiledEntity& entity, Names& names) {
  if (entity.group_by) names.Add(*entity.group_by);
  for (const CompiledJoin& join : entity.joins) {
    if (join.keys) names.Add(*join.keys);
  }
  if (!entity.list) return;
  for (const auto& [name, filter] : entity.list->filters) {
    if (filter.match) names.Add(*filter.match);
  }
}

bool IsPersonal(const FieldDescriptor* field) {
  return field != nullptr && field->options().GetExtension(v1::personal);
}

void AddPersonalWords(const MapPlan& plan, bool within, EntitySchema& schema) {
  for (const Rule& rule : plan.rules) {
    const auto* field = plan.type->FindFieldByNumber(rule.number);
    const bool personal =
        within || IsPersonal(field) ||
        IsPersonal(plan.type->FindFieldByNumber(rule.source_number));
    if (rule.message) AddPersonalWords(*rule.message, personal, schema);
    if (rule.target == Target::kEnum && personal) {
      schema.personal_words.insert(rule.to);
    }
  }
}

// Whether some rule comes from an override.
bool IsOverridden(const MapPlan& plan) {
  return std::any_of(
      plan.rules.begin(), plan.rules.end(), [](const Rule& rule) {
        return rule.layer > 0 || (rule.message && IsOverridden(*rule.message));
      });
}

absl::Status AddIgnored(const CompiledEntity& entity, const Place& place,
                        EntitySchema& schema) {
  const auto& ignored = entity.spec->ignored();
  // An override may well read what the manifest leaves out.
  const bool may_read =
      IsOverridden(entity.list_plan) || IsOverridden(entity.get_plan);
  std::set<std::string> names;
  for (int i = 0; i < ignored.size(); ++i) {
    const std::string& name = ignored.Get(i);
    if (name.empty()) return place.Error("ignored", "is empty", i);
    if (!names.insert(name).second) {
      return place.Error("ignored", absl::StrCat(name, " stands twice"), i);
    }
    if (!may_read && schema.known.contains(name)) {
      return place.Error("ignored", absl::StrCat(name, " is read"), i);
    }
  }
  schema.known.insert(names.begin(), names.end());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<const EntitySchema>> CompileSchema(
    const CompiledEntity& entity, const Place& place) {
  auto schema = std::make_shared<EntitySchema>();
  schema->list.children = entity.list && entity.list->children;
  schema->get.children = entity.get_children.has_value();
  Names list(schema->list.children);
  Names get(schema->get.children);
  Names others(entity.list ? schema->list.children : schema->get.children);
  if (entity.list) AddRules(entity.list_plan, list);
  if (entity.get) AddRules(entity.get_plan, get);
  AddOthers(entity, others);
  schema->list.read = list.read();
  schema->get.read = get.read();
  for (const Names* names : {&list, &get, &others}) {
    schema->known.insert(names->read().begin(), names->read().end());
    schema->reads_all = schema->reads_all || names->reads_all();
  }
  AddPersonalWords(entity.list_plan, false, *schema);
  AddPersonalWords(entity.get_plan, false, *schema);
  if (absl::Status status = AddIgnored(entity, place, *schema); !status.ok()) {
    return status;
  }
  return schema;
}

}  // namespace hirewire::engine
