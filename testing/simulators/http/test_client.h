// A blocking HTTP client for tests of simulators: it shows exactly what came
// over the wire, also where that is not HTTP any more.
//
//   TestClient client(server.port());
//   WireReply reply = client.Get("/v3/candidates?per_page=2");
//   EXPECT_EQ(reply.status, 200);
#ifndef HIREWIRE_TESTING_SIMULATORS_HTTP_TEST_CLIENT_H_
#define HIREWIRE_TESTING_SIMULATORS_HTTP_TEST_CLIENT_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace hirewire::sim {

struct WireReply {
  // 0: no status line came.
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  // What came of the body, without chunk framing.
  std::string body;
  // The connection ended before the whole answer came.
  bool cut = false;
  // ... by a TCP reset.
  bool reset = false;

  // Empty when absent.
  std::string Header(absl::string_view name) const;
};

// Keeps one connection alive; opens another after the server closed it.
class TestClient {
 public:
  explicit TestClient(int port);
  ~TestClient();

  using Headers = std::vector<std::pair<std::string, std::string>>;

  WireReply Get(absl::string_view target, const Headers& headers = {});
  WireReply Post(absl::string_view target, absl::string_view body,
                 const Headers& headers = {});
  WireReply Send(absl::string_view method, absl::string_view target,
                 absl::string_view body, const Headers& headers);

  // Stops reading a body after so many bytes. Default 64 MB.
  void LimitBody(size_t bytes) { limit_ = bytes; }

 private:
  struct Connection;

  int port_;
  size_t limit_ = 64 << 20;
  std::unique_ptr<Connection> connection_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_HTTP_TEST_CLIENT_H_
