#include "testing/conformance/walk.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/engine/unified_model.h"
#include "testing/conformance/observe.h"

namespace hirewire::conformance {
namespace {

using google::protobuf::FieldDescriptor;

// "JobPosting" of "job_posting".
std::string CamelCase(absl::string_view name) {
  std::string camel;
  for (const absl::string_view word : absl::StrSplit(name, '_')) {
    if (word.empty()) continue;
    absl::StrAppend(&camel, std::string(1, absl::ascii_toupper(word.front())),
                    word.substr(1));
  }
  return camel;
}

// Whether the vendor takes this value of a required enum filter: it is refused
// before any call where it does not.
bool Takes(const engine::CompiledManifest& manifest, const std::string& entity,
           const std::string& filter, const std::string& value) {
  const auto& filters = manifest.entities.at(entity).list->filters;
  const auto found = filters.find(filter);
  if (found == filters.end() || found->second.spec.words().empty()) return true;
  const auto& words = found->second.spec.words();
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return word.value() == value; });
}

absl::StatusOr<std::vector<std::string>> ValuesOf(Subject& subject,
                                                  const std::string& entity,
                                                  const std::string& filter) {
  std::vector<std::string> values;
  for (std::string& value : EnumValuesOf(entity, filter)) {
    if (Takes(subject.manifest(), entity, filter, value)) {
      values.push_back(std::move(value));
    }
  }
  if (!values.empty()) return values;
  const std::string parent = EntityOf(subject.manifest(), filter);
  if (parent.empty()) {
    return absl::NotFoundError(absl::StrCat(
        entity, " needs ", filter, ", and nothing with such ids is listed"));
  }
  const Walk walk = WalkEverywhere(subject, ListOf(parent, 500, {"id"}));
  HW_RETURN_IF_ERROR(walk.end);
  for (const auto& [id, times] : walk.Times()) values.push_back(id);
  return values;
}

void Append(Walk part, Walk& whole) {
  whole.records.insert(whole.records.end(), part.records.begin(),
                       part.records.end());
  whole.ids.insert(whole.ids.end(), part.ids.begin(), part.ids.end());
  whole.issues.insert(whole.issues.end(), part.issues.begin(),
                      part.issues.end());
  whole.pages += part.pages;
  whole.empty_pages += part.empty_pages;
  whole.calls += part.calls;
  whole.end = std::move(part.end);
}

}  // namespace

connectors::ListQuery ListOf(const std::string& entity, int32_t page_size,
                             connectors::ReadMask mask, Filters filters) {
  connectors::ListQuery query;
  query.entity = entity;
  query.page_size = page_size;
  query.read_mask = std::move(mask);
  query.filters = std::move(filters);
  return query;
}

connectors::GetQuery GetOf(const std::string& entity, const std::string& id,
                           connectors::ReadMask mask) {
  connectors::GetQuery query;
  query.entity = entity;
  query.id = id;
  query.read_mask = std::move(mask);
  return query;
}

std::map<std::string, int> Walk::Times() const {
  std::map<std::string, int> times;
  for (const std::string& id : ids) ++times[id];
  return times;
}

Walk WalkList(Subject& subject, connectors::ListQuery query, int most_pages) {
  Walk walk;
  subject.TakeCalls();
  do {
    if (walk.pages == most_pages) {
      walk.end = absl::OutOfRangeError(
          absl::StrCat(query.entity, ": no end after ", most_pages, " pages"));
      break;
    }
    absl::StatusOr<Page> page = subject.List(query);
    walk.end = page.status();
    if (!page.ok()) break;
    ++walk.pages;
    if (page->records.empty()) ++walk.empty_pages;
    for (Record& record : page->records) {
      walk.ids.push_back(IdOf(*record));
      walk.records.push_back(std::move(record));
    }
    walk.issues.insert(walk.issues.end(), page->issues.begin(),
                       page->issues.end());
    query.page_token = page->next;
  } while (!query.page_token.empty());
  walk.calls = subject.TakeCalls();
  return walk;
}

absl::StatusOr<std::vector<Filters>> ParentsOf(Subject& subject,
                                               const std::string& entity,
                                               size_t most) {
  std::vector<Filters> all = {{}};
  const engine::CompiledEntity& compiled =
      subject.manifest().entities.at(entity);
  for (const std::string& name : compiled.list->required_filters) {
    HW_ASSIGN_OR_RETURN(const std::vector<std::string> values,
                        ValuesOf(subject, entity, name));
    std::vector<Filters> more;
    for (const Filters& filters : all) {
      for (const std::string& value : values) {
        more.push_back(filters);
        more.back().push_back({name, value});
      }
    }
    all = std::move(more);
  }
  if (all.size() <= most) return all;
  std::vector<Filters> spread;
  for (size_t i = 0; i < most; ++i) {
    spread.push_back(all[i * all.size() / most]);
  }
  return spread;
}

Walk WalkEverywhere(Subject& subject, const connectors::ListQuery& query,
                    size_t most_parents) {
  Walk whole;
  const auto parents = ParentsOf(subject, query.entity, most_parents);
  whole.end = parents.status();
  if (!parents.ok()) return whole;
  for (const Filters& filters : *parents) {
    connectors::ListQuery below = query;
    below.filters.insert(below.filters.end(), filters.begin(), filters.end());
    Append(WalkList(subject, std::move(below)), whole);
    if (!whole.end.ok()) break;
  }
  return whole;
}

std::string EntityOf(const engine::CompiledManifest& manifest,
                     const std::string& field) {
  absl::string_view name(field);
  if (!absl::ConsumeSuffix(&name, "_id")) return "";
  // What stands before says in which part: author_user_id, to_stage_id.
  while (!name.empty()) {
    std::string entity = CamelCase(name);
    if (entity == "Stage") entity = "JobStage";
    if (entity == "Form") entity = "ScorecardForm";
    const auto found = manifest.entities.find(entity);
    if (found != manifest.entities.end() && found->second.list.has_value()) {
      return entity;
    }
    const size_t at = name.find('_');
    if (at == absl::string_view::npos) break;
    name.remove_prefix(at + 1);
  }
  return "";
}

std::vector<std::string> EnumValuesOf(const std::string& entity,
                                      const std::string& filter) {
  std::vector<std::string> values;
  const FieldDescriptor* field =
      engine::ListRequestOf(entity)->FindFieldByName(filter);
  if (field == nullptr || field->enum_type() == nullptr) return values;
  for (int i = 1; i < field->enum_type()->value_count(); ++i) {
    values.push_back(ShortName(*field->enum_type()->value(i)));
  }
  return values;
}

}  // namespace hirewire::conformance
