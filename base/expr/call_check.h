// What can be known of a function call before there is data.
//
//   HW_RETURN_IF_ERROR(CheckCall("length", offset, *call));
#ifndef HIREWIRE_BASE_EXPR_CALL_CHECK_H_
#define HIREWIRE_BASE_EXPR_CALL_CHECK_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/expr/program.h"

namespace hirewire::expr {

// Finds the function `name` for `call`, whose children are its arguments, and
// completes the node. Errors are of the kinds "unknown-function",
// "invalid-arity", "invalid-type" (a table or pattern that is no literal) and
// "invalid-value" (a pattern that RE2 refuses), and point to `offset`.
absl::Status CheckCall(absl::string_view name, size_t offset, Node& call);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_CALL_CHECK_H_
