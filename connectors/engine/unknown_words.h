// The words of one page that became OTHER because the manifest has no enum
// value for them.
//
//   UnknownWords words;
//   PageWriter writer(plan, selection, lookups, &words);
//   ...
//   for (const UnknownWords::Entry& entry : words.entries()) ...
#ifndef HIREWIRE_CONNECTORS_ENGINE_UNKNOWN_WORDS_H_
#define HIREWIRE_CONNECTORS_ENGINE_UNKNOWN_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "connectors/engine/map_plan.h"

namespace hirewire::engine {

class UnknownWords {
 public:
  // More distinct words than these are counted only: a page of free text must
  // not make a list of it.
  static constexpr size_t kMostWords = 32;

  struct Entry {
    // The unified field: "status".
    std::string field;
    std::string word;
    int64_t count = 0;
  };

  // One value of `rule` was `word`.
  void Note(const Rule& rule, absl::string_view word) {
    for (Entry& entry : entries_) {
      if (entry.word == word && entry.field == rule.to) {
        ++entry.count;
        return;
      }
    }
    if (entries_.size() == kMostWords) {
      ++rest_;
      return;
    }
    entries_.push_back({rule.to, std::string(word), 1});
  }

  const std::vector<Entry>& entries() const { return entries_; }
  // Values whose words are not among entries().
  int64_t rest() const { return rest_; }

 private:
  std::vector<Entry> entries_;
  int64_t rest_ = 0;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_UNKNOWN_WORDS_H_
