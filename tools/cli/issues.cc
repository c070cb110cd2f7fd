#include "tools/cli/issues.h"

#include <google/protobuf/descriptor.h>

#include "tools/cli/cell.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

void PrintIssues(const pb::Message& response, Console& console) {
  const pb::FieldDescriptor* issues =
      response.GetDescriptor()->FindFieldByName("issues");
  const pb::Reflection& reflection = *response.GetReflection();
  for (int i = 0; i < reflection.FieldSize(response, issues); ++i) {
    const pb::Message& issue =
        reflection.GetRepeatedMessage(response, issues, i);
    console.err << "issue: record " << Printable(CellOf(issue, "record_id"))
                << ": " << Printable(CellOf(issue, "field_path")) << ": "
                << CellOf(issue, "reason") << " (from "
                << Printable(CellOf(issue, "vendor_path")) << ")\n";
  }
  console.err << std::flush;
}

}  // namespace hirewire::cli
