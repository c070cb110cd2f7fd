// The compiled form of an expression: a tree of nodes, and what they point to.
// Built by the parser, walked by the evaluator and the analysis; not for use
// outside this folder.
#ifndef HIREWIRE_BASE_EXPR_PROGRAM_H_
#define HIREWIRE_BASE_EXPR_PROGRAM_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/expr/value.h"
#include "base/json/parser.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace hirewire::expr {

struct Function;

enum class Op : uint8_t {
  kCurrent,          // @
  kPath,             // left.keys[0].keys[1]..., left optional
  kIndex,            // left[index]
  kSlice,            // left[slice]
  kChain,            // left.right and left | right
  kProjection,       // left[*].right
  kValueProjection,  // left.*.right
  kFilter,           // left[?condition].right
  kFlatten,          // left[]
  kArray,            // [children...]
  kObject,           // {keys: children...}
  kOr,
  kAnd,
  kNot,      // !left
  kCompare,  // left comparator right
  kLiteral,
  kCall,       // function(children...)
  kReference,  // &left
};

enum class Comparator : uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
};

struct Node {
  Op op;
  Comparator comparator = Comparator::kEqual;
  // Levels of nodes below and including this one.
  int depth = 1;
  // Owned by the program.
  const Node* left = nullptr;
  const Node* right = nullptr;
  const Node* condition = nullptr;
  std::vector<const Node*> children;
  std::vector<std::string> keys;
  // Of a path from the input: where Context::slots has its value, or -1.
  int slot = -1;
  int64_t index = 0;
  std::optional<int64_t> slice[3];
  Value literal;
  const Function* function = nullptr;
  // Of re_extract.
  std::shared_ptr<const re2::RE2> pattern;
};

struct Program {
  std::string text;
  std::vector<std::unique_ptr<Node>> nodes;
  // What literals point into; neither container moves its elements.
  std::deque<json::Document> documents;
  std::deque<std::string> strings;
  const Node* root = nullptr;
};

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_PROGRAM_H_
