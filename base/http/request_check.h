// Refuses requests that would not arrive as they were meant: the gate against
// header injection and request smuggling. Private to base/http.
#ifndef HIREWIRE_BASE_HTTP_REQUEST_CHECK_H_
#define HIREWIRE_BASE_HTTP_REQUEST_CHECK_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/http/transport.h"

namespace hirewire::http {

// A method is a token: letters, digits and a few signs, not empty.
absl::Status CheckMethod(absl::string_view method);

// Names are tokens, values hold no line break and no other control character
// but the tab, and none of them frames the message. INVALID_ARGUMENT names the
// header, never its value.
absl::Status CheckHeaders(const Headers& headers);

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_REQUEST_CHECK_H_
