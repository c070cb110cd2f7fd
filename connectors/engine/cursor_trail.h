// Notices a listing that runs in a circle. It cannot be switched off.
//
// The trail travels in the page token, so it works across calls and servers
// and costs nothing to keep. A cursor that repeats at once, a circle of any
// length (within twice that length) and a page that starts with the same
// record as the one before are all found.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CURSOR_TRAIL_H_
#define HIREWIRE_CONNECTORS_ENGINE_CURSOR_TRAIL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "hirewire/internal/v1/page_token.pb.h"

namespace hirewire::engine {

// Notes one page: the cursor that leads on from it and the id of its first
// record ("" for an empty page). VENDOR_RESPONSE_INVALID when it was seen.
absl::Status NotePage(absl::string_view next_cursor,
                      absl::string_view first_record_id,
                      internal::v1::CursorTrail& trail);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CURSOR_TRAIL_H_
