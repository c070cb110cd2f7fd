#include "tools/cli/output.h"

#include <google/protobuf/util/json_util.h>

#include "tools/cli/cell.h"
#include "tools/cli/columns.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

std::vector<std::string> Headers(const std::vector<std::string>& columns) {
  std::vector<std::string> headers;
  for (const std::string& column : columns) headers.push_back(HeaderOf(column));
  return headers;
}

}  // namespace

Output::Output(Console& console, const pb::Descriptor& type,
               const OutputOptions& options)
    : console_(console),
      json_(options.json),
      columns_(options.columns.empty() ? ColumnsOf(type) : options.columns),
      table_(Headers(columns_)) {}

void Output::Add(const pb::Message& record) {
  if (json_) {
    console_.out << ToJson(record) << "\n";
    return;
  }
  std::vector<std::string> cells;
  for (const std::string& column : columns_) {
    cells.push_back(CellOf(record, column));
  }
  table_.Add(cells);
}

void Output::Finish() {
  if (!json_) console_.out << table_.Render(console_.width);
  console_.out << std::flush;
}

std::string ToJson(const pb::Message& message) {
  pb::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // Fails only for messages with an Any of unknown type, of which there are
  // none in the model.
  if (!pb::util::MessageToJsonString(message, &json, options).ok()) return "{}";
  return json;
}

}  // namespace hirewire::cli
