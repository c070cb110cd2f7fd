#include "testing/simulators/workable/ids.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace hirewire::sim::workable {
namespace {

struct Sequence {
  uint64_t first;
  // Records of other customers lie between two of ours.
  uint64_t step;
};

// As many digits at the end as at the beginning, so that the order of numbers
// is that of the texts.
Sequence SequenceOf(Kind kind) {
  switch (kind) {
    case Kind::kAccount:
      return {0x24c81f07, 1};
    case Kind::kMember:
      return {0x2e4a10, 3};
    case Kind::kRecruiter:
      return {0x1b3007d2, 5};
    case Kind::kDepartment:
      return {0xa1c40, 1};
    case Kind::kReason:
      return {0xc40e51, 1};
    case Kind::kAttribute:
      return {0x5a01, 1};
    case Kind::kChoice:
      return {0x6b02, 1};
    case Kind::kJob:
      return {0x61d0e2, 1};
    case Kind::kCandidate:
      return {0x2a100049, 3};
    case Kind::kActivity:
      return {0xa0000000, 1};
    case Kind::kJobActivity:
      return {0x9f000000, 1};
    case Kind::kEvent:
      return {0x1300c0a, 1};
    case Kind::kRequisition:
      return {0x18e07091, 7};
    case Kind::kEducation:
      return {0x4100a010, 1};
    case Kind::kExperience:
      return {0x4200b020, 1};
    case Kind::kQuestion:
      return {0x23000c30, 1};
    case Kind::kQuestionChoice:
      return {0x3d000d40, 1};
  }
  return {1, 1};
}

// Every bit of the result depends on every bit of `value`.
uint64_t Mix(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return value ^ (value >> 31);
}

}  // namespace

uint64_t NumberOf(Kind kind, Ref ref) {
  const Sequence sequence = SequenceOf(kind);
  return sequence.first + static_cast<uint64_t>(ref) * sequence.step;
}

std::string IdOf(Kind kind, Ref ref) {
  return absl::StrCat(absl::Hex(NumberOf(kind, ref)));
}

Ref RefOf(Kind kind, uint64_t number) {
  const Sequence sequence = SequenceOf(kind);
  if (number < sequence.first) return kNone;
  const uint64_t distance = number - sequence.first;
  if (distance % sequence.step != 0) return kNone;
  if (distance / sequence.step > INT32_MAX) return kNone;
  return static_cast<Ref>(distance / sequence.step);
}

std::optional<uint64_t> ParseId(absl::string_view text) {
  constexpr size_t kMostDigits = 15;
  if (text.empty() || text.size() > kMostDigits) return std::nullopt;
  uint64_t number = 0;
  for (const char c : text) {
    const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(c));
    if (!digit && (c < 'a' || c > 'f')) return std::nullopt;
    number =
        number * 16 + static_cast<uint64_t>(digit ? c - '0' : c - 'a' + 10);
  }
  return number;
}

std::string Shortcode(Ref job) {
  const uint64_t mixed = Mix(static_cast<uint64_t>(job) + 0x51D0E2) >> 24;
  return absl::AsciiStrToUpper(
      absl::StrCat(absl::Hex(mixed, absl::kZeroPad10)));
}

std::string LegalEntityId(Ref office) {
  const uint64_t high = Mix(static_cast<uint64_t>(office) + 0xE171);
  const std::string digits =
      absl::StrCat(absl::Hex(high, absl::kZeroPad16),
                   absl::Hex(Mix(high), absl::kZeroPad16));
  return absl::StrCat(digits.substr(0, 8), "-", digits.substr(8, 4), "-4",
                      digits.substr(13, 3), "-a", digits.substr(17, 3), "-",
                      digits.substr(20, 12));
}

}  // namespace hirewire::sim::workable
