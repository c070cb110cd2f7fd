#include "base/status/rpc_details.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "hirewire/internal/v1/rpc.pb.h"

namespace hirewire {

namespace pb = internal::v1;

namespace {

// From a view: the overload for std::string&& is mangled differently by the
// compiler of Debian's Abseil and by clang 19, and does not link.
absl::Cord ToCord(const google::protobuf::Message& message) {
  const std::string bytes = message.SerializeAsString();
  return absl::Cord(absl::string_view(bytes));
}

}  // namespace

void AttachDetails(const ErrorDetails& details, absl::Status& status) {
  pb::ErrorInfo info;
  info.set_reason(std::string(ReasonName(details.reason)));
  info.set_domain(std::string(kErrorDomain));
  for (const auto& [key, value] : details.metadata) {
    (*info.mutable_metadata())[key] = value;
  }
  status.SetPayload(kErrorInfoUrl, ToCord(info));
  if (!details.retry_after) return;
  pb::RetryInfo retry;
  const absl::Duration wait = *details.retry_after;
  retry.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(wait));
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(
      absl::ToInt64Nanoseconds(wait - absl::Trunc(wait, absl::Seconds(1)))));
  status.SetPayload(kRetryInfoUrl, ToCord(retry));
}

std::optional<ErrorDetails> DetailsOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kErrorInfoUrl);
  pb::ErrorInfo info;
  if (!payload || !info.ParseFromString(std::string(*payload))) return {};
  ErrorDetails details;
  if (!v1::ErrorReason_Parse(absl::StrCat("ERROR_REASON_", info.reason()),
                             &details.reason)) {
    return {};
  }
  details.metadata.insert(info.metadata().begin(), info.metadata().end());
  pb::RetryInfo retry;
  if (auto bytes = status.GetPayload(kRetryInfoUrl);
      bytes && retry.ParseFromString(std::string(*bytes))) {
    details.retry_after = absl::Seconds(retry.retry_delay().seconds()) +
                          absl::Nanoseconds(retry.retry_delay().nanos());
  }
  return details;
}

std::string ToRpcStatus(const absl::Status& status) {
  pb::RpcStatus out;
  out.set_code(static_cast<int32_t>(status.code()));
  out.set_message(std::string(status.message()));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& value) {
    auto* detail = out.add_details();
    detail->set_type_url(std::string(url));
    detail->set_value(std::string(value));
  });
  return out.SerializeAsString();
}

absl::Status FromRpcStatus(absl::string_view bytes) {
  pb::RpcStatus in;
  if (!in.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError("not a google.rpc.Status");
  }
  absl::Status status(static_cast<absl::StatusCode>(in.code()), in.message());
  for (const auto& detail : in.details()) {
    status.SetPayload(detail.type_url(),
                      absl::Cord(absl::string_view(detail.value())));
  }
  return status;
}

}  // namespace hirewire
