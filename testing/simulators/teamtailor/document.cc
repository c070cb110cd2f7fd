#include "testing/simulators/teamtailor/document.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/teamtailor/resource.h"

namespace hirewire::sim::teamtailor {
namespace {

// The relations of a record whose ids are written.
using Shown = std::set<std::string>;
// Type and id of the records to include.
using Included = std::map<std::pair<std::string, int64_t>, Shown>;

class Writer {
 public:
  Writer(const Company& company, const std::string& base, std::string* out)
      : company_(company), base_(base), json_(out) {}

  JsonWriter& json() { return json_; }

  void Write(const Collection& collection, int64_t id, const Shown& shown) {
    const Resource resource = collection.make(company_, id);
    const std::string self = absl::StrCat(base_, "/", collection.type, "/", id);
    json_.BeginObject().Key("id").String(absl::StrCat(id));
    json_.Key("type").String(collection.type);
    json_.Key("links").BeginObject();
    for (const auto& [name, url] : resource.links) json_.Key(name).String(url);
    json_.Key("self").String(self).EndObject();
    json_.Key("attributes").BeginObject();
    for (const auto& [name, value] : resource.attributes) {
      json_.Key(name).Raw(value);
    }
    json_.EndObject();
    if (!collection.relations.empty()) {
      json_.Key("relationships").BeginObject();
      for (const Relation& relation : collection.relations) {
        WriteRelation(self, relation, resource,
                      shown.count(std::string(relation.name)) > 0);
      }
      json_.EndObject();
    }
    json_.EndObject();
  }

 private:
  void WriteRelation(const std::string& self, const Relation& relation,
                     const Resource& resource, bool shown) {
    json_.Key(relation.name).BeginObject().Key("links").BeginObject();
    json_.Key("self").String(
        absl::StrCat(self, "/relationships/", relation.name));
    json_.Key("related").String(absl::StrCat(self, "/", relation.name));
    json_.EndObject();
    if (shown) {
      json_.Key("data");
      WriteIds(relation, resource);
    }
    json_.EndObject();
  }

  void WriteIds(const Relation& relation, const Resource& resource) {
    const auto found = resource.related.find(std::string(relation.name));
    const bool none = found == resource.related.end() || found->second.empty();
    if (relation.many) json_.BeginArray();
    if (none && !relation.many) json_.Null();
    if (!none) {
      for (const int64_t id : found->second) {
        json_.BeginObject().Key("type").String(relation.type);
        json_.Key("id").String(absl::StrCat(id)).EndObject();
      }
    }
    if (relation.many) json_.EndArray();
  }

  const Company& company_;
  const std::string& base_;
  JsonWriter json_;
};

// Adds what one path reaches from a record.
void Reach(const Company& company, const Collection& from, int64_t id,
           const IncludePath& path, size_t at, Included& included) {
  if (at == path.size()) return;
  const Relation& relation = *from.FindRelation(path[at]);
  const Collection& target = *FindCollection(relation.type);
  const Resource resource = from.make(company, id);
  const auto found = resource.related.find(path[at]);
  if (found == resource.related.end()) return;
  for (const int64_t to : found->second) {
    Shown& shown = included[{std::string(relation.type), to}];
    if (at + 1 < path.size()) shown.insert(path[at + 1]);
    Reach(company, target, to, path, at + 1, included);
  }
}

Shown ShownBy(const std::vector<IncludePath>& includes) {
  Shown shown;
  for (const IncludePath& path : includes) shown.insert(path.front());
  return shown;
}

void WriteIncluded(const Company& company, const Collection& collection,
                   const std::vector<int64_t>& ids,
                   const std::vector<IncludePath>& includes, Writer& writer) {
  if (includes.empty()) return;
  Included included;
  for (const int64_t id : ids) {
    for (const IncludePath& path : includes) {
      Reach(company, collection, id, path, 0, included);
    }
  }
  writer.json().Key("included").BeginArray();
  for (const auto& [which, shown] : included) {
    writer.Write(*FindCollection(which.first), which.second, shown);
  }
  writer.json().EndArray();
}

}  // namespace

std::string WriteOne(const Company& company, const std::string& base,
                     const Collection& collection, int64_t id,
                     const std::vector<IncludePath>& includes) {
  std::string text;
  Writer writer(company, base, &text);
  writer.json().BeginObject().Key("data");
  writer.Write(collection, id, ShownBy(includes));
  WriteIncluded(company, collection, {id}, includes, writer);
  writer.json().EndObject();
  return text;
}

std::string WritePage(const Company& company, const std::string& base,
                      const Collection& collection,
                      const std::vector<int64_t>& ids,
                      const std::vector<IncludePath>& includes,
                      const PageInfo& info) {
  std::string text;
  Writer writer(company, base, &text);
  JsonWriter& json = writer.json();
  json.BeginObject().Key("data").BeginArray();
  for (const int64_t id : ids) {
    writer.Write(collection, id, ShownBy(includes));
  }
  json.EndArray();
  WriteIncluded(company, collection, ids, includes, writer);
  json.Key("meta").BeginObject().Key("record-count").Int(info.records);
  json.Key("page-count").Int(info.pages).EndObject();
  json.Key("links").BeginObject();
  for (const auto& [name, url] : info.links) json.Key(name).String(url);
  json.EndObject().EndObject();
  return text;
}

}  // namespace hirewire::sim::teamtailor
