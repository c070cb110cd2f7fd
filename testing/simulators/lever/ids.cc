#include "testing/simulators/lever/ids.h"

#include <cstdint>
#include <cstdio>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace hirewire::sim::lever {
namespace {

// Odd, so that multiplying by it loses nothing; kUndo turns it back.
constexpr uint32_t kStep = 0x9E3779B1;

constexpr uint32_t InverseOf(uint32_t odd) {
  uint32_t inverse = odd;
  // Newton's method doubles the digits that are right.
  for (int i = 0; i < 5; ++i) inverse *= 2 - odd * inverse;
  return inverse;
}
constexpr uint32_t kUndo = InverseOf(kStep);
static_assert(kStep * kUndo == 1);

}  // namespace

uint64_t Scramble(absl::string_view text) {
  uint64_t hash = 14695981039346656037u;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  }
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
  return hash ^ (hash >> 29);
}

std::string UuidOf(absl::string_view kind, Ref ref) {
  const auto place = static_cast<uint32_t>(ref) * kStep +
                     static_cast<uint32_t>(Scramble(kind));
  const uint64_t rest = Scramble(absl::StrCat(kind, "/", ref));
  const uint64_t last = Scramble(absl::StrCat(rest, "/", kind));
  char text[40];
  std::snprintf(text, sizeof(text), "%08x-%04x-4%03x-%04x-%012llx", place,
                static_cast<unsigned>(rest & 0xffff),
                static_cast<unsigned>((rest >> 16) & 0xfff),
                static_cast<unsigned>(0x8000 | ((rest >> 32) & 0x3fff)),
                static_cast<unsigned long long>(last & 0xffffffffffff));
  return text;
}

Ref RefOf(absl::string_view kind, absl::string_view id) {
  uint32_t place = 0;
  if (!absl::SimpleHexAtoi(id.substr(0, 8), &place)) return kNone;
  const auto ref =
      static_cast<Ref>((place - static_cast<uint32_t>(Scramble(kind))) * kUndo);
  return ref >= 0 && UuidOf(kind, ref) == id ? ref : kNone;
}

}  // namespace hirewire::sim::lever
