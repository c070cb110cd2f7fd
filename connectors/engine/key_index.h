// Finds the few keys that a mapping reads among all keys of a vendor's object.
//
// One walk over the object fills all slots: linear in the object, whatever the
// number of rules.
#ifndef HIREWIRE_CONNECTORS_ENGINE_KEY_INDEX_H_
#define HIREWIRE_CONNECTORS_ENGINE_KEY_INDEX_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/json/value.h"

namespace hirewire::engine {

class KeyIndex {
 public:
  // Slots are kept on the stack: no more keys than this.
  static constexpr size_t kMaxKeys = 64;

  // The slot of `key`, added if it is new; -1 when the index is full.
  int Add(absl::string_view key) {
    for (size_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i] == key) return static_cast<int>(i);
    }
    if (keys_.size() == kMaxKeys) return -1;
    keys_.emplace_back(key);
    Rebuild();
    return static_cast<int>(keys_.size()) - 1;
  }

  size_t size() const { return keys_.size(); }

  // Fills slots[0..size()) with the members of `object`; null for what it
  // lacks. Of a repeated key the first counts.
  void Fill(json::Value object, json::Value* slots) const {
    std::fill(slots, slots + keys_.size(), json::Value());
    uint64_t seen = 0;
    for (const json::Member member : object.members()) {
      const int slot = Find(member.key);
      if (slot < 0 || (seen >> slot & 1) != 0) continue;
      seen |= uint64_t{1} << slot;
      slots[slot] = member.value;
    }
  }

 private:
  static size_t Hash(absl::string_view key) {
    if (key.empty()) return 0;
    return key.size() * 7 + static_cast<unsigned char>(key.front()) * 31 +
           static_cast<unsigned char>(key.back()) * 5 +
           static_cast<unsigned char>(key[key.size() / 2]);
  }

  int Find(absl::string_view key) const {
    for (size_t at = Hash(key) & mask_;; at = (at + 1) & mask_) {
      const int8_t slot = table_[at];
      if (slot < 0 || keys_[slot] == key) return slot;
    }
  }

  void Rebuild() {
    table_.assign(std::bit_ceil(keys_.size() * 4), -1);
    mask_ = table_.size() - 1;
    for (size_t i = 0; i < keys_.size(); ++i) {
      size_t at = Hash(keys_[i]) & mask_;
      while (table_[at] >= 0) at = (at + 1) & mask_;
      table_[at] = static_cast<int8_t>(i);
    }
  }

  std::vector<std::string> keys_;
  std::vector<int8_t> table_ = {-1};
  size_t mask_ = 0;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_KEY_INDEX_H_
