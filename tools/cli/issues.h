// What could not be mapped, said on standard error.
#ifndef HIREWIRE_TOOLS_CLI_ISSUES_H_
#define HIREWIRE_TOOLS_CLI_ISSUES_H_

#include <google/protobuf/message.h>

#include "tools/cli/console.h"

namespace hirewire::cli {

// A line for each of `response.issues`, which every List and Get has.
void PrintIssues(const google::protobuf::Message& response, Console& console);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_ISSUES_H_
