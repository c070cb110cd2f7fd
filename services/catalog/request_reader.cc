#include "services/catalog/request_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "services/catalog/filter_reader.h"
#include "services/catalog/mask_reader.h"

namespace hirewire::catalog {

namespace pb = google::protobuf;

namespace {

constexpr int32_t kDefaultPageSize = 100;
constexpr int32_t kLargestPageSize = 500;
constexpr size_t kLongestRecordId = 1024;
// Fields below are the same in every request.
constexpr int kFirstFilter = 10;

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

// Reads fields by their name, which method_shape.h has checked at start.
class Fields {
 public:
  explicit Fields(const pb::Message& message) : message_(message) {}

  std::string Text(const char* name) const {
    return Reflect().GetString(message_, Field(name));
  }
  int32_t Int(const char* name) const {
    return Reflect().GetInt32(message_, Field(name));
  }
  bool Bool(const char* name) const {
    return Reflect().GetBool(message_, Field(name));
  }
  const pb::Message& Message(const char* name) const {
    return Reflect().GetMessage(message_, Field(name));
  }

 private:
  const pb::Reflection& Reflect() const { return *message_.GetReflection(); }
  const pb::FieldDescriptor* Field(const char* name) const {
    return message_.GetDescriptor()->FindFieldByName(name);
  }

  const pb::Message& message_;
};

absl::StatusOr<int32_t> ReadPageSize(const Fields& fields) {
  const int32_t asked = fields.Int("page_size");
  if (asked < 0) {
    return Invalid("page_size",
                   absl::StrCat("page_size is ", asked,
                                "; it must not be negative, and 0 means ",
                                kDefaultPageSize));
  }
  if (asked == 0) return kDefaultPageSize;
  return std::min(asked, kLargestPageSize);
}

absl::StatusOr<std::vector<connectors::FilterValue>> ReadFilters(
    const pb::Message& request) {
  std::vector<connectors::FilterValue> filters;
  const pb::Descriptor& type = *request.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const pb::FieldDescriptor& field = *type.field(i);
    if (field.number() < kFirstFilter) continue;
    HW_ASSIGN_OR_RETURN(auto filter, ReadFilter(request, field));
    if (filter) filters.push_back(*std::move(filter));
  }
  return filters;
}

}  // namespace

absl::StatusOr<connectors::ListQuery> ReadListRequest(
    const pb::Message& request, const pb::Descriptor& entity) {
  const Fields fields(request);
  connectors::ListQuery query;
  query.entity = entity.name();
  HW_ASSIGN_OR_RETURN(query.page_size, ReadPageSize(fields));
  query.page_token = fields.Text("page_token");
  HW_ASSIGN_OR_RETURN(query.filters, ReadFilters(request));
  HW_ASSIGN_OR_RETURN(query.read_mask,
                      ReadMaskOf(fields.Message("read_mask"), entity));
  query.include_raw = fields.Bool("include_raw");
  return query;
}

absl::StatusOr<connectors::GetQuery> ReadGetRequest(
    const pb::Message& request, const pb::Descriptor& entity) {
  const Fields fields(request);
  connectors::GetQuery query;
  query.entity = entity.name();
  query.id = fields.Text("id");
  if (query.id.empty()) return Invalid("id", "id is missing");
  if (query.id.size() > kLongestRecordId) {
    return Invalid(
        "id", absl::StrCat("id has more than ", kLongestRecordId, " bytes"));
  }
  HW_ASSIGN_OR_RETURN(query.read_mask,
                      ReadMaskOf(fields.Message("read_mask"), entity));
  query.include_raw = fields.Bool("include_raw");
  return query;
}

}  // namespace hirewire::catalog
