// JMESPath (jmespath.org), complete, compiled once and evaluated straight on
// parsed JSON, with a few functions of our own.
//
//   HW_ASSIGN_OR_RETURN(const expr::Expression status,
//                       expr::Expression::Compile("archived.reason ||
//                       'open'"));
//   expr::Arena arena;
//   HW_ASSIGN_OR_RETURN(const expr::Value value,
//                       status.Evaluate(record, {.arena = arena}));
//
// Functions beyond the standard, all null where the first argument is null
// (for split and re_extract: where the string is null), so that an absent field
// stays absent:
//
//   split(sep, s)             split(', ', 'a, b')             -> ["a", "b"]
//   lower(s), upper(s)        lower('ÄPFEL')                  -> "Äpfel"
//   (ASCII) trim(s)                   trim(' a ')                     -> "a"
//   re_extract(pattern, s)    re_extract('(\d+)$', 'id/42')   -> "42"
//   from_epoch_ms(n)          from_epoch_ms(`1700000000123`)
//                                            -> "2023-11-14T22:13:20.123Z"
//   to_epoch_ms(s)            to_epoch_ms('2023-11-14T22:13:20.123Z')
//                                            -> 1700000000123
//   html_to_text(s)           html_to_text('<p>a &amp; b</p>')  -> "a & b"
//   base64(s)                 base64('hi')                    -> "aGk="
//   coalesce(a, b, ...)       coalesce('', `null`, 'x')       -> "x"
//   distinct(list)            distinct(`[2, 1, 2]`)           -> [2, 1]
//   entries(object)           entries({a: `1`})
//                                            -> [{"key": "a", "value": 1}]
//   multiply(a, b)            multiply(`45`, `60000`)         -> 2700000
//   pick(object, names)       pick({a: `1`}, ['b', ['a']])    -> [null, [1]]
//   zip(a, b)                 zip(['x', 'y'], [`1`])
//                                            -> [["x", 1], ["y", null]]
//   lookup('table', key)      lookup('stages', stage_id).name
//
// The pattern of re_extract (RE2 syntax; the answer is its first group, or the
// whole match where it has none, or null without a match) and the table of
// lookup are literals, checked when the expression compiles.
//
// Integers are exact over the whole of int64 and uint64, in comparisons and in
// strings: an id never loses a digit.
//
// Every error starts with its kind and a colon: when compiling "syntax",
// "unknown-function", "invalid-arity", "invalid-value" or "limit"; when
// evaluating "invalid-type", "invalid-value" or "limit". Evaluation errors
// never repeat data.
#ifndef HIREWIRE_BASE_EXPR_EXPRESSION_H_
#define HIREWIRE_BASE_EXPR_EXPRESSION_H_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/expr/bind.h"
#include "base/expr/function_call.h"
#include "base/expr/lookup.h"
#include "base/expr/value.h"
#include "base/json/value.h"

namespace hirewire::expr {

// Immutable and thread-safe; cheap to copy (copies share what was compiled).
class Expression {
 public:
  // INVALID_ARGUMENT: "syntax: column 5: expected ..., found ...". Columns are
  // counted in bytes, from 1. Nesting is limited to 300 levels and the text to
  // 64 KB.
  static absl::StatusOr<Expression> Compile(absl::string_view text);

  const std::string& text() const;

  // The value for `input`, which is `@`. INVALID_ARGUMENT for a value of the
  // wrong type in a function call, RESOURCE_EXHAUSTED where the arena or the
  // steps run out. An expression without function calls only fails for the
  // latter.
  absl::StatusOr<Value> Evaluate(const Value& input,
                                 const Context& context) const;

  // The same expression, but for its paths from the input that `slot_of` knows:
  // where Context::slots is set, it takes their values from there. For those
  // who evaluate many expressions on one input.
  Expression Bind(const SlotOf& slot_of) const;

  // The keys of an expression that only walks down objects: {"a", "b"} for
  // "a.b", {} for "@"; nullopt for any other. FollowPath evaluates it. Like
  // every list below, it lives as long as the expression or a copy of it.
  std::optional<std::span<const std::string>> plain_path() const;

  // What the expression reads where that is known without data, for
  // provenance: "archived.reason", "emails[].value", "tags[0]", each once, in
  // order of first use. `@` itself is "@"; what lookups answer is left out.
  const std::vector<std::string>& paths() const;

  // The fields at the top of the record among paths(), each once; contains
  // "@" where the expression reads the record as a whole.
  const std::vector<std::string>& root_fields() const;

  // The tables of its lookup() calls, each once.
  std::vector<std::string> lookup_tables() const;

  // Its function calls, in the order of the text.
  const std::vector<FunctionCall>& calls() const;

 private:
  struct Compiled;
  explicit Expression(std::shared_ptr<const Compiled> compiled);

  std::shared_ptr<const Compiled> compiled_;
};

// What `root` holds at the end of `path`: nullopt where a key is missing on
// the way. JSON null is found as null.
inline std::optional<json::Value> FollowPath(
    json::Value root, std::span<const std::string> path) {
  for (const std::string& key : path) {
    const std::optional<json::Value> next = root.Find(key);
    if (!next) return std::nullopt;
    root = *next;
  }
  return root;
}

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_EXPRESSION_H_
