// The standard functions over arrays and objects, and those that treat a
// string as a sequence of characters.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "base/expr/evaluator.h"
#include "base/expr/function.h"
#include "base/expr/value.h"

namespace hirewire::expr {
namespace {

// Whether `c` is not the first byte of a character.
bool Continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Compares and counts the work; answers "equal" once that is spent.
int CountedCompare(Evaluator& evaluator, const Value& a, const Value& b) {
  const uint64_t work = a.is_string() ? a.AsString().size() / 64 : 0;
  return evaluator.Charge(1 + work) ? Compare(a, b) : 0;
}

// The sum of integers is exact as long as it fits an int64, else nearest.
Value SumOf(const Value& numbers) {
  int64_t exact = 0;
  double nearest = 0;
  bool whole = true;
  for (const Value number : numbers.items()) {
    whole = whole && number.kind() == Kind::kInt64 &&
            !__builtin_add_overflow(exact, number.AsInt64(), &exact);
    nearest += number.ToDouble();
  }
  return whole ? Value::Int64(exact) : Value::Double(nearest);
}

bool Sum(const Call& call, Value* result) {
  *result = SumOf(call[0]);
  return true;
}

bool Avg(const Call& call, Value* result) {
  const size_t size = call[0].size();
  if (size == 0) return true;
  *result =
      Value::Double(SumOf(call[0]).ToDouble() / static_cast<double>(size));
  return true;
}

bool Contains(const Call& call, Value* result) {
  bool found = false;
  if (call[0].is_string()) {
    found = call[1].is_string() &&
            absl::StrContains(call[0].AsString(), call[1].AsString());
  } else {
    for (const Value item : call[0].items()) {
      if (!call.evaluator.Equal(item, call[1], &found)) return false;
      if (found) break;
    }
  }
  *result = Value::Bool(found);
  return true;
}

bool Join(const Call& call, Value* result) {
  const absl::string_view glue = call[0].AsString();
  size_t size = 0;
  for (const Value item : call[1].items()) {
    size += item.AsString().size() + glue.size();
  }
  *result = Value::String("");
  if (size == 0) return true;
  size -= glue.size();
  char* text;
  if (!call.evaluator.Allocate(size, &text)) return false;
  char* end = text;
  const auto append = [&end](absl::string_view part) {
    if (!part.empty()) std::memcpy(end, part.data(), part.size());
    end += part.size();
  };
  bool first = true;
  for (const Value item : call[1].items()) {
    if (!first) append(glue);
    first = false;
    append(item.AsString());
  }
  *result = Value::String(absl::string_view(text, size));
  return true;
}

bool Keys(const Call& call, Value* result) {
  const size_t mark = call.evaluator.Mark();
  for (const Member member : call[0].members()) {
    call.evaluator.Push(Value::String(member.key));
  }
  return call.evaluator.Take(mark, result);
}

bool Values(const Call& call, Value* result) {
  const size_t mark = call.evaluator.Mark();
  for (const Member member : call[0].members()) {
    call.evaluator.Push(member.value);
  }
  return call.evaluator.Take(mark, result);
}

bool Length(const Call& call, Value* result) {
  size_t length = call[0].size();
  if (call[0].is_string()) {
    const absl::string_view text = call[0].AsString();
    length = text.size() - std::count_if(text.begin(), text.end(), Continues);
  }
  *result = Value::Int64(static_cast<int64_t>(length));
  return true;
}

bool Map(const Call& call, Value* result) {
  const Node& expression = *call[0].AsExpression();
  const size_t mark = call.evaluator.Mark();
  for (const Value item : call[1].items()) {
    Value value;
    if (!call.evaluator.Eval(expression, item, &value)) return false;
    call.evaluator.Push(value);
  }
  return call.evaluator.Take(mark, result);
}

bool Merge(const Call& call, Value* result) {
  size_t size = 0;
  for (const Value& object : call.arguments) size += object.size();
  Member* members;
  if (!call.evaluator.Allocate(size, &members)) return false;
  absl::flat_hash_map<absl::string_view, size_t> places;
  for (const Value& object : call.arguments) {
    for (const Member member : object.members()) {
      const auto [place, added] = places.try_emplace(member.key, places.size());
      members[place->second] = member;
    }
  }
  *result = Value::Object(members, places.size());
  return true;
}

bool Reverse(const Call& call, Value* result) {
  if (call[0].is_array()) {
    const size_t mark = call.evaluator.Mark();
    for (const Value item : call[0].items()) call.evaluator.Push(item);
    std::reverse(call.evaluator.Pending(mark),
                 call.evaluator.Pending(call.evaluator.Mark()));
    return call.evaluator.Take(mark, result);
  }
  const absl::string_view text = call[0].AsString();
  char* reversed;
  if (!call.evaluator.Allocate(text.size(), &reversed)) return false;
  char* out = reversed + text.size();
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    while (end < text.size() && Continues(text[end])) ++end;
    out -= end - at;
    std::memcpy(out, text.data() + at, end - at);
    at = end;
  }
  *result = Value::String(absl::string_view(reversed, text.size()));
  return true;
}

// The element that `sign` times its order puts last; the first of several.
bool Extreme(const Call& call, int sign, Value* result) {
  bool first = true;
  for (const Value item : call[0].items()) {
    if (first || CountedCompare(call.evaluator, item, *result) * sign > 0) {
      *result = item;
    }
    first = false;
  }
  return call.evaluator.Charge(1);
}

bool Max(const Call& call, Value* result) { return Extreme(call, 1, result); }
bool Min(const Call& call, Value* result) { return Extreme(call, -1, result); }

// Pushes each element of the first argument and its key by the second: pairs.
bool PushKeyed(const Call& call) {
  const Node& expression = *call[1].AsExpression();
  Kind kind = Kind::kNull;
  for (const Value item : call[0].items()) {
    Value key;
    if (!call.evaluator.Eval(expression, item, &key)) return false;
    // Of the kinds of numbers, any stands for all.
    const Kind key_kind = key.is_number() ? Kind::kDouble : key.kind();
    if (kind == Kind::kNull) kind = key_kind;
    if (key_kind != kind || (kind != Kind::kDouble && kind != Kind::kString)) {
      return call.evaluator.Fail(
          "invalid-type",
          "the expression must give a number for every element, or a string "
          "for every element");
    }
    call.evaluator.Push(item);
    call.evaluator.Push(key);
  }
  return true;
}

struct Keyed {
  Value item;
  Value key;
  size_t position;
};

// The pairs that PushKeyed pushed since `mark`, in the arena.
bool TakeKeyed(const Call& call, size_t mark, std::span<Keyed>* pairs) {
  const size_t count = (call.evaluator.Mark() - mark) / 2;
  Value flat;
  if (!call.evaluator.Take(mark, &flat)) return false;
  Keyed* room;
  if (!call.evaluator.Allocate(count, &room)) return false;
  Items::Iterator next = flat.items().begin();
  for (size_t i = 0; i < count; ++i) {
    room[i].item = *next;
    ++next;
    room[i].key = *next;
    ++next;
    room[i].position = i;
  }
  *pairs = std::span(room, count);
  return true;
}

// The items in the order of their keys, equal ones in the order they had. Once
// the steps are spent nothing is before anything, so that the sort ends.
bool SortPairs(Evaluator& evaluator, std::span<Keyed> pairs, Value* result) {
  bool spent = false;
  std::sort(pairs.begin(), pairs.end(), [&](const Keyed& a, const Keyed& b) {
    spent = spent || !evaluator.Charge(1);
    if (spent) return false;
    const int order = CountedCompare(evaluator, a.key, b.key);
    return order != 0 ? order < 0 : a.position < b.position;
  });
  const size_t mark = evaluator.Mark();
  for (const Keyed& pair : pairs) evaluator.Push(pair.item);
  return evaluator.Charge(1) && evaluator.Take(mark, result);
}

bool ExtremeBy(const Call& call, int sign, Value* result) {
  const size_t mark = call.evaluator.Mark();
  std::span<Keyed> pairs;
  if (!PushKeyed(call) || !TakeKeyed(call, mark, &pairs)) return false;
  const Keyed* best = nullptr;
  for (const Keyed& pair : pairs) {
    if (best == nullptr ||
        CountedCompare(call.evaluator, pair.key, best->key) * sign > 0) {
      best = &pair;
    }
  }
  if (best != nullptr) *result = best->item;
  return call.evaluator.Charge(1);
}

bool MaxBy(const Call& call, Value* result) {
  return ExtremeBy(call, 1, result);
}
bool MinBy(const Call& call, Value* result) {
  return ExtremeBy(call, -1, result);
}

bool Sort(const Call& call, Value* result) {
  const size_t count = call[0].size();
  Keyed* room;
  if (!call.evaluator.Allocate(count, &room)) return false;
  size_t i = 0;
  for (const Value item : call[0].items()) {
    room[i] = {item, item, i};
    ++i;
  }
  return SortPairs(call.evaluator, std::span(room, count), result);
}

bool SortBy(const Call& call, Value* result) {
  const size_t mark = call.evaluator.Mark();
  std::span<Keyed> pairs;
  return PushKeyed(call) && TakeKeyed(call, mark, &pairs) &&
         SortPairs(call.evaluator, pairs, result);
}

constexpr Types kSortable = kNumbersType | kStringsType;

constexpr Function kFunctions[] = {
    {"avg", Avg, 1, {kNumbersType}},
    {"contains", Contains, 2, {kArrayType | kStringType, kAnyType}},
    {"join", Join, 2, {kStringType, kStringsType}},
    {"keys", Keys, 1, {kObjectType}},
    {"length", Length, 1, {kStringType | kArrayType | kObjectType}},
    {"map", Map, 2, {kExpressionType, kArrayType}},
    {"max", Max, 1, {kSortable}},
    {"max_by", MaxBy, 2, {kArrayType, kExpressionType}},
    {"merge", Merge, 1, {kObjectType}, /*variadic=*/true},
    {"min", Min, 1, {kSortable}},
    {"min_by", MinBy, 2, {kArrayType, kExpressionType}},
    {"reverse", Reverse, 1, {kArrayType | kStringType}},
    {"sort", Sort, 1, {kSortable}},
    {"sort_by", SortBy, 2, {kArrayType, kExpressionType}},
    {"sum", Sum, 1, {kNumbersType}},
    {"values", Values, 1, {kObjectType}},
};

}  // namespace

std::span<const Function> CollectionFunctions() { return kFunctions; }

}  // namespace hirewire::expr
