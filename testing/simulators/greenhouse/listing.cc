#include "testing/simulators/greenhouse/listing.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace hirewire::sim {
namespace {

constexpr size_t kMaxCachedBytes = 256 << 20;

FieldValue Probe(const View& view, const Collection& collection, Ref ref,
                 absl::string_view field) {
  Row row(collection.table, view.ids, field);
  collection.write(view, ref, row);
  return row.found();
}

bool Listed(const View& view, const Collection& collection, Ref ref) {
  if (collection.exists != nullptr && !collection.exists(view.company, ref)) {
    return false;
  }
  const FieldValue deleted = Probe(view, collection, ref, "deleted");
  const bool* gone = std::get_if<bool>(&deleted);
  return gone == nullptr || !*gone;
}

bool Matches(const View& view, const Collection& collection,
             const ListQuery& query, Ref ref) {
  if (!Listed(view, collection, ref)) return false;
  for (const Condition& condition : query.conditions) {
    if (!Satisfies(Probe(view, collection, ref, condition.filter->field),
                   condition)) {
      return false;
    }
  }
  return true;
}

Ref CountOf(const View& view, const Collection& collection) {
  return static_cast<Ref>(collection.count(view.company));
}

void NewestFirst(std::vector<Ref>& refs) {
  std::sort(refs.begin(), refs.end(), std::greater<>());
  refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
}

void WriteRow(const View& view, const Collection& collection, Ref ref,
              const std::set<std::string>& fields, JsonWriter& writer) {
  Row row(collection.table, view.ids, writer, fields);
  collection.write(view, ref, row);
  row.End();
}

}  // namespace

ListedPage Listing::Page(const View& view, const Collection& collection,
                         const ListQuery& query, Ref before) {
  if (!collection.cacheable) return Render(view, collection, query, before);
  const std::string key =
      absl::StrCat(collection.name, "?", query.canonical, "#", before);
  const auto cached = pages_.find(key);
  if (cached != pages_.end()) return cached->second;
  ListedPage page = Render(view, collection, query, before);
  if (page_bytes_ > kMaxCachedBytes) Forget();
  page_bytes_ += page.body->size();
  pages_[key] = page;
  return page;
}

ListedPage Listing::Render(const View& view, const Collection& collection,
                           const ListQuery& query, Ref before) {
  auto body = std::make_shared<std::string>();
  JsonWriter writer(body.get(), Escaping::kHtmlSafe);
  writer.BeginArray();
  ListedPage page;
  int written = 0;
  Ref last = kNone;
  for (const Ref ref : Candidates(view, collection, query, before)) {
    if (!Matches(view, collection, query, ref)) continue;
    if (written == query.per_page) {
      page.next_before = last;
      break;
    }
    WriteRow(view, collection, ref, query.fields, writer);
    last = ref;
    ++written;
  }
  writer.EndArray();
  page.body = std::move(body);
  return page;
}

std::shared_ptr<const std::string> Listing::Single(const View& view,
                                                   const Collection& collection,
                                                   int64_t id) {
  const Ref ref = view.ids.RefOf(collection.table, id);
  if (ref == kNone || ref >= CountOf(view, collection)) return nullptr;
  if (!Listed(view, collection, ref)) return nullptr;
  auto body = std::make_shared<std::string>();
  JsonWriter writer(body.get(), Escaping::kHtmlSafe);
  WriteRow(view, collection, ref, {}, writer);
  return body;
}

std::vector<Ref> Listing::Candidates(const View& view,
                                     const Collection& collection,
                                     const ListQuery& query, Ref before) {
  const Ref count = CountOf(view, collection);
  const Ref end = before == kNone ? count : std::min(before, count);
  std::vector<Ref> refs;
  if (query.ids.has_value()) {
    for (const int64_t id : *query.ids) {
      const Ref ref = view.ids.RefOf(collection.table, id);
      if (ref != kNone && ref < end) refs.push_back(ref);
    }
    NewestFirst(refs);
    return refs;
  }
  for (const Condition& condition : query.conditions) {
    const bool by_id =
        condition.filter->kind == FilterKind::kList && !condition.filter->texts;
    if (!by_id) continue;
    const Index& index = IndexOf(view, collection, condition.filter->field);
    for (const int64_t id : condition.numbers) {
      const auto found = index.find(id);
      if (found == index.end()) continue;
      for (const Ref ref : found->second) {
        if (ref < end) refs.push_back(ref);
      }
    }
    NewestFirst(refs);
    return refs;
  }
  for (Ref ref = end; ref-- > 0;) refs.push_back(ref);
  return refs;
}

const Listing::Index& Listing::IndexOf(const View& view,
                                       const Collection& collection,
                                       absl::string_view field) {
  const auto key = std::make_pair(&collection, std::string(field));
  const auto known = indexes_.find(key);
  if (known != indexes_.end()) return known->second;
  Index& index = indexes_[key];
  for (Ref ref = 0; ref < CountOf(view, collection); ++ref) {
    if (collection.exists != nullptr && !collection.exists(view.company, ref)) {
      continue;
    }
    const FieldValue value = Probe(view, collection, ref, field);
    if (const auto* id = std::get_if<int64_t>(&value)) {
      index[*id].push_back(ref);
    } else if (const auto* ids = std::get_if<std::vector<int64_t>>(&value)) {
      for (const int64_t one : *ids) index[one].push_back(ref);
    }
  }
  return index;
}

void Listing::Forget() {
  indexes_.clear();
  pages_.clear();
  page_bytes_ = 0;
}

}  // namespace hirewire::sim
