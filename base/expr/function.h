// The functions an expression may call: their names, what they take and how
// they are computed.
//
//   const Function* const function = FindFunction("length");
#ifndef HIREWIRE_BASE_EXPR_FUNCTION_H_
#define HIREWIRE_BASE_EXPR_FUNCTION_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "absl/strings/string_view.h"
#include "base/expr/program.h"
#include "base/expr/value.h"

namespace hirewire::expr {

class Evaluator;

// Sets of types that an argument may have.
using Types = uint16_t;
inline constexpr Types kNullType = 1;
inline constexpr Types kBoolType = 2;
inline constexpr Types kNumberType = 4;
inline constexpr Types kStringType = 8;
inline constexpr Types kArrayType = 16;
inline constexpr Types kObjectType = 32;
inline constexpr Types kExpressionType = 64;
// Arrays whose elements are all numbers, or all strings.
inline constexpr Types kNumbersType = 128;
inline constexpr Types kStringsType = 256;
inline constexpr Types kAnyType = kNullType | kBoolType | kNumberType |
                                  kStringType | kArrayType | kObjectType;

// A call as a function sees it. `arguments` were checked against its types.
struct Call {
  Evaluator& evaluator;
  const Node& node;
  std::span<const Value> arguments;

  const Value& operator[](size_t index) const { return arguments[index]; }
};

struct Function {
  absl::string_view name;
  // False with the error set in the evaluator.
  bool (*compute)(const Call& call, Value* result);
  // Fixed arguments; where `variadic`, the last may be repeated.
  uint8_t arity;
  Types types[2];
  bool variadic = false;
  // Null where this argument is null; -1 for none.
  int8_t null_for = -1;
  // The first argument must be a string literal.
  bool literal_first = false;
};

// Null where there is none of that name.
const Function* FindFunction(absl::string_view name);

// The three tables that FindFunction looks in.
std::span<const Function> ScalarFunctions();
std::span<const Function> CollectionFunctions();
std::span<const Function> ExtensionFunctions();

// Whether `value` is of one of `types`.
bool HasType(const Value& value, Types types);

// "string or array", for messages.
std::string DescribeTypes(Types types);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_FUNCTION_H_
