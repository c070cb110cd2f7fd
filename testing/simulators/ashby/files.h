// Files: a handle in a record, a link for a handle, bytes for a link.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_FILES_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_FILES_H_

#include "testing/simulators/ashby/view.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim::ashby {

// Links go to paths that begin so, and need no key.
inline constexpr absl::string_view kFilePrefix = "/files/";

// The bytes of a file, or 403 for a link that is forged or lapsed.
Reply Download(const View& view, const Request& request);

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_FILES_H_
