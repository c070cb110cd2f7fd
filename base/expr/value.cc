#include "base/expr/value.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/json/value.h"
#include "base/json/write.h"

namespace hirewire::expr {
namespace {

// Exact order of a double and an integer: a conversion of the integer would
// round above 2^53.
template <typename Integer>
int CompareDouble(double a, Integer b) {
  constexpr double kLimit =
      2.0 * static_cast<double>(std::numeric_limits<Integer>::max() / 2 + 1);
  if (std::isnan(a)) return -1;
  if (a >= kLimit) return 1;
  if (a < static_cast<double>(std::numeric_limits<Integer>::min())) return -1;
  const double whole = std::trunc(a);
  const Integer integer = static_cast<Integer>(whole);
  if (integer != b) return integer < b ? -1 : 1;
  return a == whole ? 0 : (a < whole ? -1 : 1);
}

template <typename T>
int Order(T a, T b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

int CompareNumbers(const Value& a, const Value& b) {
  if (a.kind() == Kind::kDouble) {
    if (b.kind() == Kind::kDouble) return Order(a.AsDouble(), b.AsDouble());
    return b.kind() == Kind::kInt64 ? CompareDouble(a.AsDouble(), b.AsInt64())
                                    : CompareDouble(a.AsDouble(), b.AsUint64());
  }
  if (b.kind() == Kind::kDouble) return -CompareNumbers(b, a);
  // A kUint64 is above every kInt64.
  if (a.kind() != b.kind()) return a.kind() == Kind::kUint64 ? 1 : -1;
  return a.kind() == Kind::kInt64 ? Order(a.AsInt64(), b.AsInt64())
                                  : Order(a.AsUint64(), b.AsUint64());
}

bool Take(uint64_t amount, uint64_t& steps) {
  if (steps <= amount) {
    steps = 0;
    return false;
  }
  steps -= amount;
  return true;
}

bool EqualArrays(const Value& a, const Value& b, uint64_t& steps) {
  const Items other = b.items();
  Items::Iterator next = other.begin();
  for (const Value item : a.items()) {
    if (next == other.end() || !EqualWithin(item, *next, steps)) return false;
    ++next;
  }
  return next == other.end();
}

bool EqualObjects(const Value& a, const Value& b, uint64_t& steps) {
  if (a.size() != b.size()) return false;
  for (const Member member : a.members()) {
    bool found = false;
    for (const Member other : b.members()) {
      if (!Take(1, steps)) return false;
      if (other.key != member.key) continue;
      if (!EqualWithin(member.value, other.value, steps)) return false;
      found = true;
      break;
    }
    if (!found) return false;
  }
  return true;
}

// Writes until `limit` is passed; false from then on.
class Writer {
 public:
  explicit Writer(size_t limit) : limit_(limit) {}

  bool Append(const Value& value) {
    switch (value.kind()) {
      case Kind::kNull:
      case Kind::kExpression:
        out_.append("null");
        break;
      case Kind::kBool:
        out_.append(value.AsBool() ? "true" : "false");
        break;
      case Kind::kInt64:
        json::AppendNumber(value.AsInt64(), out_);
        break;
      case Kind::kUint64:
        json::AppendNumber(value.AsUint64(), out_);
        break;
      case Kind::kDouble:
        json::AppendNumber(value.AsDouble(), out_);
        break;
      case Kind::kString:
        json::AppendQuoted(value.AsString(), out_);
        break;
      case Kind::kArray:
        return AppendArray(value);
      case Kind::kObject:
        return AppendObject(value);
    }
    return out_.size() <= limit_;
  }

  std::string& out() { return out_; }

 private:
  bool AppendArray(const Value& value) {
    char separator = '[';
    for (const Value item : value.items()) {
      out_.push_back(separator);
      separator = ',';
      if (!Append(item)) return false;
    }
    out_.append(separator == '[' ? "[]" : "]");
    return out_.size() <= limit_;
  }

  bool AppendObject(const Value& value) {
    char separator = '{';
    for (const Member member : value.members()) {
      out_.push_back(separator);
      separator = ',';
      json::AppendQuoted(member.key, out_);
      out_.push_back(':');
      if (!Append(member.value)) return false;
    }
    out_.append(separator == '{' ? "{}" : "}");
    return out_.size() <= limit_;
  }

  const size_t limit_;
  std::string out_;
};

}  // namespace

Value Value::At(int64_t index) const {
  if (kind_ != Kind::kArray) return Value();
  if (index < 0) index += static_cast<int64_t>(size());
  if (index < 0) return Value();
  if (!view_) return index < size_ ? items_[index] : Value();
  for (const json::Value item : json_.items()) {
    if (index-- == 0) return Value(item);
  }
  return Value();
}

bool Value::IsTrue() const {
  switch (kind_) {
    case Kind::kNull:
      return false;
    case Kind::kBool:
      return AsBool();
    case Kind::kString:
      return size_ > 0;
    case Kind::kArray:
    case Kind::kObject:
      return size() > 0;
    default:
      return true;
  }
}

absl::string_view TypeName(const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "boolean";
    case Kind::kInt64:
    case Kind::kUint64:
    case Kind::kDouble:
      return "number";
    case Kind::kString:
      return "string";
    case Kind::kArray:
      return "array";
    case Kind::kObject:
      return "object";
    case Kind::kExpression:
      return "expref";
  }
  return "unknown";
}

bool EqualWithin(const Value& a, const Value& b, uint64_t& steps) {
  if (a.is_number() && b.is_number()) {
    return Take(1, steps) && CompareNumbers(a, b) == 0;
  }
  if (a.kind() != b.kind() || !Take(1, steps)) return false;
  switch (a.kind()) {
    case Kind::kNull:
      return true;
    case Kind::kBool:
      return a.AsBool() == b.AsBool();
    case Kind::kString: {
      const absl::string_view text = a.AsString();
      return text.size() == b.AsString().size() &&
             Take(text.size() / 64, steps) && text == b.AsString();
    }
    case Kind::kArray:
      return EqualArrays(a, b, steps);
    case Kind::kObject:
      return EqualObjects(a, b, steps);
    default:
      return false;
  }
}

bool Equal(const Value& a, const Value& b) {
  uint64_t steps = std::numeric_limits<uint64_t>::max();
  return EqualWithin(a, b, steps);
}

int Compare(const Value& a, const Value& b) {
  // The bytes of UTF-8 sort as its code points do.
  if (a.is_string()) return a.AsString().compare(b.AsString());
  return CompareNumbers(a, b);
}

absl::StatusOr<std::string> WriteJson(const Value& value, size_t limit) {
  Writer writer(limit);
  if (!writer.Append(value)) {
    return absl::ResourceExhaustedError(
        "limit: the value is too large as JSON");
  }
  return std::move(writer.out());
}

}  // namespace hirewire::expr
