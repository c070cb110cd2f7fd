#include "connectors/engine/cursor_trail.h"

#include <bit>
#include <cstdint>

#include "base/status/error.h"
#include "connectors/engine/digest.h"

namespace hirewire::engine {
namespace {

absl::Status Repeats(absl::string_view what) {
  return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID)
      .With("repeated", what)
      .Message("the vendor's listing runs in a circle");
}

}  // namespace

absl::Status NotePage(absl::string_view next_cursor,
                      absl::string_view first_record_id,
                      internal::v1::CursorTrail& trail) {
  const uint64_t cursor = Digest().Add(next_cursor).value();
  trail.set_pages(trail.pages() + 1);
  const bool seen = trail.pages() > 1 && (cursor == trail.latest_cursor() ||
                                          cursor == trail.checkpoint_cursor());
  if (seen) return Repeats("cursor");
  trail.set_latest_cursor(cursor);
  if (std::has_single_bit(trail.pages())) trail.set_checkpoint_cursor(cursor);
  if (first_record_id.empty()) return absl::OkStatus();
  const uint64_t first = Digest().Add(first_record_id).value();
  if (first == trail.latest_first_record()) return Repeats("first record");
  trail.set_latest_first_record(first);
  return absl::OkStatus();
}

}  // namespace hirewire::engine
