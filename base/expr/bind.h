// Paths of an expression whose values are found beforehand.
#ifndef HIREWIRE_BASE_EXPR_BIND_H_
#define HIREWIRE_BASE_EXPR_BIND_H_

#include <functional>
#include <span>
#include <string>

#include "base/expr/program.h"

namespace hirewire::expr {

// The place in Context::slots of the value at `path`, which is not empty, in
// the input; negative where it is not among them.
using SlotOf = std::function<int(std::span<const std::string> path)>;

// Asks `slot_of` for every path that starts at the program's input, and not at
// something computed from it or at an element of a list, and notes the answers
// in the nodes.
void BindPaths(const SlotOf& slot_of, Program& program);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_BIND_H_
