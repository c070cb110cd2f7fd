#include "services/accounts/connection_id.h"

#include <google/protobuf/descriptor.h>

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"

namespace hirewire::accounts {

namespace {

constexpr char kField[] = "connection_id";
constexpr size_t kLongest = 63;

absl::Status Invalid(absl::string_view rule) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", kField)
      .Message(absl::StrCat(kField, " ", rule));
}

}  // namespace

absl::StatusOr<std::string> ReadConnectionId(
    const google::protobuf::Message& request) {
  std::string id = request.GetReflection()->GetString(
      request, request.GetDescriptor()->FindFieldByName(kField));
  if (id.empty()) return Invalid("is missing");
  if (id.size() > kLongest) {
    return Invalid(absl::StrCat("has more than ", kLongest, " bytes"));
  }
  return id;
}

}  // namespace hirewire::accounts
