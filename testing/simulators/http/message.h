// One HTTP exchange as a simulator sees it.
//
//   Reply Handle(const Request& request) {
//     if (request.path != "/hello") return Reply::Json(404, "{}");
//     return Reply::Json(200, R"({"name":"Ada"})");
//   }
#ifndef HIREWIRE_TESTING_SIMULATORS_HTTP_MESSAGE_H_
#define HIREWIRE_TESTING_SIMULATORS_HTTP_MESSAGE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace hirewire::sim {

// Decoded name=value pairs in order of appearance; names may repeat.
using Parameters = std::vector<std::pair<std::string, std::string>>;

// Decodes "a=1&b=x%20y" (a plus is a space). Bad escapes stay as they are.
Parameters ParseParameters(absl::string_view text);

// Undoes percent-encoding; with `plus_is_space`, also that of forms.
std::string PercentDecode(absl::string_view text, bool plus_is_space);

// Escapes everything but RFC 3986's unreserved characters.
std::string PercentEncode(absl::string_view text);

struct Request {
  std::string method;
  // Decoded, without the query: /v3/candidates
  std::string path;
  // As it came, without the question mark; empty when absent.
  std::string raw_query;
  Parameters query;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  // The first header of that name (compared without case), or nullopt.
  std::optional<absl::string_view> Header(absl::string_view name) const;
  // The first query parameter of that name, or nullopt.
  std::optional<absl::string_view> Parameter(absl::string_view name) const;
};

// What goes back. The body is shared, so that a cached page costs no copy.
struct Reply {
  int status = 200;
  std::string content_type = "application/json";
  // Beyond Content-Type, Content-Length and Connection, which the server adds.
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;

  static Reply Json(int status, std::string body);
  static Reply Empty(int status);
  Reply&& With(std::string name, std::string value) &&;
};

// Answers one request. Called on the server's threads: from several at once
// where the server has several.
using Handler = std::function<Reply(const Request&)>;

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_HTTP_MESSAGE_H_
