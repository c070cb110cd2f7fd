#include "base/status/grpc_status.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "base/status/rpc_details.h"

namespace hirewire {

namespace {

// gRPC refuses trailers of more than 8 KiB, and takes a third more for the
// details than their size.
constexpr size_t kLongestMessage = 1024;
constexpr size_t kLongestDetails = 4096;

// At most `kLongestMessage` bytes of `text`, whole UTF-8 characters only.
std::string Shortened(absl::string_view text) {
  if (text.size() <= kLongestMessage) return std::string(text);
  size_t end = kLongestMessage;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "...");
}

absl::Status WithoutMetadata(const absl::Status& status) {
  std::optional<ErrorDetails> details = DetailsOf(status);
  absl::Status bare(status.code(), Shortened(status.message()));
  if (!details) return bare;
  details->metadata.clear();
  AttachDetails(*details, bare);
  return bare;
}

}  // namespace

absl::Status Presentable(const absl::Status& status) {
  if (status.ok() || ReasonOf(status) != v1::ERROR_REASON_UNSPECIFIED) {
    return status;
  }
  switch (status.code()) {
    case absl::StatusCode::kDeadlineExceeded:
      return Error(v1::ERROR_REASON_DEADLINE_EXCEEDED)
          .Message("the call's deadline passed");
    case absl::StatusCode::kCancelled:
      return Error(v1::ERROR_REASON_CANCELLED).Message("the caller went away");
    default:
      return Error(v1::ERROR_REASON_INTERNAL)
          .Message(
              "a fault of Hirewire's own; its log says more under the "
              "request id");
  }
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string message = Shortened(status.message());
  absl::Status sent(status.code(), message);
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& value) {
    sent.SetPayload(url, value);
  });
  std::string details = ToRpcStatus(sent);
  if (details.size() > kLongestDetails) {
    details = ToRpcStatus(WithoutMetadata(sent));
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), message,
                      std::move(details));
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  if (!status.error_details().empty()) {
    absl::Status detailed = FromRpcStatus(status.error_details());
    if (detailed.code() == code) return detailed;
  }
  return absl::Status(code, status.error_message());
}

}  // namespace hirewire
