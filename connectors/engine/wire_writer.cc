#include "connectors/engine/wire_writer.h"

#include <algorithm>
#include <utility>

namespace hirewire::engine {

size_t WireWriter::EndMessage(size_t mark) {
  const size_t length = size_ - mark;
  if (length < 0x80) {
    data_[mark - 1] = static_cast<char>(length);
    return length;
  }
  // The length needs more bytes than the one kept free: move the message.
  size_t extra = 0;
  for (size_t rest = length >> 7; rest != 0; rest >>= 7) ++extra;
  Reserve(extra);
  char* start = data_.data() + mark;
  std::memmove(start + extra, start, length);
  size_ = mark - 1;
  PutVarint(length);
  size_ += length;
  return length;
}

std::string WireWriter::Take() {
  data_.resize(size_);
  std::string taken = std::exchange(data_, std::string());
  size_ = 0;
  return taken;
}

void WireWriter::Grow(size_t bytes) {
  data_.resize(std::max(data_.size() * 2, size_ + bytes));
}

}  // namespace hirewire::engine
