#include "connectors/engine/wire_writer.h"

#include <algorithm>
#include <utility>

namespace hirewire::engine {
namespace {

bool ReadVarint(absl::string_view& from, uint64_t& value) {
  for (int shift = 0; !from.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    value |= uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

}  // namespace

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

absl::string_view WireWriter::LeadingBytes(size_t start, int number) const {
  absl::string_view rest = Since(start);
  uint64_t tag = 0;
  uint64_t length = 0;
  if (!ReadVarint(rest, tag) || tag != Tag(number, 2)) return "";
  return ReadVarint(rest, length) ? rest.substr(0, length) : "";
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
