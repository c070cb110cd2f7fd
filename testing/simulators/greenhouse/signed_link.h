// Attachment links: good for seven days, for whoever holds them.
//
//   const std::string path = SignedPath(id, "resume.pdf", now + kLinkLifetime);
//   // /attachments/4100000001/resume.pdf?expires=..&signature=..
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_SIGNED_LINK_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_SIGNED_LINK_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

inline constexpr absl::Duration kLinkLifetime = absl::Hours(24 * 7);

// Path and query of a link to an attachment.
std::string SignedPath(int64_t id, absl::string_view file_name,
                       absl::Time expires);

// The attachment that `request` may read at `now`; nullopt for a link that is
// forged, changed or lapsed.
std::optional<int64_t> VerifyLink(const Request& request, absl::Time now);

// A digest that is hard to guess by accident, and by accident only: it keeps
// tests from making up links and cursors. Not cryptography.
std::string Checksum(absl::string_view text);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_SIGNED_LINK_H_
