// One HTTP exchange with a vendor.
//
// A Transport sends bytes and reports what came back. A 404 or a 500 is a
// successful exchange: judging answers is the caller's work. Fails only where
// there is no answer to judge:
//   UNAVAILABLE       not connected, TLS refused, connection broken
//   DEADLINE_EXCEEDED the request's deadline passed
//   CANCELLED         the awaiting coroutine was cancelled; the socket is freed
//   RESOURCE_EXHAUSTED the answer is larger than the limits allow
//   INVALID_ARGUMENT  the request is malformed (URL, header with a line break)
// These are plain absl statuses: floors above give them a reason.
#ifndef HIREWIRE_BASE_HTTP_TRANSPORT_H_
#define HIREWIRE_BASE_HTTP_TRANSPORT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/async/async.h"

namespace hirewire::http {

// Header fields in order of appearance. Names compare without case.
using Headers = std::vector<std::pair<std::string, std::string>>;

// The first value of `name`, or nullopt.
std::optional<absl::string_view> FindHeader(const Headers& headers,
                                            absl::string_view name);

// Spare capacity behind a response's body.
inline constexpr size_t kBodyPadding = 64;

struct Request {
  std::string method = "GET";
  // Absolute, already escaped: https://host[:port]/path?query
  std::string url;
  // What frames the message is not the caller's to say: Host, Content-Length,
  // Transfer-Encoding, Connection, Accept-Encoding and the like are refused.
  Headers headers;
  std::string body;
  // When to give up, absolute. InfiniteFuture: only the transport's own limit.
  absl::Time deadline = absl::InfiniteFuture();
};

struct Response {
  int status = 0;
  Headers headers;
  // Decoded: gzip and the like are already undone, and Content-Encoding and
  // Content-Length are then left out of the headers. A real transport leaves
  // kBodyPadding bytes of capacity behind the body, for parsers that read in
  // blocks.
  std::string body;
};

// What went wrong before an answer, in terms of whether the request may have
// been acted upon. Attached to failed statuses under kSentPayloadUrl: "no" when
// not one byte of the request left, absent when it may have.
inline constexpr char kSentPayloadUrl[] = "hirewire.dev/http.sent";

// True when `status` proves that the request never left.
bool NeverSent(const absl::Status& status);

// `status`, marked as such a proof. OK stays OK.
absl::Status MarkNeverSent(absl::Status status);

class Transport {
 public:
  virtual ~Transport() = default;

  // Redirects are answers like any other: they are reported, never followed.
  virtual Async<Response> Send(Request request) = 0;
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_TRANSPORT_H_
