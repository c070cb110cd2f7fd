// Text to program: JMESPath's grammar, by precedence climbing.
//
//   HW_ASSIGN_OR_RETURN(std::shared_ptr<Program> program,
//                       ParseExpression("a.b[?c > `1`].d"));
#ifndef HIREWIRE_BASE_EXPR_PARSER_H_
#define HIREWIRE_BASE_EXPR_PARSER_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/expr/program.h"

namespace hirewire::expr {

// Nodes above one another; bounds the stack of everything that walks them.
inline constexpr int kMaxNesting = 300;
inline constexpr size_t kMaxTextBytes = size_t{64} << 10;

// Errors as described at Expression::Compile.
absl::StatusOr<std::shared_ptr<Program>> ParseExpression(
    absl::string_view text);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_PARSER_H_
