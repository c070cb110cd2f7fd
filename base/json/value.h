// One value of a parsed JSON document: a 16-byte view, read straight from the
// parser's tape, never copied out. A value lives as long as the Document it
// came from (json/parser.h); it is passed by value.
//
//   for (const json::Value row : page.root().items()) {
//     const std::optional<json::Value> id = row.Find("id");
//     if (id && id->is_string()) Use(id->AsString());
//   }
//
// The tape is simdjson's DOM tape (github.com/simdjson/simdjson, doc/tape.md):
// 64-bit words of a type byte and a 56-bit payload. Its first word, of no use
// after parsing, holds the address of the string buffer instead, so that a
// value needs the tape's address and a position only. Everything is inline:
// this is the inner loop of every mapping.
#ifndef HIREWIRE_BASE_JSON_VALUE_H_
#define HIREWIRE_BASE_JSON_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#include "absl/strings/string_view.h"

namespace hirewire::json {

// A number without a fraction or exponent is kInt64 where it fits and kUint64
// above; every other number is kDouble.
enum class Kind : uint8_t {
  kNull,
  kBool,
  kInt64,
  kUint64,
  kDouble,
  kString,
  kArray,
  kObject,
};

// "null", "boolean", "number", "string", "array" or "object".
absl::string_view KindName(Kind kind);

struct Member;
template <typename Iterator>
class Range;
class ItemIterator;
class MemberIterator;

class Value {
 public:
  // JSON null.
  Value() : tape_(kNullTape), at_(1) {}

  Kind kind() const;

  bool is_null() const { return Type() == 'n'; }
  bool is_string() const { return Type() == '"'; }
  bool is_array() const { return Type() == '['; }
  bool is_object() const { return Type() == '{'; }
  bool is_bool() const { return Type() == 't' || Type() == 'f'; }
  bool is_number() const {
    return Type() == 'l' || Type() == 'u' || Type() == 'd';
  }

  // Each reads a value of exactly that kind; the caller has checked kind().
  bool AsBool() const { return Type() == 't'; }
  int64_t AsInt64() const { return static_cast<int64_t>(tape_[at_ + 1]); }
  uint64_t AsUint64() const { return tape_[at_ + 1]; }
  double AsDouble() const;
  // UTF-8 with escapes resolved; may hold NUL bytes.
  absl::string_view AsString() const { return StringAt(at_); }

  // Elements of an array or members of an object; 0 for every other kind.
  size_t size() const;

  // The elements of an array, in order; empty for every other kind.
  Range<ItemIterator> items() const;
  // The members of an object, in the order of the document; empty for every
  // other kind. A key that the document repeats is seen each time.
  Range<MemberIterator> members() const;

  // The first member of that name; nullopt where there is none, and where
  // this is not an object.
  std::optional<Value> Find(absl::string_view key) const;

 private:
  friend class Document;
  friend class ItemIterator;
  friend class MemberIterator;

  // 'n' in the type byte.
  static constexpr uint64_t kNullTape[2] = {0, uint64_t{'n'} << 56};

  Value(const uint64_t* tape, uint32_t at) : tape_(tape), at_(at) {}

  char Type() const { return static_cast<char>(tape_[at_] >> 56); }

  // The position after the value at `at`.
  static uint32_t After(const uint64_t* tape, uint32_t at) {
    const uint64_t word = tape[at];
    switch (static_cast<char>(word >> 56)) {
      case '[':
      case '{':
        return static_cast<uint32_t>(word);
      case 'l':
      case 'u':
      case 'd':
        return at + 2;
      default:
        return at + 1;
    }
  }

  absl::string_view StringAt(uint32_t at) const {
    constexpr uint64_t kPayload = (uint64_t{1} << 56) - 1;
    const char* const start =
        reinterpret_cast<const char*>(tape_[0]) + (tape_[at] & kPayload);
    uint32_t size;
    std::memcpy(&size, start, sizeof(size));
    return absl::string_view(start + sizeof(size), size);
  }

  // The position of the word that closes this array or object.
  uint32_t End() const { return static_cast<uint32_t>(tape_[at_]) - 1; }

  const uint64_t* tape_;
  uint32_t at_;
};

// One member of an object.
struct Member {
  absl::string_view key;
  Value value;
};

class ItemIterator {
 public:
  ItemIterator(const uint64_t* tape, uint32_t at) : tape_(tape), at_(at) {}
  Value operator*() const { return Value(tape_, at_); }
  ItemIterator& operator++() {
    at_ = Value::After(tape_, at_);
    return *this;
  }
  bool operator!=(const ItemIterator& other) const { return at_ != other.at_; }
  bool operator==(const ItemIterator& other) const { return at_ == other.at_; }

 private:
  const uint64_t* tape_;
  uint32_t at_;
};

class MemberIterator {
 public:
  MemberIterator(const uint64_t* tape, uint32_t at) : tape_(tape), at_(at) {}
  Member operator*() const {
    return {Value(tape_, at_).AsString(), Value(tape_, at_ + 1)};
  }
  MemberIterator& operator++() {
    at_ = Value::After(tape_, at_ + 1);
    return *this;
  }
  bool operator!=(const MemberIterator& other) const {
    return at_ != other.at_;
  }
  bool operator==(const MemberIterator& other) const {
    return at_ == other.at_;
  }

 private:
  const uint64_t* tape_;
  uint32_t at_;
};

template <typename Iterator>
class Range {
 public:
  Range(Iterator begin, Iterator end) : begin_(begin), end_(end) {}
  Iterator begin() const { return begin_; }
  Iterator end() const { return end_; }
  bool empty() const { return begin_ == end_; }

 private:
  Iterator begin_;
  Iterator end_;
};

inline Kind Value::kind() const {
  switch (Type()) {
    case 't':
    case 'f':
      return Kind::kBool;
    case 'l':
      return Kind::kInt64;
    case 'u':
      return Kind::kUint64;
    case 'd':
      return Kind::kDouble;
    case '"':
      return Kind::kString;
    case '[':
      return Kind::kArray;
    case '{':
      return Kind::kObject;
    default:
      return Kind::kNull;
  }
}

inline double Value::AsDouble() const {
  double number;
  std::memcpy(&number, &tape_[at_ + 1], sizeof(number));
  return number;
}

inline size_t Value::size() const {
  if (!is_array() && !is_object()) return 0;
  // The tape counts in 24 bits and stays at the highest value.
  constexpr uint32_t kSaturated = 0xFFFFFF;
  const uint32_t count = static_cast<uint32_t>(tape_[at_] >> 32) & kSaturated;
  if (count != kSaturated) return count;
  const bool keyed = is_object();
  size_t size = 0;
  for (uint32_t at = at_ + 1; at != End(); ++size) {
    at = After(tape_, keyed ? at + 1 : at);
  }
  return size;
}

inline Range<ItemIterator> Value::items() const {
  if (!is_array()) return {ItemIterator(tape_, 0), ItemIterator(tape_, 0)};
  return {ItemIterator(tape_, at_ + 1), ItemIterator(tape_, End())};
}

inline Range<MemberIterator> Value::members() const {
  if (!is_object()) {
    return {MemberIterator(tape_, 0), MemberIterator(tape_, 0)};
  }
  return {MemberIterator(tape_, at_ + 1), MemberIterator(tape_, End())};
}

inline std::optional<Value> Value::Find(absl::string_view key) const {
  if (!is_object()) return std::nullopt;
  const uint32_t end = End();
  for (uint32_t at = at_ + 1; at != end; at = After(tape_, at + 1)) {
    const absl::string_view name = StringAt(at);
    if (name.size() == key.size() &&
        std::memcmp(name.data(), key.data(), key.size()) == 0) {
      return Value(tape_, at + 1);
    }
  }
  return std::nullopt;
}

}  // namespace hirewire::json

#endif  // HIREWIRE_BASE_JSON_VALUE_H_
