#include "base/expr/arena.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>

#include "absl/strings/string_view.h"
#include "base/expr/value.h"

namespace hirewire::expr {
namespace {

constexpr size_t kFirstBlock = size_t{4} << 10;
constexpr size_t kLargestBlock = size_t{1} << 20;
// Blocks beyond this many bytes in all are given back by Reset.
constexpr size_t kKept = size_t{256} << 10;
constexpr size_t kAlignment = alignof(std::max_align_t);

}  // namespace

void* Arena::Allocate(size_t size) {
  if (size > limit_ - used_) {
    exhausted_ = true;
    return nullptr;
  }
  size = (size + kAlignment - 1) / kAlignment * kAlignment;
  while (block_ < blocks_.size() && blocks_[block_].size - offset_ < size) {
    ++block_;
    offset_ = 0;
  }
  if (block_ == blocks_.size()) {
    const size_t doubled =
        blocks_.empty() ? kFirstBlock
                        : std::min(blocks_.back().size * 2, kLargestBlock);
    const size_t bytes = std::max(doubled, size);
    // Uninitialised on purpose.
    blocks_.push_back({std::unique_ptr<char[]>(new char[bytes]), bytes});
    offset_ = 0;
  }
  void* const start = blocks_[block_].bytes.get() + offset_;
  offset_ += size;
  used_ = std::min(limit_, used_ + size);
  return start;
}

Value Arena::CopyString(absl::string_view text) {
  if (text.empty()) return Value::String("");
  char* const bytes = AllocateArray<char>(text.size());
  if (bytes == nullptr) return Value();
  std::memcpy(bytes, text.data(), text.size());
  return Value::String(absl::string_view(bytes, text.size()));
}

void Arena::Reset() {
  size_t kept = 0;
  size_t blocks = 0;
  while (blocks < blocks_.size() && kept + blocks_[blocks].size <= kKept) {
    kept += blocks_[blocks++].size;
  }
  blocks_.resize(blocks);
  block_ = 0;
  offset_ = 0;
  used_ = 0;
  exhausted_ = false;
}

}  // namespace hirewire::expr
