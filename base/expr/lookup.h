// What an evaluation works with besides its input: the arena for results, and
// the other collections that lookup() looks into.
//
//   class Stages : public expr::LookupSource {
//     expr::Value Lookup(absl::string_view table, const expr::Value& key,
//                        expr::Arena& arena) const override { ... }
//   };
//   expression.Evaluate(record, {.arena = arena, .lookups = &stages});
#ifndef HIREWIRE_BASE_EXPR_LOOKUP_H_
#define HIREWIRE_BASE_EXPR_LOOKUP_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "base/expr/arena.h"
#include "base/expr/value.h"

namespace hirewire::expr {

// Other collections that an expression may look into.
class LookupSource {
 public:
  virtual ~LookupSource() = default;

  // The row of `table` with that key, which is not null; null where there is
  // none. The result lives as long as the evaluation's other values.
  virtual Value Lookup(absl::string_view table, const Value& key,
                       Arena& arena) const = 0;
};

// What one evaluation works with.
struct Context {
  // Where computed results live.
  Arena& arena;
  // Answers lookup(); without it every lookup() is null. Not owned.
  const LookupSource* lookups = nullptr;
  // The values of the paths that the expression was bound to
  // (Expression::Bind), found in the very input; null: it looks itself.
  const Value* slots = nullptr;
  // Nodes visited and elements handled before the evaluation is given up.
  uint64_t max_steps = 4'000'000;
};

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_LOOKUP_H_
