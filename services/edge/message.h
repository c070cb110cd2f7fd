// An HTTP request and its answer, as handlers see them: without sockets, so
// that a test calls a handler as the server does.
#ifndef HIREWIRE_SERVICES_EDGE_MESSAGE_H_
#define HIREWIRE_SERVICES_EDGE_MESSAGE_H_

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/async/async.h"

namespace hirewire::edge {

struct Request {
  // "GET" also for a HEAD: the server leaves the body out.
  std::string method = "GET";
  // As it was sent, still escaped, without the query.
  std::string path;
  std::string query;
  // By name in small letters; of a repeated one, the first.
  std::map<std::string, std::string> headers;
  std::string body;

  // Empty where there is none.
  absl::string_view Header(const std::string& name) const;
  // The first cookie of that name; empty where there is none.
  absl::string_view Cookie(absl::string_view name) const;
};

struct Response {
  int status = 200;
  // Without those that frame the message.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  Response&& With(std::string name, std::string value) &&;
};

Response TextResponse(int status, std::string content_type, std::string body);
// 303: whatever was asked, go on there with a GET.
Response SeeOther(std::string location);

// May refer to the request until it ends.
using Handler = std::function<Async<Response>(const Request&)>;

}  // namespace hirewire::edge

#endif  // HIREWIRE_SERVICES_EDGE_MESSAGE_H_
