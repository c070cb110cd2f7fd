#include "tools/cli/list_request.h"

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "base/time/timestamps.h"

namespace hirewire::cli {

namespace pb = google::protobuf;

namespace {

constexpr int kFirstFilter = 10;

absl::Status Wrong(const std::string& name, const std::string& value,
                   const std::string& rule) {
  return absl::InvalidArgumentError(
      absl::StrCat("--filter ", name, "=", value, ": ", rule));
}

absl::Status SetInstant(const std::string& name, const std::string& value,
                        pb::Message& stamp) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, value, &time, &error) &&
      !absl::ParseTime("%Y-%m-%d", value, &time, &error)) {
    return Wrong(name, value,
                 "an instant is 2024-01-31 or 2024-01-31T09:30:00Z");
  }
  static_cast<pb::Timestamp&>(stamp) = ToProto(time);
  return absl::OkStatus();
}

absl::Status SetEnum(const pb::FieldDescriptor& field, const std::string& value,
                     pb::Message& request) {
  const pb::EnumDescriptor& type = *field.enum_type();
  absl::string_view prefix = type.value(0)->name();
  absl::ConsumeSuffix(&prefix, "UNSPECIFIED");
  const std::string wanted =
      absl::StrCat(prefix, absl::StrReplaceAll(absl::AsciiStrToUpper(value),
                                               {{"-", "_"}, {" ", "_"}}));
  std::vector<std::string> known;
  for (int i = 0; i < type.value_count(); ++i) {
    const pb::EnumValueDescriptor& one = *type.value(i);
    if (one.number() == 0) continue;
    if (one.name() == wanted) {
      request.GetReflection()->SetEnum(&request, &field, &one);
      return absl::OkStatus();
    }
    absl::string_view word = one.name();
    absl::ConsumePrefix(&word, prefix);
    known.push_back(absl::AsciiStrToLower(word));
  }
  return Wrong(field.name(), value,
               absl::StrCat("it is one of ", absl::StrJoin(known, ", ")));
}

absl::Status SetBool(const pb::FieldDescriptor& field, const std::string& value,
                     pb::Message& request) {
  const std::string word = absl::AsciiStrToLower(value);
  const bool yes = word == "yes" || word == "true";
  if (!yes && word != "no" && word != "false") {
    return Wrong(field.name(), value, "it is yes or no");
  }
  request.GetReflection()->SetBool(&request, &field, yes);
  return absl::OkStatus();
}

const pb::FieldDescriptor* Field(const char* name, const pb::Message& request) {
  return request.GetDescriptor()->FindFieldByName(name);
}

}  // namespace

absl::Status SetFilter(const std::string& words, pb::Message& request) {
  const size_t equals = words.find('=');
  if (equals == std::string::npos) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--filter ", words, " is not name=value, such as status=active"));
  }
  const std::string name =
      absl::StrReplaceAll(words.substr(0, equals), {{"-", "_"}});
  const std::string value = words.substr(equals + 1);
  const pb::Descriptor& type = *request.GetDescriptor();
  const pb::FieldDescriptor* field = type.FindFieldByName(name);
  if (field == nullptr || field->number() < kFirstFilter) {
    return absl::InvalidArgumentError(absl::StrCat(
        "there is no filter ", name, "; there are ", FiltersOf(type)));
  }
  switch (field->cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_ENUM:
      return SetEnum(*field, value, request);
    case pb::FieldDescriptor::CPPTYPE_BOOL:
      return SetBool(*field, value, request);
    case pb::FieldDescriptor::CPPTYPE_MESSAGE:
      return SetInstant(
          name, value,
          *request.GetReflection()->MutableMessage(&request, field));
    default:
      request.GetReflection()->SetString(&request, field, value);
      return absl::OkStatus();
  }
}

std::string FiltersOf(const pb::Descriptor& request) {
  std::vector<std::string> names;
  for (int i = 0; i < request.field_count(); ++i) {
    if (request.field(i)->number() >= kFirstFilter) {
      names.push_back(request.field(i)->name());
    }
  }
  return absl::StrJoin(names, ", ");
}

void SetMask(absl::string_view paths, pb::Message& request) {
  auto& mask =
      static_cast<pb::FieldMask&>(*request.GetReflection()->MutableMessage(
          &request, Field("read_mask", request)));
  for (absl::string_view path : absl::StrSplit(paths, ',')) {
    mask.add_paths(std::string(absl::StripAsciiWhitespace(path)));
  }
}

void SetText(const char* field, const std::string& value,
             pb::Message& request) {
  request.GetReflection()->SetString(&request, Field(field, request), value);
}

void SetNumber(const char* field, int value, pb::Message& request) {
  request.GetReflection()->SetInt32(&request, Field(field, request), value);
}

void SetSwitch(const char* field, bool value, pb::Message& request) {
  request.GetReflection()->SetBool(&request, Field(field, request), value);
}

}  // namespace hirewire::cli
