// From a compiled request and its variables to what is sent.
#ifndef HIREWIRE_CONNECTORS_ENGINE_REQUEST_BUILDER_H_
#define HIREWIRE_CONNECTORS_ENGINE_REQUEST_BUILDER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "connectors/engine/arguments.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {

// The request below `base`; `more` are parameters after the manifest's own,
// whose place they take where they have the same name. ARGUMENT_INVALID where a
// path variable has no value, or one that would lead elsewhere (".."), and for
// a parameter that is not of its JSON type.
absl::StatusOr<http::Request> BuildRequest(const CompiledManifest& manifest,
                                           const CompiledRequest& request,
                                           const http::Url& base,
                                           const Variables& variables,
                                           const Arguments& more);

// A request to where a vendor's link leads. VENDOR_RESPONSE_INVALID unless it
// stays below `base`: same scheme, host, port and path prefix.
absl::StatusOr<http::Request> FollowLink(const CompiledManifest& manifest,
                                         const http::Url& base,
                                         absl::string_view link);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_REQUEST_BUILDER_H_
