#include "connectors/engine/path_index.h"

#include <algorithm>
#include <bit>

namespace hirewire::engine {
namespace {

size_t Hash(absl::string_view key) {
  if (key.empty()) return 0;
  return key.size() * 7 + static_cast<unsigned char>(key.front()) * 31 +
         static_cast<unsigned char>(key.back()) * 5 +
         static_cast<unsigned char>(key[key.size() / 2]);
}

}  // namespace

inline int PathIndex::Node::Find(absl::string_view key) const {
  for (size_t at = Hash(key) & mask;; at = (at + 1) & mask) {
    const int8_t place = table[at];
    if (place < 0 || entries[place].key == key) return place;
  }
}

int PathIndex::Node::Add(const std::string& key) {
  if (const int found = Find(key); found >= 0) return found;
  entries.push_back({.key = key});
  table.assign(std::bit_ceil(entries.size() * 4), -1);
  mask = table.size() - 1;
  for (size_t i = 0; i < entries.size(); ++i) {
    size_t at = Hash(entries[i].key) & mask;
    while (table[at] >= 0) at = (at + 1) & mask;
    table[at] = static_cast<int8_t>(i);
  }
  return static_cast<int>(entries.size()) - 1;
}

int PathIndex::SlotOf(std::span<const std::string> path) const {
  int node = 0;
  for (size_t i = 0; node >= 0; ++i) {
    const int place = nodes_[node].Find(path[i]);
    if (place < 0) return -1;
    const Entry& entry = nodes_[node].entries[place];
    if (i + 1 == path.size()) return entry.slot;
    node = entry.below;
  }
  return -1;
}

int PathIndex::Add(std::span<const std::string> path) {
  // A path adds one key to a node at most, so that no node has more keys than
  // there may be paths.
  const int known = SlotOf(path);
  if (known >= 0 || size_ == kMaxPaths) return known;
  size_t node = 0;
  for (const std::string& key : path.first(path.size() - 1)) {
    const int place = nodes_[node].Add(key);
    if (nodes_[node].entries[place].below < 0) {
      nodes_[node].entries[place].below = static_cast<int>(nodes_.size());
      nodes_.emplace_back();
    }
    node = nodes_[node].entries[place].below;
  }
  Entry& last = nodes_[node].entries[nodes_[node].Add(path.back())];
  last.slot = static_cast<int>(size_++);
  return last.slot;
}

void PathIndex::Fill(const expr::Value& object, expr::Value* slots) const {
  std::fill(slots, slots + size_, expr::Value());
  if (size_ > 0) FillFrom(nodes_.front(), object, slots);
}

void PathIndex::FillFrom(const Node& node, const expr::Value& object,
                         expr::Value* slots) const {
  if (const auto view = object.view()) {
    uint64_t missing = ~uint64_t{0} >> (64 - node.entries.size());
    for (const json::Member member : view->members()) {
      const int place = node.Find(member.key);
      if (place < 0 || (missing >> place & 1) == 0) continue;
      Take(node.entries[place], member.value, slots);
      missing &= ~(uint64_t{1} << place);
      if (missing == 0) return;
    }
    return;
  }
  // A computed object has no key twice.
  for (const expr::Member member : object.members()) {
    const int place = node.Find(member.key);
    if (place >= 0) Take(node.entries[place], member.value, slots);
  }
}

void PathIndex::Take(const Entry& entry, const expr::Value& value,
                     expr::Value* slots) const {
  if (entry.slot >= 0) slots[entry.slot] = value;
  if (entry.below >= 0 && value.is_object()) {
    FillFrom(nodes_[entry.below], value, slots);
  }
}

}  // namespace hirewire::engine
