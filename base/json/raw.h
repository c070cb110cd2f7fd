// The exact source bytes of a part of a document, for `raw_json`: what the
// vendor sent, with its spacing, its key order and its escapes.
//
//   HW_ASSIGN_OR_RETURN(const std::vector<absl::string_view> rows,
//                       json::RawElements(page.source(), "data"));
//
// The source must be one that Parse (json/parser.h) took: it is walked, not
// checked again. Paths are keys joined by dots, "" is the root; of a repeated
// key the first counts, as in Value::Find. Results point into `source`.
#ifndef HIREWIRE_BASE_JSON_RAW_H_
#define HIREWIRE_BASE_JSON_RAW_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::json {

// The value at `path`, without the space around it. NOT_FOUND where the path
// leads nowhere, INVALID_ARGUMENT where the source is cut off.
absl::StatusOr<absl::string_view> RawAt(absl::string_view source,
                                        absl::string_view path);

// The elements of the array at `path`, one for each of Value::items(), in
// order. Besides RawAt's errors, INVALID_ARGUMENT where it is not an array.
absl::StatusOr<std::vector<absl::string_view>> RawElements(
    absl::string_view source, absl::string_view path);

}  // namespace hirewire::json

#endif  // HIREWIRE_BASE_JSON_RAW_H_
