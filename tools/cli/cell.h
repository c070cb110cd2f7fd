// One value of a record as a person reads it in a table.
#ifndef HIREWIRE_TOOLS_CLI_CELL_H_
#define HIREWIRE_TOOLS_CLI_CELL_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::cli {

// The value at `path` of `record`, dots going into messages: "emails.address".
// Of several values the first one and how many follow: "jane@x.org +2". Empty
// where nothing is set, and for a path that does not exist.
//
// Instants are UTC to the minute, enums are small words, an enum that is OTHER
// is the vendor's own word, bools are yes and no.
std::string CellOf(const google::protobuf::Message& record,
                   absl::string_view path);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_CELL_H_
