// Finds all that a mapping reads of a vendor's object in one walk over it.
//
//   PathIndex index;
//   const int slot = index.Add({"archived", "reason"});
//   index.Fill(record, slots);   // slots[slot] is archived.reason, or null
//
// A walk is linear in the object, whatever the number of paths.
#ifndef HIREWIRE_CONNECTORS_ENGINE_PATH_INDEX_H_
#define HIREWIRE_CONNECTORS_ENGINE_PATH_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/expr/value.h"

namespace hirewire::engine {

class PathIndex {
 public:
  static constexpr size_t kMaxPaths = 64;

  PathIndex() : nodes_(1) {}

  // The slot of `path`, which is not empty, added if it is new; -1 when the
  // index is full.
  int Add(std::span<const std::string> path);

  // Slots in use.
  size_t size() const { return size_; }

  // Fills slots[0..size()) with what `object` holds at the paths; null for what
  // it lacks. Of a repeated key the first counts.
  void Fill(const expr::Value& object, expr::Value* slots) const;

 private:
  struct Entry {
    std::string key;
    int slot = -1;   // Of the path that ends here.
    int below = -1;  // The node of longer paths.
  };

  // The keys that are read of one object.
  struct Node {
    std::vector<Entry> entries;
    // Places in `entries`, by hash; -1 for none.
    std::vector<int8_t> table = {-1};
    size_t mask = 0;

    int Find(absl::string_view key) const;
    int Add(const std::string& key);
  };

  int SlotOf(std::span<const std::string> path) const;
  void FillFrom(const Node& node, const expr::Value& object,
                expr::Value* slots) const;
  void Take(const Entry& entry, const expr::Value& value,
            expr::Value* slots) const;

  std::vector<Node> nodes_;  // The first is that of the object itself.
  size_t size_ = 0;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_PATH_INDEX_H_
