// Writes protobuf's wire format directly, without message objects in between.
//
//   WireWriter out;
//   size_t mark = out.BeginMessage(1);
//   out.Bytes(2, "text");
//   out.EndMessage(mark);
//   std::string wire = out.Take();
//
// The caller knows the types of the fields (from descriptors); this only knows
// the encoding: https://protobuf.dev/programming-guides/encoding/.
#ifndef HIREWIRE_CONNECTORS_ENGINE_WIRE_WRITER_H_
#define HIREWIRE_CONNECTORS_ENGINE_WIRE_WRITER_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::engine {

class WireWriter {
 public:
  WireWriter() { Grow(512); }

  // The tag of a field, computed once per rule: see Tag().
  static constexpr uint32_t Tag(int number, int wire_type) {
    return static_cast<uint32_t>(number) << 3 |
           static_cast<uint32_t>(wire_type);
  }

  void Varint(int number, uint64_t value) {
    Reserve(15);
    PutVarint(Tag(number, 0));
    PutVarint(value);
  }

  void Double(int number, double value) {
    Reserve(13);
    PutVarint(Tag(number, 1));
    const uint64_t bits = std::bit_cast<uint64_t>(value);
    for (int i = 0; i < 8; ++i) {
      data_[size_++] = static_cast<char>(bits >> (8 * i));
    }
  }

  void Bytes(int number, absl::string_view value) {
    Reserve(value.size() + 15);
    PutVarint(Tag(number, 2));
    PutVarint(value.size());
    std::memcpy(data_.data() + size_, value.data(), value.size());
    size_ += value.size();
  }

  // Opens a message field; everything until EndMessage belongs to it.
  size_t BeginMessage(int number) {
    Reserve(6);
    PutVarint(Tag(number, 2));
    ++size_;  // One byte for the length, as most messages are short.
    return size_;
  }

  // Closes the message that BeginMessage opened. Returns its size.
  size_t EndMessage(size_t mark);

  // How much is written so far: a point that Rewind can go back to.
  size_t size() const { return size_; }
  void Rewind(size_t size) { size_ = size; }

  // What was written from `from` on.
  absl::string_view Since(size_t from) const {
    return absl::string_view(data_.data() + from, size_ - from);
  }

  // The value of field `number`, which takes bytes, where a message that begins
  // at `start` begins with it; else empty.
  absl::string_view LeadingBytes(size_t start, int number) const;

  // The bytes; the writer is empty afterwards.
  std::string Take();

 private:
  void Reserve(size_t bytes) {
    if (data_.size() - size_ < bytes) Grow(bytes);
  }
  void Grow(size_t bytes);
  void PutVarint(uint64_t value) {
    while (value >= 0x80) {
      data_[size_++] = static_cast<char>(value | 0x80);
      value >>= 7;
    }
    data_[size_++] = static_cast<char>(value);
  }

  // Sized to its capacity; size_ is what counts.
  std::string data_;
  size_t size_ = 0;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_WIRE_WRITER_H_
