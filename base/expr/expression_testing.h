// Expressions in one line, for tests.
//
//   EXPECT_EQ(ResultOf("a.b", R"({"a": {"b": 1}})"), "1");
//   EXPECT_EQ(ResultOf("abs(@)", "null"), "invalid-type: abs() wants ...");
#ifndef HIREWIRE_BASE_EXPR_EXPRESSION_TESTING_H_
#define HIREWIRE_BASE_EXPR_EXPRESSION_TESTING_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/expression.h"
#include "base/expr/lookup.h"
#include "base/expr/value.h"
#include "base/json/parser.h"

namespace hirewire::expr {

// The value as JSON, or the message of the error, wherever it comes from.
inline std::string ResultOf(absl::string_view text,
                            absl::string_view input = "null",
                            const LookupSource* lookups = nullptr) {
  const absl::StatusOr<json::Document> document =
      json::Parse(std::string(input));
  if (!document.ok()) return std::string(document.status().message());
  const absl::StatusOr<Expression> expression = Expression::Compile(text);
  if (!expression.ok()) return std::string(expression.status().message());
  Arena arena;
  const absl::StatusOr<Value> value = expression->Evaluate(
      document->root(), {.arena = arena, .lookups = lookups});
  if (!value.ok()) return std::string(value.status().message());
  const absl::StatusOr<std::string> json = WriteJson(*value);
  return json.ok() ? *json : std::string(json.status().message());
}

// The kind of the error, "" where there is none.
inline std::string ErrorKind(absl::string_view text,
                             absl::string_view input = "null") {
  const std::string result = ResultOf(text, input);
  for (const char* kind : {"syntax", "unknown-function", "invalid-arity",
                           "invalid-type", "invalid-value", "limit"}) {
    if (result.rfind(std::string(kind) + ": ", 0) == 0) return kind;
  }
  return "";
}

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_EXPRESSION_TESTING_H_
