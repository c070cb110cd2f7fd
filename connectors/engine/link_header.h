// The Link header of RFC 8288, as far as paging needs it.
#ifndef HIREWIRE_CONNECTORS_ENGINE_LINK_HEADER_H_
#define HIREWIRE_CONNECTORS_ENGINE_LINK_HEADER_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "base/http/transport.h"

namespace hirewire::engine {

// The target of the link with that relation; nullopt where there is none.
std::optional<std::string> FindLink(const http::Headers& headers,
                                    absl::string_view relation);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_LINK_HEADER_H_
