#include "testing/simulators/ashby/walks.h"

#include <iterator>
#include <string>

#include "testing/simulators/ashby/digest.h"

namespace hirewire::sim::ashby {
namespace {

// Recorded cursors have between 2 and 120 letters, sync tokens 9.
constexpr size_t kCursorSizes[] = {115, 2, 40, 9, 120, 24};
constexpr size_t kTokenSize = 9;

const Walk* Find(const std::unordered_map<std::string, Walk>& walks,
                 const std::string& text) {
  const auto found = walks.find(text);
  return found == walks.end() ? nullptr : &found->second;
}

}  // namespace

std::string Walks::CursorFor(const Walk& walk) {
  std::string text;
  // Short ones run out; the next size is tried then.
  do {
    text = Letters(made_, kCursorSizes[made_ % std::size(kCursorSizes)]);
    ++made_;
  } while (cursors_.walks.count(text) != 0);
  Keep(cursors_, text, walk);
  return text;
}

std::string Walks::SyncTokenFor(const Walk& walk) {
  const std::string text = Letters(~made_++, kTokenSize);
  Keep(tokens_, text, walk);
  return text;
}

const Walk* Walks::AtCursor(const std::string& cursor) const {
  return Find(cursors_.walks, cursor);
}

const Walk* Walks::AtSyncToken(const std::string& token) const {
  return Find(tokens_.walks, token);
}

void Walks::Forget() {
  cursors_ = {};
  tokens_ = {};
}

void Walks::Keep(Kept& kept, const std::string& text, const Walk& walk) {
  if (kept.order.size() == kKept) {
    kept.walks.erase(kept.order.front());
    kept.order.pop_front();
  }
  kept.walks.insert_or_assign(text, walk);
  kept.order.push_back(text);
}

}  // namespace hirewire::sim::ashby
