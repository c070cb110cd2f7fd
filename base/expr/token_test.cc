#include "base/expr/token.h"

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

std::vector<TokenKind> Kinds(absl::string_view text) {
  std::vector<TokenKind> kinds;
  const absl::StatusOr<std::vector<Token>> tokens = Tokenize(text);
  EXPECT_TRUE(tokens.ok()) << tokens.status();
  if (!tokens.ok()) return kinds;
  for (const Token& token : *tokens) kinds.push_back(token.kind);
  return kinds;
}

TEST(Tokenize, TakesTheLongestSymbol) {
  EXPECT_EQ(
      Kinds("[] [? [ || | && & != ! <= <"),
      (std::vector<TokenKind>{
          TokenKind::kFlatten, TokenKind::kFilter, TokenKind::kOpenBracket,
          TokenKind::kOr, TokenKind::kPipe, TokenKind::kAnd,
          TokenKind::kReference, TokenKind::kNotEqual, TokenKind::kNot,
          TokenKind::kLessOrEqual, TokenKind::kLess, TokenKind::kEnd}));
}

TEST(Tokenize, ResolvesEscapes) {
  const std::vector<Token> tokens =
      *Tokenize(R"("a\"\u00e9" 'it\'s \n' `"\`"`)");
  EXPECT_EQ(tokens[0].text, "a\"é");
  EXPECT_EQ(tokens[1].text, "it's \\n");
  EXPECT_EQ(tokens[2].text, "\"`\"");
}

TEST(Tokenize, KnowsWhereEachTokenStarts) {
  const std::vector<Token> tokens = *Tokenize("a  .bc[-12]");
  EXPECT_EQ(tokens[1].offset, 3u);
  EXPECT_EQ(tokens[2].text, "bc");
  EXPECT_EQ(tokens[4].number, -12);
  EXPECT_EQ(tokens.back().offset, 11u);
}

TEST(Tokenize, SaysWhatItExpectedAndWhere) {
  EXPECT_EQ(Tokenize("ab 'c").status().message(),
            "syntax: column 4: expected a closing '");
  EXPECT_EQ(Tokenize("a[99999999999999999999]").status().message(),
            "syntax: column 3: expected a number of at most 64 bits");
  EXPECT_EQ(Tokenize("a - b").status().message(),
            "syntax: column 3: expected a number of at most 64 bits");
  EXPECT_FALSE(Tokenize("a # b").ok());
  EXPECT_FALSE(Tokenize("\"\\x\"").ok());
  EXPECT_FALSE(Tokenize("`1\\").ok());
}

}  // namespace
}  // namespace hirewire::expr
