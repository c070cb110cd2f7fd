// Entities that a vendor keeps as lists inside other records: stage changes
// inside a candidacy, questions inside a job posting.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CHILDREN_H_
#define HIREWIRE_CONNECTORS_ENGINE_CHILDREN_H_

#include <vector>

#include "absl/status/statusor.h"
#include "base/expr/arena.h"
#include "base/expr/expression.h"
#include "base/expr/value.h"

namespace hirewire::engine {

// For each element of each parent's list, in order, an object of item, parent,
// index, previous and next. A parent whose list is null has none.
// VENDOR_RESPONSE_INVALID where it is something else than a list. The values
// live as long as the parents and `arena`.
absl::StatusOr<std::vector<expr::Value>> ExpandChildren(
    const expr::Expression& children, const std::vector<expr::Value>& parents,
    expr::Arena& arena);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CHILDREN_H_
