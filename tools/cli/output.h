// Records on standard output: a table for people, or a JSON object per line for
// programs.
//
//   Output output(console, *entity.type, {.json = true});
//   output.Add(record);
//   output.Finish();
#ifndef HIREWIRE_TOOLS_CLI_OUTPUT_H_
#define HIREWIRE_TOOLS_CLI_OUTPUT_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "tools/cli/console.h"
#include "tools/cli/table.h"

namespace hirewire::cli {

struct OutputOptions {
  // One object per line, at once, with the field names of the protos.
  bool json = false;
  // Instead of the columns of the entity's own table.
  std::vector<std::string> columns = {};
};

class Output {
 public:
  // `console` outlives it. `type` is that of every record.
  Output(Console& console, const google::protobuf::Descriptor& type,
         const OutputOptions& options);

  void Add(const google::protobuf::Message& record);

  // Prints the table, of which no line is known before the last record. Once.
  void Finish();

 private:
  Console& console_;
  const bool json_;
  const std::vector<std::string> columns_;
  Table table_;
};

// A message as one line of JSON.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_OUTPUT_H_
