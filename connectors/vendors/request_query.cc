#include "connectors/vendors/request_query.h"

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "base/time/timestamps.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace hirewire::vendors {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// By the style of the protos, filters begin here.
constexpr int kFirstFilterNumber = 10;

const FieldDescriptor& Field(const Message& request, const char* name) {
  return *request.GetDescriptor()->FindFieldByName(name);
}

std::string Text(const Message& request, const char* name) {
  return request.GetReflection()->GetString(request, &Field(request, name));
}

connectors::ReadMask MaskOf(const Message& request) {
  const auto& mask = static_cast<const google::protobuf::FieldMask&>(
      request.GetReflection()->GetMessage(request,
                                          &Field(request, "read_mask")));
  return {mask.paths().begin(), mask.paths().end()};
}

bool IncludesRaw(const Message& request) {
  return request.GetReflection()->GetBool(request,
                                          &Field(request, "include_raw"));
}

// "ACTIVE" of APPLICATION_STATUS_ACTIVE.
std::string ShortName(const google::protobuf::EnumValueDescriptor& value) {
  const std::string prefix(absl::StripSuffix(
      value.type()->FindValueByNumber(0)->name(), "UNSPECIFIED"));
  return std::string(absl::StripPrefix(value.name(), prefix));
}

connectors::FilterValue FilterOf(const Message& request,
                                 const FieldDescriptor& field) {
  const auto& reflection = *request.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return {field.name(), ShortName(*reflection.GetEnum(request, &field))};
    case FieldDescriptor::CPPTYPE_BOOL:
      return {
          field.name(),
          std::string(reflection.GetBool(request, &field) ? "true" : "false")};
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const auto& time = static_cast<const google::protobuf::Timestamp&>(
          reflection.GetMessage(request, &field));
      return {field.name(), ToTime(time)};
    }
    default:
      return {field.name(), reflection.GetString(request, &field)};
  }
}

}  // namespace

connectors::ListQuery ListQueryOf(const Message& request,
                                  const std::string& entity) {
  connectors::ListQuery query;
  query.entity = entity;
  const int page_size =
      request.GetReflection()->GetInt32(request, &Field(request, "page_size"));
  if (page_size != 0) query.page_size = page_size;
  query.page_token = Text(request, "page_token");
  query.read_mask = MaskOf(request);
  query.include_raw = IncludesRaw(request);
  std::vector<const FieldDescriptor*> set;
  request.GetReflection()->ListFields(request, &set);
  for (const FieldDescriptor* field : set) {
    if (field->number() < kFirstFilterNumber) continue;
    query.filters.push_back(FilterOf(request, *field));
  }
  return query;
}

connectors::GetQuery GetQueryOf(const Message& request,
                                const std::string& entity) {
  connectors::GetQuery query;
  query.entity = entity;
  query.id = Text(request, "id");
  query.read_mask = MaskOf(request);
  query.include_raw = IncludesRaw(request);
  return query;
}

}  // namespace hirewire::vendors
