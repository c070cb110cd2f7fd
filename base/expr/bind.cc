#include "base/expr/bind.h"

#include <memory>
#include <set>

namespace hirewire::expr {
namespace {

// Adds the paths below `node`, which is evaluated on the program's input, that
// are evaluated on it too.
void Collect(const Node& node, std::set<const Node*>& paths) {
  switch (node.op) {
    case Op::kCurrent:
    case Op::kLiteral:
    case Op::kReference:
      return;
    case Op::kPath:
      if (node.left == nullptr) {
        paths.insert(&node);
      } else {
        Collect(*node.left, paths);
      }
      return;
    case Op::kArray:
    case Op::kObject:
    case Op::kCall:
      for (const Node* child : node.children) Collect(*child, paths);
      return;
    case Op::kOr:
    case Op::kAnd:
    case Op::kCompare:
      Collect(*node.left, paths);
      Collect(*node.right, paths);
      return;
    default:
      // What stands on the right of these is evaluated on the left's value.
      Collect(*node.left, paths);
  }
}

}  // namespace

void BindPaths(const SlotOf& slot_of, Program& program) {
  std::set<const Node*> paths;
  Collect(*program.root, paths);
  for (const std::unique_ptr<Node>& node : program.nodes) {
    if (paths.count(node.get()) > 0) node->slot = slot_of(node->keys);
  }
}

}  // namespace hirewire::expr
