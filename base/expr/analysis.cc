#include "base/expr/analysis.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/expr/function.h"
#include "base/expr/program.h"
#include "base/expr/value.h"
#include "base/json/write.h"

namespace hirewire::expr {
namespace {

// More places than these say nothing to anybody.
constexpr size_t kMostPaths = 256;

// A place in the record.
struct Place {
  std::string path;        // Empty for the record itself.
  std::string root;        // The field at the top, empty as long as none is.
  bool projected = false;  // A list made of what is there, not the list there.

  friend bool operator==(const Place&, const Place&) = default;
};

using Places = std::vector<Place>;

bool IsPlainName(absl::string_view key) {
  if (key.empty() || absl::ascii_isdigit(key[0])) return false;
  return std::all_of(key.begin(), key.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
  });
}

std::string Spelled(const std::string& key) {
  if (IsPlainName(key)) return key;
  std::string quoted;
  json::AppendQuoted(key, quoted);
  return quoted;
}

void Merge(Places added, Places& places) {
  for (Place& place : added) {
    if (places.size() >= kMostPaths) return;
    if (std::find(places.begin(), places.end(), place) == places.end()) {
      places.push_back(std::move(place));
    }
  }
}

Places WithKey(Places places, const std::string& key) {
  for (Place& place : places) {
    const std::string name = Spelled(key);
    if (place.path.empty()) place.root = name;
    absl::StrAppend(&place.path, place.path.empty() ? "" : ".", name);
    place.projected = false;
  }
  return places;
}

// The elements of the lists that are there.
Places WithItems(Places places, absl::string_view suffix) {
  for (Place& place : places) {
    if (!place.projected) {
      if (place.path.empty()) place.root = "@";
      absl::StrAppend(&place.path, suffix);
    }
    place.projected = false;
  }
  return places;
}

Places Projected(Places places) {
  for (Place& place : places) place.projected = true;
  return places;
}

class Reader {
 public:
  explicit Reader(Analysis& analysis) : analysis_(analysis) {}

  // Where the result of `node` over `input` may come from. What else it looks
  // at is noted as read.
  Places Visit(const Node& node, const Places& input) {
    switch (node.op) {
      case Op::kCurrent:
        return input;
      case Op::kPath: {
        Places places = node.left != nullptr ? Visit(*node.left, input) : input;
        for (const std::string& key : node.keys) {
          places = WithKey(std::move(places), key);
        }
        return places;
      }
      case Op::kIndex:
        return WithItems(Visit(*node.left, input),
                         absl::StrCat("[", node.index, "]"));
      case Op::kSlice:
        return Visit(*node.left, input);
      case Op::kChain:
        return Visit(*node.right, Visit(*node.left, input));
      case Op::kProjection:
      case Op::kFilter:
        return Project(node, WithItems(Visit(*node.left, input), "[]"));
      case Op::kValueProjection: {
        Places values = Visit(*node.left, input);
        for (Place& place : values) {
          if (place.path.empty()) place.root = "@";
          absl::StrAppend(&place.path, place.path.empty() ? "*" : ".*");
          place.projected = false;
        }
        return Project(node, values);
      }
      case Op::kFlatten:
        return Flatten(Visit(*node.left, input));
      case Op::kArray:
        return Projected(VisitAll(node, input));
      case Op::kOr:
      case Op::kAnd: {
        Places places = Visit(*node.left, input);
        Merge(Visit(*node.right, input), places);
        return places;
      }
      case Op::kCall:
        return Call(node, input);
      case Op::kObject:
        Read(VisitAll(node, input));
        return {};
      case Op::kNot:
        Read(Visit(*node.left, input));
        return {};
      case Op::kCompare:
        Read(Visit(*node.left, input));
        Read(Visit(*node.right, input));
        return {};
      case Op::kLiteral:
      case Op::kReference:
        return {};
    }
    return {};
  }

  void Read(const Places& places) {
    for (const Place& place : places) {
      Note(place.path.empty() ? "@" : place.path, analysis_.paths);
      Note(place.root.empty() ? "@" : place.root, analysis_.root_fields);
    }
  }

 private:
  static void Note(const std::string& name, std::vector<std::string>& names) {
    if (names.size() >= kMostPaths) return;
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  }

  Places Project(const Node& node, const Places& items) {
    if (node.condition != nullptr) Read(Visit(*node.condition, items));
    return Projected(Visit(*node.right, items));
  }

  Places VisitAll(const Node& node, const Places& input) {
    Places places;
    for (const Node* child : node.children) {
      Merge(Visit(*child, input), places);
    }
    return places;
  }

  // Flattening a list leaves its place; of a list of lists, it opens those.
  static Places Flatten(Places places) {
    for (Place& place : places) {
      if (place.projected) absl::StrAppend(&place.path, "[]");
    }
    return places;
  }

  Places Call(const Node& node, const Places& input) {
    const absl::string_view name = node.function->name;
    // The place of the result where that is one of the arguments or of their
    // elements; else nothing, and the arguments are merely read.
    if (name == "not_null" || name == "coalesce" || name == "sort" ||
        name == "reverse") {
      return VisitAll(node, input);
    }
    Places places = VisitAll(node, input);
    const Places items = WithItems(places, "[]");
    for (const Node* child : node.children) {
      if (child->op != Op::kReference) continue;
      Places by = Visit(*child->left, items);
      if (name == "map") return Projected(std::move(by));
      Read(by);
      return name == "sort_by" ? places : items;
    }
    Read(places);
    return {};
  }

  Analysis& analysis_;
};

FunctionCall Describe(const Node& node) {
  FunctionCall call;
  call.function = std::string(node.function->name);
  const Node& first = *node.children[0];
  if (first.op == Op::kLiteral && first.literal.is_string()) {
    call.literal = std::string(first.literal.AsString());
  }
  if (node.children.size() > 1) {
    const std::vector<std::string>* const path = PlainPath(*node.children[1]);
    if (path != nullptr) call.path = *path;
  }
  return call;
}

}  // namespace

const std::vector<std::string>* PlainPath(const Node& node) {
  const bool plain =
      node.op == Op::kCurrent || (node.op == Op::kPath && node.left == nullptr);
  return plain ? &node.keys : nullptr;
}

Analysis Analyze(const Program& program) {
  Analysis analysis;
  Reader reader(analysis);
  reader.Read(reader.Visit(*program.root, {Place{}}));
  // Nodes are in the order of the text.
  for (const std::unique_ptr<Node>& node : program.nodes) {
    if (node->op == Op::kCall) analysis.calls.push_back(Describe(*node));
  }
  return analysis;
}

}  // namespace hirewire::expr
