// The words of an expression, and how a text is cut into them.
//
//   HW_ASSIGN_OR_RETURN(std::vector<Token> tokens, Tokenize("a[?b > `1`]"));
#ifndef HIREWIRE_BASE_EXPR_TOKEN_H_
#define HIREWIRE_BASE_EXPR_TOKEN_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::expr {

enum class TokenKind : uint8_t {
  kEnd,
  kName,        // foo
  kQuotedName,  // "foo bar"
  kRawString,   // 'text'
  kJson,        // `{"a": 1}`
  kNumber,      // -12
  kDot,
  kStar,
  kFlatten,  // []
  kFilter,   // [?
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
  kOpenParen,
  kCloseParen,
  kComma,
  kColon,
  kPipe,
  kOr,
  kAnd,
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kCurrent,    // @
  kReference,  // &
};

struct Token {
  TokenKind kind;
  // Where it starts in the text, in bytes from 0.
  size_t offset;
  // As it is written, for messages. Points into the text.
  absl::string_view spelling;
  // The resolved name or raw string, or the JSON between the backticks.
  std::string text;
  // Of a kNumber.
  int64_t number = 0;
};

// An INVALID_ARGUMENT "kind: column 5: message" for a byte offset of 4.
absl::Status CompileError(absl::string_view kind, size_t offset,
                          absl::string_view message);

// The tokens of `text`, kEnd last. Errors are of the kind "syntax".
absl::StatusOr<std::vector<Token>> Tokenize(absl::string_view text);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_TOKEN_H_
