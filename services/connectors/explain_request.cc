#include "services/connectors/explain_request.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "base/status/error.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::connector_service {

namespace pb = google::protobuf;

namespace {

constexpr size_t kLongestRecordId = 1024;

absl::Status Invalid(absl::string_view field, absl::string_view sentence) {
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(sentence);
}

// Every method of CatalogService has its record, or its records, in field 1.
const pb::MethodDescriptor* FindMethod(const std::string& name) {
  return pb::DescriptorPool::generated_pool()
      ->FindServiceByName("hirewire.v1.CatalogService")
      ->FindMethodByName(name);
}

absl::Status ReadRecord(const v1::ExplainMappingRequest& request,
                        connectors::ExplainQuery& query) {
  if (request.has_record_id()) {
    if (query.list) {
      return Invalid("record_id",
                     "record_id goes with a Get method: a list has no one "
                     "record to read");
    }
    if (request.record_id().empty()) {
      return Invalid("record_id", "record_id is empty");
    }
    if (request.record_id().size() > kLongestRecordId) {
      return Invalid("record_id", "record_id has more than 1024 bytes");
    }
    query.id = request.record_id();
    return absl::OkStatus();
  }
  if (request.sample_json().empty()) {
    return Invalid("sample_json", "sample_json or record_id is needed");
  }
  if (request.sample_json().size() > kLargestSample) {
    return Invalid("sample_json", "sample_json has more than 1 MiB");
  }
  query.sample_json = request.sample_json();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<connectors::ExplainQuery> ReadExplainRequest(
    const v1::ExplainMappingRequest& request) {
  if (request.method().empty()) return Invalid("method", "method is missing");
  const pb::MethodDescriptor* method = FindMethod(request.method());
  if (method == nullptr) {
    return Invalid("method",
                   "method is no method of CatalogService; one would be "
                   "ListCandidates");
  }
  connectors::ExplainQuery query;
  query.list = absl::StartsWith(method->name(), "List");
  query.entity =
      method->output_type()->FindFieldByNumber(1)->message_type()->name();
  query.include_values = request.include_values();
  if (absl::Status status = ReadRecord(request, query); !status.ok()) {
    return status;
  }
  return query;
}

}  // namespace hirewire::connector_service
