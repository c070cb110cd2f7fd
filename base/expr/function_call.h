// A function call as far as it is known without data, for checks of what an
// expression looks into: see Expression::calls.
#ifndef HIREWIRE_BASE_EXPR_FUNCTION_CALL_H_
#define HIREWIRE_BASE_EXPR_FUNCTION_CALL_H_

#include <optional>
#include <string>
#include <vector>

namespace hirewire::expr {

// One function call in an expression.
struct FunctionCall {
  std::string function;
  // Its first argument where that is a string literal.
  std::optional<std::string> literal;
  // Its second argument where that is a plain path, else empty.
  std::vector<std::string> path;
};

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_FUNCTION_CALL_H_
