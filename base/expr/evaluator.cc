#include "base/expr/evaluator.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/expr/function.h"
#include "base/expr/lookup.h"
#include "base/expr/program.h"
#include "base/expr/value.h"
#include "base/json/value.h"

namespace hirewire::expr {
namespace {

// The part of a list of `size` elements that a slice stands for: from `start`
// by `step` to before `stop`. As Python has it.
struct Bounds {
  int64_t start;
  int64_t stop;
  int64_t step;
};

Bounds Resolve(const std::optional<int64_t> (&slice)[3], int64_t size) {
  const int64_t step = slice[2].value_or(1);
  const int64_t low = step < 0 ? -1 : 0;
  const int64_t high = step < 0 ? size - 1 : size;
  const auto clamp = [&](std::optional<int64_t> bound, int64_t otherwise) {
    if (!bound) return otherwise;
    return std::clamp(*bound < 0 ? *bound + size : *bound, low, high);
  };
  return {clamp(slice[0], step < 0 ? high : low),
          clamp(slice[1], step < 0 ? low : high), step};
}

}  // namespace

Evaluator::Evaluator(const Context& context)
    : context_(context), base_(Mark()), steps_(context.max_steps) {}

// A failed evaluation leaves its lists unfinished.
Evaluator::~Evaluator() { context_.arena.pending_.resize(base_); }

bool Evaluator::Fail(absl::string_view kind, absl::string_view message) {
  status_ = absl::InvalidArgumentError(absl::StrCat(kind, ": ", message));
  return false;
}

bool Evaluator::Exhausted() {
  status_ = absl::ResourceExhaustedError("limit: the results are too large");
  return false;
}

bool Evaluator::Charge(uint64_t steps) {
  if (steps < steps_) {
    steps_ -= steps;
    return true;
  }
  steps_ = 0;
  status_ = absl::ResourceExhaustedError("limit: the evaluation is too long");
  return false;
}

bool Evaluator::Equal(const Value& a, const Value& b, bool* equal) {
  *equal = EqualWithin(a, b, steps_);
  return steps_ > 0 || Charge(1);
}

bool Evaluator::Take(size_t mark, Value* result) {
  const size_t size = Mark() - mark;
  Value* items = nullptr;
  if (size > 0) {
    if (!Allocate(size, &items)) return false;
    std::copy_n(Pending(mark), size, items);
    context_.arena.pending_.resize(mark);
  }
  *result = Value::Array(items, size);
  return true;
}

bool Evaluator::Copy(absl::string_view text, Value* result) {
  *result = arena().CopyString(text);
  return result->is_string() || Exhausted();
}

bool Evaluator::Eval(const Node& node, const Value& input, Value* result) {
  if (!Charge(1)) return false;
  switch (node.op) {
    case Op::kCurrent:
      *result = input;
      return true;
    case Op::kLiteral:
      *result = node.literal;
      return true;
    case Op::kPath:
      return Path(node, input, result);
    case Op::kReference:
      *result = Value::Expression(node.left);
      return true;
    case Op::kArray:
      return MultiArray(node, input, result);
    case Op::kObject:
      return MultiObject(node, input, result);
    case Op::kCompare:
      return Compare(node, input, result);
    case Op::kCall:
      return Call(node, input, result);
    default:
      break;
  }
  // Everything else starts from what is on its left.
  Value left;
  if (!Eval(*node.left, input, &left)) return false;
  switch (node.op) {
    case Op::kIndex:
      *result = left.At(node.index);
      return true;
    case Op::kSlice:
      return Slice(node, left, result);
    case Op::kChain:
      return Eval(*node.right, left, result);
    case Op::kFlatten:
      return Flatten(left, result);
    case Op::kOr:
      if (!left.IsTrue()) return Eval(*node.right, input, result);
      *result = left;
      return true;
    case Op::kAnd:
      if (left.IsTrue()) return Eval(*node.right, input, result);
      *result = left;
      return true;
    case Op::kNot:
      *result = Value::Bool(!left.IsTrue());
      return true;
    default:
      return Project(node, left, result);
  }
}

bool Evaluator::Path(const Node& node, const Value& input, Value* result) {
  if (node.left == nullptr) {
    const bool bound = node.slot >= 0 && context_.slots != nullptr;
    *result = bound ? context_.slots[node.slot] : input.Follow(node.keys);
    return true;
  }
  Value left;
  if (!Eval(*node.left, input, &left)) return false;
  *result = left.Follow(node.keys);
  return true;
}

bool Evaluator::Slice(const Node& node, const Value& list, Value* result) {
  *result = Value();
  if (!list.is_array()) return true;
  const size_t all = Mark();
  for (const Value item : list.items()) Push(item);
  const size_t mark = Mark();
  if (!Charge(mark - all)) return false;
  const Bounds bounds = Resolve(node.slice, static_cast<int64_t>(mark - all));
  // The step may be as large as an int64; no index may pass it.
  for (int64_t i = bounds.start;
       bounds.step > 0 ? i < bounds.stop : i > bounds.stop;) {
    Push(Pending(all)[i]);
    if (__builtin_add_overflow(i, bounds.step, &i)) break;
  }
  if (!Take(mark, result)) return false;
  context_.arena.pending_.resize(all);
  return true;
}

bool Evaluator::ProjectItem(const Node& node, const Value& item) {
  if (node.op == Op::kFilter) {
    Value condition;
    if (!Eval(*node.condition, item, &condition)) return false;
    if (!condition.IsTrue()) return true;
  }
  Value value;
  if (!Eval(*node.right, item, &value)) return false;
  if (!value.is_null()) Push(value);
  return true;
}

bool Evaluator::Project(const Node& node, const Value& left, Value* result) {
  *result = Value();
  const size_t mark = Mark();
  if (node.op == Op::kValueProjection) {
    if (!left.is_object()) return true;
    for (const Member member : left.members()) {
      if (!ProjectItem(node, member.value)) return false;
    }
  } else {
    if (!left.is_array()) return true;
    for (const Value item : left.items()) {
      if (!ProjectItem(node, item)) return false;
    }
  }
  return Take(mark, result);
}

bool Evaluator::Flatten(const Value& list, Value* result) {
  *result = Value();
  if (!list.is_array()) return true;
  const size_t mark = Mark();
  for (const Value item : list.items()) {
    if (!item.is_array()) {
      Push(item);
      continue;
    }
    for (const Value inner : item.items()) Push(inner);
    if (!Charge(item.size())) return false;
  }
  return Charge(list.size()) && Take(mark, result);
}

bool Evaluator::MultiArray(const Node& node, const Value& input,
                           Value* result) {
  *result = Value();
  if (input.is_null()) return true;
  const size_t mark = Mark();
  for (const Node* child : node.children) {
    Value value;
    if (!Eval(*child, input, &value)) return false;
    Push(value);
  }
  return Take(mark, result);
}

bool Evaluator::MultiObject(const Node& node, const Value& input,
                            Value* result) {
  *result = Value();
  if (input.is_null()) return true;
  Member* members;
  if (!Allocate(node.keys.size(), &members)) return false;
  for (size_t i = 0; i < node.keys.size(); ++i) {
    Value value;
    if (!Eval(*node.children[i], input, &value)) return false;
    members[i] = {node.keys[i], value};
  }
  *result = Value::Object(members, node.keys.size());
  return true;
}

bool Evaluator::Compare(const Node& node, const Value& input, Value* result) {
  Value left;
  Value right;
  if (!Eval(*node.left, input, &left)) return false;
  if (!Eval(*node.right, input, &right)) return false;
  if (node.comparator == Comparator::kEqual ||
      node.comparator == Comparator::kNotEqual) {
    bool equal;
    if (!Equal(left, right, &equal)) return false;
    *result = Value::Bool(equal == (node.comparator == Comparator::kEqual));
    return true;
  }
  *result = Value();
  if (!left.is_number() || !right.is_number()) return true;
  const int order = expr::Compare(left, right);
  switch (node.comparator) {
    case Comparator::kLess:
      *result = Value::Bool(order < 0);
      return true;
    case Comparator::kLessOrEqual:
      *result = Value::Bool(order <= 0);
      return true;
    case Comparator::kGreater:
      *result = Value::Bool(order > 0);
      return true;
    default:
      *result = Value::Bool(order >= 0);
      return true;
  }
}

bool Evaluator::Call(const Node& node, const Value& input, Value* result) {
  const Function& function = *node.function;
  const size_t count = node.children.size();
  Value* arguments;
  if (!Allocate(count, &arguments)) return false;
  for (size_t i = 0; i < count; ++i) {
    if (!Eval(*node.children[i], input, &arguments[i])) return false;
  }
  *result = Value();
  if (function.null_for >= 0 && arguments[function.null_for].is_null()) {
    return true;
  }
  for (size_t i = 0; i < count; ++i) {
    const Types types = function.types[std::min<size_t>(
        i, function.variadic ? function.arity - 1 : 1)];
    if (!Charge(arguments[i].size())) return false;
    if (HasType(arguments[i], types)) continue;
    return Fail(
        "invalid-type",
        absl::StrCat(function.name, "() wants ", DescribeTypes(types),
                     " as argument ", i + 1, ", got ", TypeName(arguments[i])));
  }
  return function.compute({*this, node, std::span(arguments, count)}, result);
}

}  // namespace hirewire::expr
