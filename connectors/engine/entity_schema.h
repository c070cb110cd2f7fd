// What a manifest knows of a vendor's records: the names of the fields at their
// top, or, where an entity is a list inside other records, at the top of its
// elements.
#ifndef HIREWIRE_CONNECTORS_ENGINE_ENTITY_SCHEMA_H_
#define HIREWIRE_CONNECTORS_ENGINE_ENTITY_SCHEMA_H_

#include <set>
#include <string>

#include "absl/container/flat_hash_set.h"

namespace hirewire::engine {

// Whose rules: those of lists or those of gets.
enum class PlanKind { kList, kGet };

struct EntitySchema {
  // Of the records that one kind of operation maps.
  struct Shape {
    // Names that its rules read.
    std::set<std::string> read;
    // Records are objects of `item`, `parent` and so on.
    bool children = false;
  };

  const Shape& shape(PlanKind kind) const {
    return kind == PlanKind::kList ? list : get;
  }

  Shape list;
  Shape get;
  // All that is read by anything of the entity, and what it ignores.
  absl::flat_hash_set<std::string> known;
  // Something reads records as a whole: no field of them is unknown.
  bool reads_all = false;
  // Unified fields of words that hold personal data: "gender".
  std::set<std::string, std::less<>> personal_words;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_ENTITY_SCHEMA_H_
