#include "testing/simulators/ashby/envelope.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "testing/simulators/ashby/digest.h"

namespace hirewire::sim::ashby {

Reply Text(int status, std::string text) {
  Reply reply = Reply::Json(status, std::move(text));
  reply.content_type = "text/plain; charset=utf-8";
  return reply;
}

std::string RequestId(absl::Time now, int64_t number) {
  constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string id(26, '0');
  auto millis = static_cast<uint64_t>(absl::ToUnixMillis(now));
  for (int i = 9; i >= 0; --i, millis /= 32) id[i] = kAlphabet[millis % 32];
  uint64_t rest = static_cast<uint64_t>(number);
  for (int i = 10; i < 26; ++i) {
    rest = Spread(rest);
    id[i] = kAlphabet[rest % 32];
  }
  return id;
}

bool IsJson(const Request& request) {
  const std::string type =
      absl::AsciiStrToLower(request.Header("content-type").value_or(""));
  const absl::string_view essence = absl::StripAsciiWhitespace(
      absl::string_view(type).substr(0, type.find(';')));
  return essence == "application/json";
}

JsonWriter Success(std::string& body) {
  JsonWriter writer(&body);
  writer.BeginObject().Key("success").Bool(true).Key("results");
  return writer;
}

Reply Failure(absl::string_view code, absl::string_view message,
              absl::string_view request_id, int status) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("success").Bool(false);
  writer.Key("errors").BeginArray().String(code).EndArray();
  writer.Key("errorInfo").BeginObject().Key("code").String(code);
  if (!message.empty()) writer.Key("message").String(message);
  writer.Key("requestId").String(request_id);
  writer.EndObject().EndObject();
  return Reply::Json(status, std::move(body));
}

}  // namespace hirewire::sim::ashby
