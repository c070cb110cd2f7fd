// Which fields of an entity stand in its table.
#ifndef HIREWIRE_TOOLS_CLI_COLUMNS_H_
#define HIREWIRE_TOOLS_CLI_COLUMNS_H_

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace hirewire::cli {

// Paths as read_mask has them. For an entity that the table in columns.cc does
// not know: its id and the first plain fields.
std::vector<std::string> ColumnsOf(const google::protobuf::Descriptor& entity);

// "EMAILS" for "emails.address": what stands above a column.
std::string HeaderOf(const std::string& path);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_COLUMNS_H_
