#include "tools/cli/details.h"

#include <google/protobuf/descriptor.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/cli/cell.h"
#include "tools/cli/text_width.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

void Append(const pb::Message& record, const std::string& indent,
            std::string& text);

// Google's own messages, such as Timestamp, are values.
bool IsNested(const pb::FieldDescriptor& field) {
  return field.message_type() != nullptr &&
         field.message_type()->file()->package() != "google.protobuf";
}

void AppendNested(const pb::Message& record, const pb::FieldDescriptor& field,
                  const std::string& indent, std::string& text) {
  const pb::Reflection& reflection = *record.GetReflection();
  const int count =
      field.is_repeated() ? reflection.FieldSize(record, &field) : 1;
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&text, indent, field.name(), ":\n");
    Append(field.is_repeated()
               ? reflection.GetRepeatedMessage(record, &field, i)
               : reflection.GetMessage(record, &field),
           indent + "  ", text);
  }
}

void AppendTexts(const pb::Message& record, const pb::FieldDescriptor& field,
                 const std::string& indent, std::string& text) {
  const pb::Reflection& reflection = *record.GetReflection();
  for (int i = 0; i < reflection.FieldSize(record, &field); ++i) {
    absl::StrAppend(&text, indent, field.name(), ": ",
                    Printable(reflection.GetRepeatedString(record, &field, i)),
                    "\n");
  }
}

void Append(const pb::Message& record, const std::string& indent,
            std::string& text) {
  std::vector<const pb::FieldDescriptor*> fields;
  record.GetReflection()->ListFields(record, &fields);
  for (const pb::FieldDescriptor* field : fields) {
    if (IsNested(*field)) {
      AppendNested(record, *field, indent, text);
    } else if (field->is_repeated() &&
               field->type() == pb::FieldDescriptor::TYPE_STRING) {
      AppendTexts(record, *field, indent, text);
    } else {
      absl::StrAppend(&text, indent, field->name(), ": ",
                      Printable(CellOf(record, field->name())), "\n");
    }
  }
}

}  // namespace

std::string DetailsOf(const pb::Message& record) {
  std::string text;
  Append(record, "", text);
  return text;
}

}  // namespace hirewire::cli
