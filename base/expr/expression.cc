#include "base/expr/expression.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/expr/analysis.h"
#include "base/expr/bind.h"
#include "base/expr/evaluator.h"
#include "base/expr/parser.h"
#include "base/expr/program.h"
#include "base/expr/value.h"
#include "base/status/macros.h"

namespace hirewire::expr {

struct Expression::Compiled {
  std::shared_ptr<const Program> program;
  Analysis analysis;
  const std::vector<std::string>* plain_path;
};

absl::StatusOr<Expression> Expression::Compile(absl::string_view text) {
  HW_ASSIGN_OR_RETURN(std::shared_ptr<const Program> program,
                      ParseExpression(text));
  auto compiled = std::make_shared<Compiled>();
  compiled->analysis = Analyze(*program);
  compiled->plain_path = PlainPath(*program->root);
  compiled->program = std::move(program);
  return Expression(std::move(compiled));
}

Expression::Expression(std::shared_ptr<const Compiled> compiled)
    : compiled_(std::move(compiled)) {}

const std::string& Expression::text() const { return compiled_->program->text; }

absl::StatusOr<Value> Expression::Evaluate(const Value& input,
                                           const Context& context) const {
  if (compiled_->plain_path != nullptr) {
    return input.Follow(*compiled_->plain_path);
  }
  Value value;
  Evaluator evaluator(context);
  if (!evaluator.Eval(*compiled_->program->root, input, &value)) {
    return evaluator.status();
  }
  return value;
}

Expression Expression::Bind(const SlotOf& slot_of) const {
  // What was parsed once is parsed again: programs are shared, and stay as they
  // are.
  std::shared_ptr<Program> program = *ParseExpression(text());
  BindPaths(slot_of, *program);
  auto bound = std::make_shared<Compiled>(*compiled_);
  bound->plain_path = PlainPath(*program->root);
  bound->program = std::move(program);
  return Expression(std::move(bound));
}

std::optional<std::span<const std::string>> Expression::plain_path() const {
  if (compiled_->plain_path == nullptr) return std::nullopt;
  return std::span<const std::string>(*compiled_->plain_path);
}

const std::vector<std::string>& Expression::paths() const {
  return compiled_->analysis.paths;
}

const std::vector<std::string>& Expression::root_fields() const {
  return compiled_->analysis.root_fields;
}

const std::vector<FunctionCall>& Expression::calls() const {
  return compiled_->analysis.calls;
}

std::vector<std::string> Expression::lookup_tables() const {
  std::vector<std::string> tables;
  for (const FunctionCall& call : calls()) {
    if (call.function != "lookup") continue;
    if (std::find(tables.begin(), tables.end(), *call.literal) ==
        tables.end()) {
      tables.push_back(*call.literal);
    }
  }
  return tables;
}

}  // namespace hirewire::expr
