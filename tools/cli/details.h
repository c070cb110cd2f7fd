// One record, every field that is set, a line each.
#ifndef HIREWIRE_TOOLS_CLI_DETAILS_H_
#define HIREWIRE_TOOLS_CLI_DETAILS_H_

#include <google/protobuf/message.h>

#include <string>

namespace hirewire::cli {

// "full_name: Zoë", nested messages indented under their field's name. Texts
// are one line each, whole.
std::string DetailsOf(const google::protobuf::Message& record);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_DETAILS_H_
