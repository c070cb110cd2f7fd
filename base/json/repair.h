// Second chance for a document that the parser refused because of single
// values: see json/parser.h for what is repaired and why.
//
//   if (error == simdjson::NUMBER_ERROR) Parse(RepairValues(body));
#ifndef HIREWIRE_BASE_JSON_REPAIR_H_
#define HIREWIRE_BASE_JSON_REPAIR_H_

#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::json {

// `body` with each lone surrogate escape in a string as \ufffd, and each
// number that neither int64, uint64 nor double can hold in quotes. Everything
// else, sound or not, is kept byte by byte: only the parser judges.
std::string RepairValues(absl::string_view body);

}  // namespace hirewire::json

#endif  // HIREWIRE_BASE_JSON_REPAIR_H_
