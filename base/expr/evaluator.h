// One evaluation of a program: walks its nodes over a value. Functions use it
// to build results, to apply expression references and to report errors.
#ifndef HIREWIRE_BASE_EXPR_EVALUATOR_H_
#define HIREWIRE_BASE_EXPR_EVALUATOR_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/lookup.h"
#include "base/expr/program.h"
#include "base/expr/value.h"

namespace hirewire::expr {

class Evaluator {
 public:
  explicit Evaluator(const Context& context);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // False with status() set.
  bool Eval(const Node& node, const Value& input, Value* result);

  const absl::Status& status() const { return status_; }
  Arena& arena() { return context_.arena; }
  const LookupSource* lookups() const { return context_.lookups; }

  // --- for functions: each false sets the error ---

  // An error of that kind ("invalid-type", "invalid-value"). Always false.
  bool Fail(absl::string_view kind, absl::string_view message);
  // Counts `steps` of work.
  bool Charge(uint64_t steps);
  bool Equal(const Value& a, const Value& b, bool* equal);

  // Where a list under construction starts; pass it to Take.
  size_t Mark() const { return context_.arena.pending_.size(); }
  void Push(const Value& value) { context_.arena.pending_.push_back(value); }
  // The elements since `mark`, which may be reordered; none is left by Take.
  Value* Pending(size_t mark) { return context_.arena.pending_.data() + mark; }
  // The list of the elements since `mark`.
  bool Take(size_t mark, Value* result);
  // A copy of `text` as a value.
  bool Copy(absl::string_view text, Value* result);
  // Uninitialised room.
  template <typename T>
  bool Allocate(size_t count, T** room) {
    *room = arena().template AllocateArray<T>(count);
    return *room != nullptr || Exhausted();
  }

 private:
  bool Exhausted();
  bool Path(const Node& node, const Value& input, Value* result);
  bool Slice(const Node& node, const Value& list, Value* result);
  bool Project(const Node& node, const Value& input, Value* result);
  // Applies the right side to `item` and keeps what is not null.
  bool ProjectItem(const Node& node, const Value& item);
  bool Flatten(const Value& list, Value* result);
  bool MultiArray(const Node& node, const Value& input, Value* result);
  bool MultiObject(const Node& node, const Value& input, Value* result);
  bool Compare(const Node& node, const Value& input, Value* result);
  bool Call(const Node& node, const Value& input, Value* result);

  const Context& context_;
  const size_t base_;  // The arena's pending elements before this evaluation.
  uint64_t steps_;
  absl::Status status_;
};

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_EVALUATOR_H_
