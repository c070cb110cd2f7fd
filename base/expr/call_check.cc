#include "base/expr/call_check.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/expr/function.h"
#include "base/expr/program.h"
#include "base/expr/token.h"
#include "base/expr/value.h"
#include "base/status/macros.h"
#include "re2/re2.h"

namespace hirewire::expr {
namespace {

// Compiled patterns stay small whatever they repeat.
constexpr int64_t kPatternBytes = int64_t{1} << 20;

absl::Status CheckArity(const Function& function, size_t offset, size_t count) {
  if (function.variadic ? count >= function.arity : count == function.arity) {
    return absl::OkStatus();
  }
  return CompileError(
      "invalid-arity", offset,
      absl::StrCat(function.name, "() takes ",
                   function.variadic ? "at least " : "", function.arity,
                   function.arity == 1 ? " argument" : " arguments", ", got ",
                   count));
}

absl::Status CompilePattern(size_t offset, Node& call) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kPatternBytes);
  const absl::string_view text = call.children[0]->literal.AsString();
  auto pattern = std::make_shared<const RE2>(
      re2::StringPiece(text.data(), text.size()), options);
  if (!pattern->ok()) {
    return CompileError("invalid-value", offset,
                        absl::StrCat("bad pattern: ", pattern->error()));
  }
  call.pattern = std::move(pattern);
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckCall(absl::string_view name, size_t offset, Node& call) {
  const Function* const function = FindFunction(name);
  if (function == nullptr) {
    return CompileError("unknown-function", offset,
                        absl::StrCat("there is no function ", name, "()"));
  }
  HW_RETURN_IF_ERROR(CheckArity(*function, offset, call.children.size()));
  call.function = function;
  if (!function->literal_first) return absl::OkStatus();
  const Node& first = *call.children[0];
  if (first.op != Op::kLiteral || !first.literal.is_string()) {
    return CompileError(
        "invalid-type", offset,
        absl::StrCat(name, "() wants a string literal as argument 1"));
  }
  return name == "re_extract" ? CompilePattern(offset, call) : absl::OkStatus();
}

}  // namespace hirewire::expr
