#include "services/edge/message.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace hirewire::edge {

absl::string_view Request::Header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? absl::string_view() : found->second;
}

absl::string_view Request::Cookie(absl::string_view name) const {
  for (absl::string_view pair : absl::StrSplit(Header("cookie"), ';')) {
    pair = absl::StripAsciiWhitespace(pair);
    if (absl::ConsumePrefix(&pair, name) && absl::ConsumePrefix(&pair, "=")) {
      return pair;
    }
  }
  return {};
}

Response&& Response::With(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

Response TextResponse(int status, std::string content_type, std::string body) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", std::move(content_type)}};
  response.body = std::move(body);
  return response;
}

Response SeeOther(std::string location) {
  Response response;
  response.status = 303;
  response.headers = {{"Location", std::move(location)}};
  return response;
}

}  // namespace hirewire::edge
