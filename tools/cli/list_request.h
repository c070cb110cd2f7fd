// From the words of a command line to the request of a List or a Get, by the
// fields of its message.
#ifndef HIREWIRE_TOOLS_CLI_LIST_REQUEST_H_
#define HIREWIRE_TOOLS_CLI_LIST_REQUEST_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::cli {

// Sets the filter that `words` ("name=value") names. Instants are RFC 3339 or a
// date, which means its first instant in UTC; enums a small word ("active");
// bools yes, no, true or false. INVALID_ARGUMENT says what would do.
absl::Status SetFilter(const std::string& words,
                       google::protobuf::Message& request);

// "updated_after, status, job_id": the filters of a List's request.
std::string FiltersOf(const google::protobuf::Descriptor& request);

// Sets read_mask to the paths of "id,full_name".
void SetMask(absl::string_view paths, google::protobuf::Message& request);

// Sets a text, number or bool by its field's name, which exists.
void SetText(const char* field, const std::string& value,
             google::protobuf::Message& request);
void SetNumber(const char* field, int value,
               google::protobuf::Message& request);
void SetSwitch(const char* field, bool value,
               google::protobuf::Message& request);

}  // namespace hirewire::cli

#endif  // HIREWIRE_TOOLS_CLI_LIST_REQUEST_H_
