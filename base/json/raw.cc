#include "base/json/raw.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "base/json/parser.h"
#include "base/status/macros.h"

namespace hirewire::json {
namespace {

absl::Status CutOff() {
  return absl::InvalidArgumentError("JSON: the source is cut off");
}

absl::Status NotFound() {
  return absl::NotFoundError("JSON: the path leads nowhere");
}

// Whether the key in quotes `raw` says `key`, escapes resolved.
bool Names(absl::string_view raw, absl::string_view key) {
  if (!absl::StrContains(raw, '\\'))
    return raw.substr(1, raw.size() - 2) == key;
  const absl::StatusOr<Document> parsed = Parse(std::string(raw));
  return parsed.ok() && parsed->root().is_string() &&
         parsed->root().AsString() == key;
}

// Walks over sound JSON. Every step leaves `at_` at most at the end, so that
// a source that is cut off ends in an error.
class Walker {
 public:
  explicit Walker(absl::string_view source) : source_(source) {
    if (absl::StartsWith(source_, "\xEF\xBB\xBF")) at_ = 3;
  }

  // The next character that is no space; 0 at the end.
  char Peek() {
    while (at_ < source_.size() && IsSpace(source_[at_])) ++at_;
    return at_ < source_.size() ? source_[at_] : '\0';
  }

  void Step() { ++at_; }

  absl::StatusOr<absl::string_view> String() {
    const size_t start = at_;
    if (!SkipString()) return CutOff();
    return source_.substr(start, at_ - start);
  }

  absl::StatusOr<absl::string_view> Any() {
    const char first = Peek();
    const size_t start = at_;
    if (first == '\0') return CutOff();
    if (first == '"') return String();
    if (first == '[' || first == '{') {
      if (!SkipNested()) return CutOff();
    } else {
      while (at_ < source_.size() && !EndsScalar(source_[at_])) ++at_;
    }
    return source_.substr(start, at_ - start);
  }

  // From an object's brace to the value of its first member of that name.
  absl::Status Enter(absl::string_view key) {
    if (Peek() != '{') return NotFound();
    Step();
    while (Peek() == '"') {
      HW_ASSIGN_OR_RETURN(const absl::string_view name, String());
      if (Peek() != ':') return CutOff();
      Step();
      if (Names(name, key)) return absl::OkStatus();
      HW_RETURN_IF_ERROR(Any().status());
      if (Peek() == ',') Step();
    }
    return Peek() == '}' ? NotFound() : CutOff();
  }

  absl::Status Follow(absl::string_view path) {
    if (path.empty()) return absl::OkStatus();
    for (const absl::string_view key : absl::StrSplit(path, '.')) {
      HW_RETURN_IF_ERROR(Enter(key));
    }
    return absl::OkStatus();
  }

 private:
  static bool IsSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }
  static bool EndsScalar(char c) {
    return c == ',' || c == ']' || c == '}' || IsSpace(c);
  }

  // From a quote to after the one that closes it.
  bool SkipString() {
    for (++at_; at_ < source_.size(); ++at_) {
      if (source_[at_] == '\\') {
        ++at_;
      } else if (source_[at_] == '"') {
        ++at_;
        return true;
      }
    }
    return false;
  }

  // From an opening bracket or brace to after the one that closes it.
  bool SkipNested() {
    size_t depth = 0;
    while (at_ < source_.size()) {
      switch (source_[at_]) {
        case '"':
          if (!SkipString()) return false;
          continue;
        case '[':
        case '{':
          ++depth;
          break;
        case ']':
        case '}':
          if (--depth == 0) {
            ++at_;
            return true;
          }
          break;
        default:
          break;
      }
      ++at_;
    }
    return false;
  }

  absl::string_view source_;
  size_t at_ = 0;
};

}  // namespace

absl::StatusOr<absl::string_view> RawAt(absl::string_view source,
                                        absl::string_view path) {
  Walker walker(source);
  HW_RETURN_IF_ERROR(walker.Follow(path));
  return walker.Any();
}

absl::StatusOr<std::vector<absl::string_view>> RawElements(
    absl::string_view source, absl::string_view path) {
  Walker walker(source);
  HW_RETURN_IF_ERROR(walker.Follow(path));
  if (walker.Peek() != '[') {
    return absl::InvalidArgumentError("JSON: no array at the path");
  }
  walker.Step();
  std::vector<absl::string_view> elements;
  while (walker.Peek() != ']') {
    HW_ASSIGN_OR_RETURN(const absl::string_view element, walker.Any());
    elements.push_back(element);
    if (walker.Peek() == ',') {
      walker.Step();
    } else if (walker.Peek() != ']') {
      return CutOff();
    }
  }
  return elements;
}

}  // namespace hirewire::json
