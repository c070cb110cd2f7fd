// What an expression works on and results in: either a view of a parsed JSON
// value or something computed, behind the same accessors. 24 bytes, passed by
// value; it owns nothing.
//
//   const expr::Value tags = ...;
//   for (const expr::Value tag : tags.items()) {
//     if (tag.is_string()) Use(tag.AsString());
//   }
//
// A value lives as long as what it points into: the document it views, the
// Arena it was computed in and the Expression whose literal it is.
#ifndef HIREWIRE_BASE_EXPR_VALUE_H_
#define HIREWIRE_BASE_EXPR_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/json/value.h"

namespace hirewire::expr {

struct Node;

enum class Kind : uint8_t {
  kNull,
  kBool,
  kInt64,
  kUint64,  // Above the range of int64.
  kDouble,
  kString,
  kArray,
  kObject,
  kExpression,  // `&expression`, an argument of sort_by and its like.
};

struct Member;
class Items;
class Members;

class Value {
 public:
  // Null.
  constexpr Value() : int64_(0), size_(0), kind_(Kind::kNull), view_(false) {}
  // A view: scalars are read at once, arrays and objects stay where they are.
  Value(json::Value value);  // NOLINT(google-explicit-constructor)

  static Value Bool(bool value);
  static Value Int64(int64_t value);
  // kInt64 where it fits.
  static Value Uint64(uint64_t value);
  static Value Double(double value);
  // The bytes must outlive the value; at most 4 GB.
  static Value String(absl::string_view value);
  static Value Array(const Value* items, size_t size);
  // The keys must differ.
  static Value Object(const Member* members, size_t size);
  static Value Expression(const Node* node);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_bool() const { return kind_ == Kind::kBool; }
  bool is_number() const {
    return kind_ == Kind::kInt64 || kind_ == Kind::kUint64 ||
           kind_ == Kind::kDouble;
  }
  bool is_string() const { return kind_ == Kind::kString; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_object() const { return kind_ == Kind::kObject; }

  // Each reads a value of exactly that kind; the caller has checked kind().
  bool AsBool() const { return int64_ != 0; }
  int64_t AsInt64() const { return int64_; }
  uint64_t AsUint64() const { return uint64_; }
  double AsDouble() const { return double_; }
  absl::string_view AsString() const { return absl::string_view(text_, size_); }
  const Node* AsExpression() const { return node_; }

  // A number of any kind as a double, for arithmetic where nearest will do.
  double ToDouble() const;

  // Elements of an array or members of an object; 0 for every other kind.
  size_t size() const;
  // The elements of an array, in order; empty for every other kind.
  Items items() const;
  // The members of an object, in order; empty for every other kind.
  Members members() const;
  // The member of that name; null where there is none or this is no object.
  Value Find(absl::string_view key) const;
  // Find, key by key.
  Value Follow(std::span<const std::string> keys) const;
  // An element of an array, counted from the end where negative; null outside
  // and where this is no array. Linear in a view, constant otherwise.
  Value At(int64_t index) const;

  // JMESPath's truth: false, null, "", [] and {} are false.
  bool IsTrue() const;

  // The array or object of the document that this value views; nullopt for
  // scalars and for what was computed.
  std::optional<json::Value> view() const {
    if (!view_) return std::nullopt;
    return json_;
  }

 private:
  friend class Items;
  friend class Members;

  union {
    int64_t int64_;  // Also a kBool.
    uint64_t uint64_;
    double double_;
    const char* text_;
    const Value* items_;
    const Member* members_;
    const Node* node_;
    json::Value json_;
  };
  uint32_t size_;
  Kind kind_;
  bool view_;
};

// One member of an object.
struct Member {
  absl::string_view key;
  Value value;
};

// The elements of an array of either representation.
class Items {
 public:
  class Iterator {
   public:
    Value operator*() const { return computed_ ? *computed_ : Value(*parsed_); }
    Iterator& operator++() {
      if (computed_) {
        ++computed_;
      } else {
        ++parsed_;
      }
      return *this;
    }
    bool operator!=(const Iterator& other) const {
      return computed_ != other.computed_ || parsed_ != other.parsed_;
    }
    bool operator==(const Iterator& other) const { return !(*this != other); }

   private:
    friend class Items;
    Iterator(const Value* computed, json::ItemIterator parsed)
        : computed_(computed), parsed_(parsed) {}
    const Value* computed_;  // Null while walking a view.
    json::ItemIterator parsed_;
  };

  explicit Items(const Value& value);
  Iterator begin() const { return begin_; }
  Iterator end() const { return end_; }
  bool empty() const { return begin_ == end_; }

 private:
  Iterator begin_;
  Iterator end_;
};

// The members of an object of either representation.
class Members {
 public:
  class Iterator {
   public:
    Member operator*() const {
      if (computed_) return *computed_;
      const json::Member member = *parsed_;
      return {member.key, Value(member.value)};
    }
    Iterator& operator++() {
      if (computed_) {
        ++computed_;
      } else {
        ++parsed_;
      }
      return *this;
    }
    bool operator!=(const Iterator& other) const {
      return computed_ != other.computed_ || parsed_ != other.parsed_;
    }
    bool operator==(const Iterator& other) const { return !(*this != other); }

   private:
    friend class Members;
    Iterator(const Member* computed, json::MemberIterator parsed)
        : computed_(computed), parsed_(parsed) {}
    const Member* computed_;  // Null while walking a view.
    json::MemberIterator parsed_;
  };

  explicit Members(const Value& value);
  Iterator begin() const { return begin_; }
  Iterator end() const { return end_; }
  bool empty() const { return begin_ == end_; }

 private:
  Iterator begin_;
  Iterator end_;
};

// "null", "boolean", "number", "string", "array", "object" or "expref": what
// JMESPath's type() answers.
absl::string_view TypeName(const Value& value);

// Deep equality. Numbers are compared as numbers, exactly: 1 equals 1.0, and
// 2^53 does not equal 2^53 + 1. The order of members does not matter.
bool Equal(const Value& a, const Value& b);

// The same for values that may be large by construction: takes what it visits
// from `steps` and answers false with `steps` at 0 where they do not suffice.
bool EqualWithin(const Value& a, const Value& b, uint64_t& steps);

// Less than zero, zero or more where `a` sorts before, with or after `b`: both
// numbers (exactly, across kinds) or both strings (by code point).
int Compare(const Value& a, const Value& b);

// JSON may grow far beyond the values it is written from, which can share
// parts; no value needs more than this.
inline constexpr size_t kMaxJsonBytes = size_t{16} << 20;

// Compact JSON; see json/write.h for numbers. An expression is written as
// null. RESOURCE_EXHAUSTED beyond `limit` bytes.
absl::StatusOr<std::string> WriteJson(const Value& value,
                                      size_t limit = kMaxJsonBytes);

// --- inline -----------------------------------------------------------------

inline Value::Value(json::Value value) : int64_(0), size_(0), view_(false) {
  switch (value.kind()) {
    case json::Kind::kNull:
      kind_ = Kind::kNull;
      return;
    case json::Kind::kBool:
      kind_ = Kind::kBool;
      int64_ = value.AsBool() ? 1 : 0;
      return;
    case json::Kind::kInt64:
      kind_ = Kind::kInt64;
      int64_ = value.AsInt64();
      return;
    case json::Kind::kUint64:
      kind_ = Kind::kUint64;
      uint64_ = value.AsUint64();
      return;
    case json::Kind::kDouble:
      kind_ = Kind::kDouble;
      double_ = value.AsDouble();
      return;
    case json::Kind::kString: {
      const absl::string_view text = value.AsString();
      kind_ = Kind::kString;
      text_ = text.data();
      size_ = static_cast<uint32_t>(text.size());
      return;
    }
    case json::Kind::kArray:
      kind_ = Kind::kArray;
      break;
    case json::Kind::kObject:
      kind_ = Kind::kObject;
      break;
  }
  view_ = true;
  json_ = value;
}

inline Value Value::Bool(bool value) {
  Value result;
  result.kind_ = Kind::kBool;
  result.int64_ = value ? 1 : 0;
  return result;
}

inline Value Value::Int64(int64_t value) {
  Value result;
  result.kind_ = Kind::kInt64;
  result.int64_ = value;
  return result;
}

inline Value Value::Uint64(uint64_t value) {
  Value result;
  result.kind_ = value <= uint64_t{INT64_MAX} ? Kind::kInt64 : Kind::kUint64;
  result.uint64_ = value;
  return result;
}

inline Value Value::Double(double value) {
  Value result;
  result.kind_ = Kind::kDouble;
  result.double_ = value;
  return result;
}

inline Value Value::String(absl::string_view value) {
  Value result;
  result.kind_ = Kind::kString;
  result.text_ = value.data();
  result.size_ = static_cast<uint32_t>(value.size());
  return result;
}

inline Value Value::Array(const Value* items, size_t size) {
  Value result;
  result.kind_ = Kind::kArray;
  result.items_ = items;
  result.size_ = static_cast<uint32_t>(size);
  return result;
}

inline Value Value::Object(const Member* members, size_t size) {
  Value result;
  result.kind_ = Kind::kObject;
  result.members_ = members;
  result.size_ = static_cast<uint32_t>(size);
  return result;
}

inline Value Value::Expression(const Node* node) {
  Value result;
  result.kind_ = Kind::kExpression;
  result.node_ = node;
  return result;
}

inline double Value::ToDouble() const {
  switch (kind_) {
    case Kind::kInt64:
      return static_cast<double>(int64_);
    case Kind::kUint64:
      return static_cast<double>(uint64_);
    default:
      return double_;
  }
}

inline size_t Value::size() const {
  if (view_) return json_.size();
  return is_array() || is_object() ? size_ : 0;
}

inline Items Value::items() const { return Items(*this); }
inline Members Value::members() const { return Members(*this); }

inline Value Value::Find(absl::string_view key) const {
  if (kind_ != Kind::kObject) return Value();
  if (view_) {
    const std::optional<json::Value> found = json_.Find(key);
    return found ? Value(*found) : Value();
  }
  for (uint32_t i = 0; i < size_; ++i) {
    if (members_[i].key == key) return members_[i].value;
  }
  return Value();
}

inline Value Value::Follow(std::span<const std::string> keys) const {
  Value value = *this;
  while (!value.view_ && !keys.empty()) {
    value = value.Find(keys.front());
    keys = keys.subspan(1);
  }
  if (keys.empty()) return value;
  // Within a document only the end of the path becomes a value.
  json::Value place = value.json_;
  for (const std::string& key : keys) {
    const std::optional<json::Value> next = place.Find(key);
    if (!next) return Value();
    place = *next;
  }
  return Value(place);
}

inline Items::Items(const Value& value)
    : begin_(nullptr, json::Value().items().begin()),
      end_(nullptr, json::Value().items().end()) {
  if (value.view_) {
    begin_.parsed_ = value.json_.items().begin();
    end_.parsed_ = value.json_.items().end();
  } else if (value.is_array()) {
    begin_.computed_ = value.items_;
    end_.computed_ = value.items_ + value.size_;
  }
}

inline Members::Members(const Value& value)
    : begin_(nullptr, json::Value().members().begin()),
      end_(nullptr, json::Value().members().end()) {
  if (value.view_) {
    begin_.parsed_ = value.json_.members().begin();
    end_.parsed_ = value.json_.members().end();
  } else if (value.is_object()) {
    begin_.computed_ = value.members_;
    end_.computed_ = value.members_ + value.size_;
  }
}

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_VALUE_H_
