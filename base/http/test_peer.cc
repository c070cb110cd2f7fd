#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/http/test_server.h"

namespace hirewire::http {

bool TestPeer::Fill() {
  char buffer[16384];
  const long count = ReadSome(buffer, sizeof(buffer));
  if (count <= 0) return false;
  unread_.append(buffer, count);
  return true;
}

std::optional<ReceivedRequest> TestPeer::ReadRequest() {
  size_t end;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
    if (!Fill()) return std::nullopt;
  }
  const std::string head = unread_.substr(0, end);
  unread_.erase(0, end + 4);
  const std::vector<std::string> lines = absl::StrSplit(head, "\r\n");
  const std::vector<std::string> first = absl::StrSplit(lines[0], ' ');
  if (first.size() != 3) return std::nullopt;

  ReceivedRequest request;
  request.method = first[0];
  request.target = first[1];
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::pair<std::string, std::string> field =
        absl::StrSplit(lines[i], absl::MaxSplits(':', 1));
    request.headers.emplace_back(
        field.first, absl::StripLeadingAsciiWhitespace(field.second));
  }
  size_t length = 0;
  if (const auto text = FindHeader(request.headers, "Content-Length")) {
    if (!absl::SimpleAtoi(*text, &length)) return std::nullopt;
  }
  while (unread_.size() < length) {
    if (!Fill()) return std::nullopt;
  }
  request.body = unread_.substr(0, length);
  unread_.erase(0, length);
  return request;
}

bool TestPeer::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    const long count = WriteSome(bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes.remove_prefix(count);
  }
  return true;
}

bool TestPeer::Answer(int status, absl::string_view body,
                      absl::string_view headers) {
  return Write(absl::StrCat("HTTP/1.1 ", status, " Scripted\r\n", headers,
                            "Content-Length: ", body.size(), "\r\n\r\n", body));
}

bool TestPeer::WaitForClose() { return unread_.empty() && !Fill(); }

void TestPeer::Reset() {
  const linger at_once{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

}  // namespace hirewire::http
