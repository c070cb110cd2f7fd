#include "services/rpc/request_id.h"

#include <cstdint>

namespace hirewire::rpc {

std::string MakeRequestId(Random& random) {
  // Without i, l, o and u: read aloud, they are taken for others.
  constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  constexpr int kDigitsPerHalf = 13;
  std::string id;
  for (int half = 0; half < 2; ++half) {
    uint64_t bits = random.Next();
    for (int i = 0; i < kDigitsPerHalf; ++i, bits >>= 5) {
      id.push_back(kDigits[bits & 31]);
    }
  }
  return id;
}

}  // namespace hirewire::rpc
