#include "testing/simulators/ashby/ids.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "testing/simulators/ashby/digest.h"

namespace hirewire::sim::ashby {
namespace {

// Multiplying by an odd number modulo 2^32 can be undone: the first eight
// digits carry the record, the rest prove it.
constexpr uint32_t kFactor = 2654435761U;

constexpr uint32_t Inverse(uint32_t odd) {
  uint32_t inverse = odd;
  for (int i = 0; i < 5; ++i) inverse *= 2 - odd * inverse;
  return inverse;
}
static_assert(kFactor * Inverse(kFactor) == 1);

constexpr size_t kUuidSize = 36;

uint32_t Offset(Table table) {
  return static_cast<uint32_t>(Spread(static_cast<uint64_t>(table)));
}

constexpr absl::string_view kNames[] = {"application",
                                        "applicationFeedback",
                                        "applicationHistory",
                                        "approval",
                                        "archiveReason",
                                        "candidate",
                                        "candidateTag",
                                        "closeReason",
                                        "customField",
                                        "department",
                                        "feedbackFormDefinition",
                                        "file",
                                        "interview",
                                        "interviewEvent",
                                        "interviewPlan",
                                        "interviewSchedule",
                                        "interviewStage",
                                        "interviewStageGroup",
                                        "job",
                                        "jobPosting",
                                        "location",
                                        "note",
                                        "offer",
                                        "opening",
                                        "project",
                                        "source",
                                        "user"};
static_assert(std::size(kNames) == static_cast<size_t>(Table::kActivity));

}  // namespace

std::string AshbyId(Table table, Ref ref) {
  const auto number = static_cast<uint32_t>(ref);
  const uint64_t seed =
      (static_cast<uint64_t>(table) << 32) | static_cast<uint64_t>(number);
  const uint64_t middle = Spread(seed);
  const uint64_t tail = Spread(middle) & ((uint64_t{1} << 48) - 1);
  return absl::StrFormat("%08x-%04x-4%03x-%04x-%012x",
                         number * kFactor + Offset(table), middle >> 48,
                         (middle >> 36) & 0xFFF,
                         0x8000 | ((middle >> 22) & 0x3FFF), tail);
}

Ref AshbyRef(Table table, absl::string_view id) {
  if (!IsUuid(id)) return kNone;
  uint32_t first = 0;
  if (!absl::SimpleHexAtoi(id.substr(0, 8), &first)) return kNone;
  const uint32_t number = (first - Offset(table)) * Inverse(kFactor);
  if (number > std::numeric_limits<Ref>::max()) return kNone;
  const Ref ref = static_cast<Ref>(number);
  return AshbyId(table, ref) == absl::AsciiStrToLower(id) ? ref : kNone;
}

bool IsUuid(absl::string_view text) {
  if (text.size() != kUuidSize) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-'
             : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) {
      return false;
    }
  }
  return true;
}

std::optional<Table> TableNamed(absl::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<Table>(i);
  }
  return std::nullopt;
}

}  // namespace hirewire::sim::ashby
