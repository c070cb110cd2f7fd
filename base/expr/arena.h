// Where computed values live: a bump allocator that is reset as a whole, once
// per record or page. Plain paths take nothing from it.
//
//   expr::Arena arena;                    // one per shard, reused
//   for (const json::Value row : page.root().items()) {
//     arena.Reset();
//     ... expression.Evaluate(row, {.arena = arena}) ...
//   }
#ifndef HIREWIRE_BASE_EXPR_ARENA_H_
#define HIREWIRE_BASE_EXPR_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/expr/value.h"

namespace hirewire::expr {

// Not thread-safe. Bounded: past its limit it allocates nothing more, which an
// evaluation reports as an error.
class Arena {
 public:
  // `limit`: bytes that may be in use between two resets.
  explicit Arena(size_t limit = size_t{64} << 20) : limit_(limit) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `size` bytes, aligned for any value; null once the limit is reached.
  void* Allocate(size_t size);

  // Uninitialised room for `count` values; null once the limit is reached.
  template <typename T>
  T* AllocateArray(size_t count) {
    if (count > limit_ / sizeof(T)) return nullptr;
    return static_cast<T*>(Allocate(count * sizeof(T)));
  }

  // A string value over a copy of `text`; null once the limit is reached (the
  // evaluation that asked for it then fails).
  Value CopyString(absl::string_view text);

  // Forgets every value; keeps the first blocks for what comes next.
  void Reset();

  size_t used() const { return used_; }
  // Whether something was refused since the last reset.
  bool exhausted() const { return exhausted_; }

 private:
  friend class Evaluator;

  struct Block {
    std::unique_ptr<char[]> bytes;
    size_t size;
  };

  const size_t limit_;
  std::vector<Block> blocks_;
  size_t block_ = 0;   // The block that is being filled.
  size_t offset_ = 0;  // Bytes of it that are taken.
  size_t used_ = 0;
  bool exhausted_ = false;
  // Elements of the lists under construction, innermost last.
  std::vector<Value> pending_;
};

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_ARENA_H_
