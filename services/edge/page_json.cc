#include "services/edge/page_json.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "hirewire/internal/v1/connect_page.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::edge {

namespace {

int HttpStatusOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kFailedPrecondition:
      return 422;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

}  // namespace

absl::Status ReadJson(const Request& request,
                      google::protobuf::Message& message) {
  if (google::protobuf::util::JsonStringToMessage(request.body, &message)
          .ok()) {
    return absl::OkStatus();
  }
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", "body")
      .Message("the body is not what this address takes");
}

Response JsonResponse(int status, const google::protobuf::Message& message) {
  std::string json;
  const auto written =
      google::protobuf::util::MessageToJsonString(message, &json);
  if (!written.ok()) return TextResponse(500, "application/json", "{}");
  return TextResponse(status, "application/json", std::move(json));
}

Response ErrorResponse(const absl::Status& failure) {
  internal::v1::PageError error;
  error.set_reason("INTERNAL");
  const std::optional<ErrorDetails> details = DetailsOf(failure);
  if (details) {
    error.set_reason(std::string(ReasonName(details->reason)));
    for (const char* named : {"field", "opened"}) {
      const auto found = details->metadata.find(named);
      if (found == details->metadata.end()) continue;
      // Which field; that it was opened.
      error.set_field(std::string(named) == "field" ? found->second : named);
    }
  }
  Response response = JsonResponse(HttpStatusOf(failure.code()), error);
  if (details && details->retry_after) {
    const int64_t seconds =
        std::max<int64_t>(1, absl::ToInt64Seconds(*details->retry_after));
    response.headers.emplace_back("Retry-After", absl::StrCat(seconds));
  }
  return response;
}

}  // namespace hirewire::edge
