#include "testing/simulators/http/wire.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace hirewire::sim {
namespace {

constexpr int kNestingLevels = 10'000;

absl::string_view Reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Payload Too Large";
    case 422:
      return "Unprocessable Entity";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

bool HasBody(int status) { return status != 204 && status != 304; }

std::string StatusAndHeaders(const Reply& reply) {
  std::string head = absl::StrCat("HTTP/1.1 ", reply.status, " ",
                                  Reason(reply.status), "\r\n");
  for (const auto& [name, value] : reply.headers) {
    absl::StrAppend(&head, name, ": ", value, "\r\n");
  }
  if (HasBody(reply.status)) {
    absl::StrAppend(&head, "Content-Type: ", reply.content_type, "\r\n");
  }
  return head;
}

std::string DeepJson() {
  return absl::StrCat(std::string(kNestingLevels, '['),
                      std::string(kNestingLevels, ']'));
}

constexpr char kProxyPage[] =
    "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n"
    "<body><h1>Bad Gateway</h1><p>The upstream server is not available.</p>"
    "</body></html>\n";

}  // namespace

std::string Head(const Reply& reply, size_t body_bytes, bool keep_alive) {
  std::string head = StatusAndHeaders(reply);
  if (HasBody(reply.status)) {
    absl::StrAppend(&head, "Content-Length: ", body_bytes, "\r\n");
  }
  absl::StrAppend(&head, keep_alive ? "" : "Connection: close\r\n", "\r\n");
  return head;
}

std::string ChunkedHead(const Reply& reply) {
  return absl::StrCat(StatusAndHeaders(reply),
                      "Transfer-Encoding: chunked\r\n\r\n");
}

std::string Chunk(absl::string_view data) {
  return absl::StrCat(absl::Hex(data.size()), "\r\n", data, "\r\n");
}

Reply SpoiledReply(Fault fault, const FaultSettings& settings) {
  const std::string wait = absl::StrCat(settings.retry_after_seconds);
  switch (fault) {
    case Fault::kTooManyRequests:
      return Reply::Json(429, R"({"message":"Rate limit exceeded"})")
          .With("Retry-After", wait);
    case Fault::kUnauthorized:
      return Reply::Json(401, R"({"message":"Unauthorized"})");
    case Fault::kForbidden:
      return Reply::Json(403, R"({"message":"Forbidden"})");
    case Fault::kNotFound:
      return Reply::Json(404, R"({"message":"Not found"})");
    case Fault::kUnprocessable:
      return Reply::Json(422, R"({"message":"Unprocessable"})");
    case Fault::kServerError:
      return Reply::Json(500, R"({"message":"Internal server error"})");
    case Fault::kUnavailable:
      return Reply::Json(503, R"({"message":"Service unavailable"})")
          .With("Retry-After", wait);
    case Fault::kMalformedJson:
      return Reply::Json(200, R"([{"id":4100000001,"first_name":"Ad)");
    case Fault::kDeepJson:
      return Reply::Json(200, DeepJson());
    case Fault::kEmptyBody:
      return Reply::Json(200, "");
    case Fault::kEmptyObject:
      return Reply::Json(200, "{}");
    case Fault::kJsonNull:
      return Reply::Json(200, "null");
    case Fault::kJsonNumber:
      return Reply::Json(200, "42");
    case Fault::kOtherShape:
      return Reply::Json(200,
                         R"({"things":[{"uid":"thing-1"}],"meta":{"page":1}})");
    case Fault::kRedirect:
      return Reply::Empty(302).With("Location", settings.redirect_to);
    default: {
      Reply page = Reply::Json(200, kProxyPage);
      page.content_type = "text/html; charset=utf-8";
      return page;
    }
  }
}

bool HandlerSees(Fault fault) {
  return fault == Fault::kNone || fault == Fault::kResetAfter ||
         fault == Fault::kTruncatedBody || fault == Fault::kSlowDrip ||
         fault == Fault::kForeignLinks;
}

void LeadElsewhere(const Request& request, const FaultSettings& settings,
                   Reply& reply) {
  const auto host = request.Header("host");
  if (!host.has_value()) return;
  const std::string here = absl::StrCat("http://", *host, "/");
  const auto lead = [&](absl::string_view text) {
    return absl::StrReplaceAll(text, {{here, settings.redirect_to}});
  };
  for (auto& [name, value] : reply.headers) value = lead(value);
  if (reply.body == nullptr) return;
  reply.body = std::make_shared<const std::string>(lead(*reply.body));
}

}  // namespace hirewire::sim
