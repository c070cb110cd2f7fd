#include "base/expr/parser.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/expr/call_check.h"
#include "base/expr/program.h"
#include "base/expr/token.h"
#include "base/expr/value.h"
#include "base/json/parser.h"
#include "base/json/write.h"
#include "base/status/macros.h"

namespace hirewire::expr {
namespace {

using Result = absl::StatusOr<Node*>;

// How tightly a token binds to what is left of it. What ends a projection
// binds less than kEndsProjection.
constexpr int kPipePower = 1;
constexpr int kFlattenPower = 9;
constexpr int kEndsProjection = 10;
constexpr int kStarPower = 20;
constexpr int kFilterPower = 21;
constexpr int kDotPower = 40;
constexpr int kNotPower = 45;

int Power(TokenKind kind) {
  switch (kind) {
    case TokenKind::kPipe:
      return kPipePower;
    case TokenKind::kOr:
      return 2;
    case TokenKind::kAnd:
      return 3;
    case TokenKind::kEqual:
    case TokenKind::kNotEqual:
    case TokenKind::kLess:
    case TokenKind::kLessOrEqual:
    case TokenKind::kGreater:
    case TokenKind::kGreaterOrEqual:
      return 5;
    case TokenKind::kFlatten:
      return kFlattenPower;
    case TokenKind::kStar:
      return kStarPower;
    case TokenKind::kFilter:
      return kFilterPower;
    case TokenKind::kDot:
      return kDotPower;
    case TokenKind::kOpenBrace:
      return 50;
    case TokenKind::kOpenBracket:
      return 55;
    case TokenKind::kOpenParen:
      return 60;
    default:
      return 0;
  }
}

Comparator ComparatorOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kNotEqual:
      return Comparator::kNotEqual;
    case TokenKind::kLess:
      return Comparator::kLess;
    case TokenKind::kLessOrEqual:
      return Comparator::kLessOrEqual;
    case TokenKind::kGreater:
      return Comparator::kGreater;
    case TokenKind::kGreaterOrEqual:
      return Comparator::kGreaterOrEqual;
    default:
      return Comparator::kEqual;
  }
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, Program& program)
      : tokens_(std::move(tokens)), program_(program) {}

  absl::Status Run() {
    HW_ASSIGN_OR_RETURN(program_.root, Expression(0));
    if (!At(TokenKind::kEnd)) return Expected("an operator or the end");
    return absl::OkStatus();
  }

 private:
  const Token& Here() const { return tokens_[at_]; }
  const Token& Ahead() const {
    return tokens_[std::min(at_ + 1, tokens_.size() - 1)];
  }
  bool At(TokenKind kind) const { return Here().kind == kind; }
  const Token& Advance() { return tokens_[at_++]; }

  bool Skip(TokenKind kind) {
    if (!At(kind)) return false;
    ++at_;
    return true;
  }

  absl::Status Expect(TokenKind kind, absl::string_view what) {
    return Skip(kind) ? absl::OkStatus() : Expected(what);
  }

  absl::Status Expected(absl::string_view what) const {
    return CompileError(
        "syntax", Here().offset,
        absl::StrCat("expected ", what, ", found ", Here().spelling));
  }

  absl::Status TooDeep() const {
    return CompileError(
        "limit", Here().offset,
        absl::StrCat("nested more than ", kMaxNesting, " levels deep"));
  }

  Node* Add(Op op) {
    program_.nodes.push_back(std::make_unique<Node>());
    program_.nodes.back()->op = op;
    return program_.nodes.back().get();
  }

  // A node over `left` and `right`, which may be null.
  Result Add(Op op, const Node* left, const Node* right = nullptr) {
    Node* const node = Add(op);
    node->left = left;
    node->right = right;
    return Measured(node);
  }

  // Counts the levels below `node` once its parts are set.
  Result Measured(Node* node) {
    for (const Node* part : {node->left, node->right, node->condition}) {
      if (part != nullptr) node->depth = std::max(node->depth, part->depth + 1);
    }
    for (const Node* child : node->children) {
      node->depth = std::max(node->depth, child->depth + 1);
    }
    if (node->depth > kMaxNesting) return TooDeep();
    return node;
  }

  // `left.key`, on one node for a whole path. A pipe or a projection on the
  // left is a value like any other here.
  Result AddKey(Node* left, const std::string& key) {
    if (left->op == Op::kPath) {
      left->keys.push_back(key);
      return left;
    }
    HW_ASSIGN_OR_RETURN(
        Node* const node,
        Add(Op::kPath, left->op == Op::kCurrent ? nullptr : left));
    node->keys.push_back(key);
    return node;
  }

  Result Expression(int power) {
    if (++nesting_ > kMaxNesting) return TooDeep();
    HW_ASSIGN_OR_RETURN(Node * left, Prefix());
    while (power < Power(Here().kind)) {
      HW_ASSIGN_OR_RETURN(left, Infix(left));
    }
    --nesting_;
    return left;
  }

  Result Prefix() {
    switch (Here().kind) {
      case TokenKind::kName:
        if (Ahead().kind == TokenKind::kOpenParen) return FunctionCall();
        return AddKey(Add(Op::kCurrent), Advance().text);
      case TokenKind::kQuotedName: {
        const Token& name = Advance();
        if (At(TokenKind::kOpenParen)) {
          return Expected("no call of a name in quotes");
        }
        return AddKey(Add(Op::kCurrent), name.text);
      }
      case TokenKind::kRawString:
        program_.strings.push_back(Advance().text);
        return Literal(Value::String(program_.strings.back()));
      case TokenKind::kJson:
        return JsonLiteral();
      case TokenKind::kCurrent:
        Advance();
        return Add(Op::kCurrent);
      case TokenKind::kStar:
        Advance();
        return Projected(Op::kValueProjection, Add(Op::kCurrent), kStarPower);
      case TokenKind::kFlatten:
        Advance();
        return Flatten(Add(Op::kCurrent));
      case TokenKind::kFilter:
        Advance();
        return Filter(Add(Op::kCurrent));
      case TokenKind::kOpenBracket:
        return PrefixBracket();
      case TokenKind::kOpenBrace:
        Advance();
        return MultiObject();
      case TokenKind::kNot: {
        Advance();
        HW_ASSIGN_OR_RETURN(Node* const operand, Expression(kNotPower));
        return Add(Op::kNot, operand);
      }
      case TokenKind::kOpenParen: {
        Advance();
        HW_ASSIGN_OR_RETURN(Node* const inner, Expression(0));
        HW_RETURN_IF_ERROR(Expect(TokenKind::kCloseParen, ")"));
        return inner;
      }
      default:
        return Expected("an expression");
    }
  }

  Result Infix(Node* left) {
    const Token& token = Advance();
    switch (token.kind) {
      case TokenKind::kDot:
        return AfterDot(left);
      case TokenKind::kPipe:
        return Binary(Op::kChain, left, token.kind);
      case TokenKind::kOr:
        return Binary(Op::kOr, left, token.kind);
      case TokenKind::kAnd:
        return Binary(Op::kAnd, left, token.kind);
      case TokenKind::kFlatten:
        return Flatten(left);
      case TokenKind::kFilter:
        return Filter(left);
      case TokenKind::kOpenBracket:
        if (At(TokenKind::kNumber) || At(TokenKind::kColon)) {
          return IndexOrSlice(left);
        }
        HW_RETURN_IF_ERROR(Expect(TokenKind::kStar, "a number, a slice or *"));
        HW_RETURN_IF_ERROR(Expect(TokenKind::kCloseBracket, "]"));
        return Projected(Op::kProjection, left, kStarPower);
      case TokenKind::kEqual:
      case TokenKind::kNotEqual:
      case TokenKind::kLess:
      case TokenKind::kLessOrEqual:
      case TokenKind::kGreater:
      case TokenKind::kGreaterOrEqual: {
        HW_ASSIGN_OR_RETURN(Node* const node,
                            Binary(Op::kCompare, left, token.kind));
        node->comparator = ComparatorOf(token.kind);
        return node;
      }
      default:
        --at_;
        return Expected("an operator or the end");
    }
  }

  Result Binary(Op op, Node* left, TokenKind kind) {
    HW_ASSIGN_OR_RETURN(Node* const right, Expression(Power(kind)));
    return Add(op, left, right);
  }

  Result Literal(Value value) {
    Node* const node = Add(Op::kLiteral);
    node->literal = value;
    return node;
  }

  Result JsonLiteral() {
    const Token& token = Advance();
    absl::StatusOr<json::Document> document = json::Parse(token.text);
    if (!document.ok()) {
      return CompileError("syntax", token.offset,
                          "expected JSON between the backticks");
    }
    program_.documents.push_back(*std::move(document));
    return Literal(Value(program_.documents.back().root()));
  }

  bool AtCall() const {
    return At(TokenKind::kName) && Ahead().kind == TokenKind::kOpenParen;
  }

  Result MultiSelect() {
    return Advance().kind == TokenKind::kOpenBracket ? MultiList()
                                                     : MultiObject();
  }

  // What follows the dot after `left`.
  Result AfterDot(Node* left) {
    if (At(TokenKind::kOpenBracket) || At(TokenKind::kOpenBrace)) {
      HW_ASSIGN_OR_RETURN(Node* const select, MultiSelect());
      return Add(Op::kChain, left, select);
    }
    if (At(TokenKind::kStar)) {
      Advance();
      return Projected(Op::kValueProjection, left, kStarPower);
    }
    if (AtCall()) {
      HW_ASSIGN_OR_RETURN(Node* const call, FunctionCall());
      return Add(Op::kChain, left, call);
    }
    if (!At(TokenKind::kName) && !At(TokenKind::kQuotedName)) {
      return Expected("a name, *, [ or {");
    }
    HW_ASSIGN_OR_RETURN(Node* const name, Prefix());
    return AddKey(left, name->keys[0]);
  }

  // The expression that a projection applies to each element. It ends after a
  // multi-select: `a[*].[b, c][0]` is the first of the lists.
  Result ProjectionRight(int power) {
    if (Power(Here().kind) < kEndsProjection) return Add(Op::kCurrent);
    if (At(TokenKind::kOpenBracket) || At(TokenKind::kFilter)) {
      return Expression(power);
    }
    if (!Skip(TokenKind::kDot)) return Expected("an operator or the end");
    if (At(TokenKind::kOpenBracket) || At(TokenKind::kOpenBrace)) {
      return MultiSelect();
    }
    if (!At(TokenKind::kName) && !At(TokenKind::kQuotedName) &&
        !At(TokenKind::kStar)) {
      return Expected("a name, *, [ or {");
    }
    return Expression(power);
  }

  Result Projected(Op op, Node* left, int power) {
    if (++nesting_ > kMaxNesting) return TooDeep();
    HW_ASSIGN_OR_RETURN(Node* const right, ProjectionRight(power));
    --nesting_;
    return Add(op, left, right);
  }

  Result Flatten(Node* left) {
    HW_ASSIGN_OR_RETURN(Node* const flat, Add(Op::kFlatten, left));
    return Projected(Op::kProjection, flat, kFlattenPower);
  }

  Result Filter(Node* left) {
    HW_ASSIGN_OR_RETURN(Node* const condition, Expression(0));
    HW_RETURN_IF_ERROR(Expect(TokenKind::kCloseBracket, "]"));
    Node* filter;
    if (At(TokenKind::kFlatten)) {
      // `a[?b][]` flattens the filtered list, not each of its elements.
      HW_ASSIGN_OR_RETURN(filter, Add(Op::kFilter, left, Add(Op::kCurrent)));
    } else {
      HW_ASSIGN_OR_RETURN(filter, Projected(Op::kFilter, left, kFilterPower));
    }
    filter->condition = condition;
    return Measured(filter);
  }

  // A bracket with nothing on its left.
  Result PrefixBracket() {
    Advance();
    if (At(TokenKind::kNumber) || At(TokenKind::kColon)) {
      return IndexOrSlice(Add(Op::kCurrent));
    }
    if (At(TokenKind::kStar) && Ahead().kind == TokenKind::kCloseBracket) {
      at_ += 2;
      return Projected(Op::kProjection, Add(Op::kCurrent), kStarPower);
    }
    return MultiList();
  }

  // After an opening bracket: `1]` or `1:2:3]` with any part left out.
  Result IndexOrSlice(Node* left) {
    if (At(TokenKind::kNumber) && Ahead().kind == TokenKind::kCloseBracket) {
      HW_ASSIGN_OR_RETURN(Node* const node, Add(Op::kIndex, left));
      node->index = Advance().number;
      Advance();
      return node;
    }
    const size_t offset = Here().offset;
    HW_ASSIGN_OR_RETURN(Node* const slice, Add(Op::kSlice, left));
    for (int part = 0; part < 3; ++part) {
      if (At(TokenKind::kNumber)) slice->slice[part] = Advance().number;
      if (At(TokenKind::kCloseBracket)) break;
      if (part < 2) HW_RETURN_IF_ERROR(Expect(TokenKind::kColon, ": or ]"));
    }
    HW_RETURN_IF_ERROR(Expect(TokenKind::kCloseBracket, "]"));
    if (slice->slice[2] == 0) {
      return CompileError("invalid-value", offset,
                          "expected a slice with a step other than 0");
    }
    return Projected(Op::kProjection, slice, kStarPower);
  }

  Result MultiList() {
    Node* const list = Add(Op::kArray);
    do {
      HW_ASSIGN_OR_RETURN(const Node* const child, Expression(0));
      list->children.push_back(child);
    } while (Skip(TokenKind::kComma));
    HW_RETURN_IF_ERROR(Expect(TokenKind::kCloseBracket, ", or ]"));
    return Measured(list);
  }

  Result MultiObject() {
    Node* const object = Add(Op::kObject);
    do {
      if (!At(TokenKind::kName) && !At(TokenKind::kQuotedName)) {
        return Expected("a name");
      }
      const std::string& key = Advance().text;
      HW_RETURN_IF_ERROR(Expect(TokenKind::kColon, ":"));
      HW_ASSIGN_OR_RETURN(const Node* const child, Expression(0));
      // Of a repeated key the last value counts.
      const auto same =
          std::find(object->keys.begin(), object->keys.end(), key);
      if (same != object->keys.end()) {
        object->children[same - object->keys.begin()] = child;
      } else {
        object->keys.push_back(key);
        object->children.push_back(child);
      }
    } while (Skip(TokenKind::kComma));
    HW_RETURN_IF_ERROR(Expect(TokenKind::kCloseBrace, ", or }"));
    return Measured(object);
  }

  // References are for functions alone: as values they could not be shown.
  Result Argument() {
    const bool reference = Skip(TokenKind::kReference);
    HW_ASSIGN_OR_RETURN(Node* const argument, Expression(0));
    return reference ? Add(Op::kReference, argument) : argument;
  }

  Result FunctionCall() {
    const Token& name = Advance();
    Advance();
    Node* const call = Add(Op::kCall);
    if (!Skip(TokenKind::kCloseParen)) {
      do {
        HW_ASSIGN_OR_RETURN(const Node* const argument, Argument());
        call->children.push_back(argument);
      } while (Skip(TokenKind::kComma));
      HW_RETURN_IF_ERROR(Expect(TokenKind::kCloseParen, ", or )"));
    }
    HW_RETURN_IF_ERROR(CheckCall(name.text, name.offset, *call));
    return Measured(call);
  }

  const std::vector<Token> tokens_;
  Program& program_;
  size_t at_ = 0;
  int nesting_ = 0;
};

// RFC 8259 strings are checked for UTF-8 by the parser, so it can check ours.
bool IsUtf8(absl::string_view text) {
  std::string quoted;
  json::AppendQuoted(text, quoted);
  return json::Parse(std::move(quoted)).ok();
}

}  // namespace

absl::StatusOr<std::shared_ptr<Program>> ParseExpression(
    absl::string_view text) {
  if (text.size() > kMaxTextBytes) {
    return CompileError("limit", kMaxTextBytes,
                        "longer than an expression may be");
  }
  if (!IsUtf8(text)) {
    return CompileError("syntax", 0, "expected text in UTF-8");
  }
  auto program = std::make_shared<Program>();
  program->text = std::string(text);
  HW_ASSIGN_OR_RETURN(std::vector<Token> tokens, Tokenize(program->text));
  HW_RETURN_IF_ERROR(Parser(std::move(tokens), *program).Run());
  return program;
}

}  // namespace hirewire::expr
