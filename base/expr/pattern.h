// Regular expressions in RE2's syntax, held against whole texts.
//
//   HW_RETURN_IF_ERROR(CheckPattern("[a-z]+"));
//   MatchesWhole("acme", "[a-z]+")   // true
#ifndef HIREWIRE_BASE_EXPR_PATTERN_H_
#define HIREWIRE_BASE_EXPR_PATTERN_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::expr {

// INVALID_ARGUMENT says what is wrong.
absl::Status CheckPattern(const std::string& pattern);

// False, too, for a pattern that is none.
bool MatchesWhole(absl::string_view text, const std::string& pattern);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_PATTERN_H_
