#include "base/expr/token.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "base/json/parser.h"
#include "base/status/macros.h"

namespace hirewire::expr {
namespace {

struct Symbol {
  absl::string_view spelling;
  TokenKind kind;
};

// The longer of two symbols with the same start comes first.
constexpr Symbol kSymbols[] = {
    {"[]", TokenKind::kFlatten},    {"[?", TokenKind::kFilter},
    {"[", TokenKind::kOpenBracket}, {"]", TokenKind::kCloseBracket},
    {"{", TokenKind::kOpenBrace},   {"}", TokenKind::kCloseBrace},
    {"(", TokenKind::kOpenParen},   {")", TokenKind::kCloseParen},
    {"||", TokenKind::kOr},         {"|", TokenKind::kPipe},
    {"&&", TokenKind::kAnd},        {"&", TokenKind::kReference},
    {"!=", TokenKind::kNotEqual},   {"!", TokenKind::kNot},
    {"==", TokenKind::kEqual},      {"<=", TokenKind::kLessOrEqual},
    {"<", TokenKind::kLess},        {">=", TokenKind::kGreaterOrEqual},
    {">", TokenKind::kGreater},     {".", TokenKind::kDot},
    {"*", TokenKind::kStar},        {",", TokenKind::kComma},
    {":", TokenKind::kColon},       {"@", TokenKind::kCurrent},
};

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}
bool StartsName(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_';
}

class Lexer {
 public:
  explicit Lexer(absl::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<Token>> Run() {
    for (;;) {
      while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
      if (at_ == text_.size()) break;
      HW_ASSIGN_OR_RETURN(Token token, Next());
      tokens_.push_back(std::move(token));
    }
    tokens_.push_back({TokenKind::kEnd, at_, "the end", ""});
    return std::move(tokens_);
  }

 private:
  static bool IsSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  absl::StatusOr<Token> Next() {
    const char c = text_[at_];
    if (StartsName(c)) return Name();
    if (IsDigit(c) || c == '-') return Number();
    if (c == '"') return QuotedName();
    if (c == '\'') return RawString();
    if (c == '`') return Json();
    for (const Symbol& symbol : kSymbols) {
      if (!absl::StartsWith(text_.substr(at_), symbol.spelling)) continue;
      Token token = Make(symbol.kind, at_ + symbol.spelling.size());
      return token;
    }
    return CompileError("syntax", at_,
                        "expected an expression, found an "
                        "unknown character");
  }

  // A token from here to `end`, which becomes here.
  Token Make(TokenKind kind, size_t end) {
    Token token{kind, at_, text_.substr(at_, end - at_), ""};
    at_ = end;
    return token;
  }

  Token Name() {
    size_t end = at_;
    while (end < text_.size() &&
           (StartsName(text_[end]) || IsDigit(text_[end]))) {
      ++end;
    }
    Token token = Make(TokenKind::kName, end);
    token.text = std::string(token.spelling);
    return token;
  }

  absl::StatusOr<Token> Number() {
    size_t end = at_ + 1;
    while (end < text_.size() && IsDigit(text_[end])) ++end;
    Token token = Make(TokenKind::kNumber, end);
    if (!absl::SimpleAtoi(token.spelling, &token.number)) {
      return CompileError("syntax", token.offset,
                          "expected a number of at most 64 bits");
    }
    return token;
  }

  // What is between here and the next `quote` that no backslash escapes.
  absl::StatusOr<Token> Quoted(TokenKind kind, char quote) {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote) {
      end += text_[end] == '\\' ? 2 : 1;
    }
    if (end >= text_.size()) {
      return CompileError(
          "syntax", at_,
          absl::StrCat("expected a closing ", absl::string_view(&quote, 1)));
    }
    Token token = Make(kind, end + 1);
    token.text =
        std::string(token.spelling.substr(1, token.spelling.size() - 2));
    return token;
  }

  absl::StatusOr<Token> QuotedName() {
    HW_ASSIGN_OR_RETURN(Token token, Quoted(TokenKind::kQuotedName, '"'));
    const absl::StatusOr<json::Document> name =
        json::Parse(std::string(token.spelling));
    if (!name.ok() || !name->root().is_string()) {
      return CompileError("syntax", token.offset,
                          "expected a name in quotes as a JSON string");
    }
    token.text = std::string(name->root().AsString());
    return token;
  }

  absl::StatusOr<Token> RawString() {
    HW_ASSIGN_OR_RETURN(Token token, Quoted(TokenKind::kRawString, '\''));
    token.text = absl::StrReplaceAll(token.text, {{"\\'", "'"}});
    return token;
  }

  absl::StatusOr<Token> Json() {
    HW_ASSIGN_OR_RETURN(Token token, Quoted(TokenKind::kJson, '`'));
    token.text = absl::StrReplaceAll(token.text, {{"\\`", "`"}});
    return token;
  }

  absl::string_view text_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

absl::Status CompileError(absl::string_view kind, size_t offset,
                          absl::string_view message) {
  return absl::InvalidArgumentError(
      absl::StrCat(kind, ": column ", offset + 1, ": ", message));
}

absl::StatusOr<std::vector<Token>> Tokenize(absl::string_view text) {
  return Lexer(text).Run();
}

}  // namespace hirewire::expr
