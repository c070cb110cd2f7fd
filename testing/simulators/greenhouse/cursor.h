// Cursors: opaque to clients, they carry the filters, the page size and the
// place to go on from.
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_CURSOR_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_CURSOR_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/record.h"

namespace hirewire::sim {

struct Cursor {
  std::string collection;
  absl::Time issued;
  // Records below this one come next.
  Ref before = kNone;
  // Pages already served.
  int page = 0;
  // ListQuery::canonical.
  std::string query;
};

// URL-safe base64 without padding.
std::string EncodeCursor(const Cursor& cursor);
// nullopt for anything that EncodeCursor did not make.
std::optional<Cursor> DecodeCursor(absl::string_view text);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_CURSOR_H_
