#include "services/catalog/mask_reader.h"

#include <google/protobuf/field_mask.pb.h>

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::catalog {

namespace pb = google::protobuf;

namespace {

constexpr size_t kLongestQuote = 100;

absl::Status Wrong(absl::string_view path, absl::string_view why) {
  // A path is a word of ours and no one's data, unless a caller put it there:
  // quoted, and no longer than any path of ours.
  const std::string quoted = absl::CHexEscape(path.substr(0, kLongestQuote));
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "read_mask")
      .With("path", quoted)
      .Message(absl::StrCat("read_mask: \"", quoted, "\" ", why));
}

// The message that a path may go on into; null where it ends here. The fields
// of Google's own types, such as Timestamp, come and go together.
const pb::Descriptor* Inside(const pb::FieldDescriptor& field) {
  const pb::Descriptor* type = field.message_type();
  if (type == nullptr || type->file()->package() == "google.protobuf" ||
      field.is_map()) {
    return nullptr;
  }
  return type;
}

absl::Status CheckPath(const std::string& path, const pb::Descriptor& entity) {
  const pb::Descriptor* message = &entity;
  for (const std::string& part :
       std::vector<std::string>(absl::StrSplit(path, '.'))) {
    if (message == nullptr) {
      return Wrong(path, "goes on where the field has no fields of its own");
    }
    const pb::FieldDescriptor* field = message->FindFieldByName(part);
    if (field == nullptr) {
      return Wrong(path, absl::StrCat("is no path of ", entity.name()));
    }
    message = Inside(*field);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<connectors::ReadMask> ReadMaskOf(const pb::Message& mask,
                                                const pb::Descriptor& entity) {
  connectors::ReadMask paths;
  for (const std::string& path :
       static_cast<const pb::FieldMask&>(mask).paths()) {
    if (path != "*") {
      HW_RETURN_IF_ERROR(CheckPath(path, entity));
    } else if (static_cast<const pb::FieldMask&>(mask).paths_size() > 1) {
      return Wrong(path, "stands for all fields, so it must stand alone");
    }
    paths.push_back(path);
  }
  return paths;
}

}  // namespace hirewire::catalog
