#include "testing/simulators/teamtailor/collection.h"

#include <iterator>

namespace hirewire::sim::teamtailor {

const Relation* Collection::FindRelation(absl::string_view name) const {
  for (const Relation& relation : relations) {
    if (relation.name == name) return &relation;
  }
  return nullptr;
}

const Collection* FindCollection(absl::string_view type) {
  static const auto* const all = [] {
    auto* collections = new std::vector<Collection>(HiringCollections());
    for (auto& group : {JobCollections(), PeopleCollections()}) {
      collections->insert(collections->end(), group.begin(), group.end());
    }
    return collections;
  }();
  for (const Collection& collection : *all) {
    if (collection.type == type) return &collection;
  }
  return nullptr;
}

}  // namespace hirewire::sim::teamtailor
