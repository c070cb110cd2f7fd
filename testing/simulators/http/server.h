// A small HTTP/1.1 server for simulators: loopback only, keep-alive, faults on
// demand, every call counted.
//
//   HttpServer server([](const Request& request) {
//     return Reply::Json(200, "[]");
//   });
//   ASSERT_TRUE(server.Start().ok());
//   Get(absl::StrCat(server.BaseUrl(), "/v3/candidates"));
//   EXPECT_EQ(server.Counts().total, 1);
#ifndef HIREWIRE_TESTING_SIMULATORS_HTTP_SERVER_H_
#define HIREWIRE_TESTING_SIMULATORS_HTTP_SERVER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "base/time/clock.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

struct HttpServerOptions {
  // 0: any free port.
  int port = 0;
  // Threads that read, handle and write. With more than one, the handler must
  // be thread-safe. Default 1.
  int threads = 1;
  // Waits of latency and slow drips. Default (nullptr): real time.
  Clock* clock = nullptr;
  // Larger requests get 413.
  uint64_t max_request_bytes = 64 << 20;
  // Lets a simulator dress the injected 429, 500 and 503 as its vendor would.
  std::function<void(Fault, const Request&, Reply&)> dress_fault = {};
};

struct CallCounts {
  int64_t total = 0;
  std::map<std::string, int64_t> by_path;
  // TCP connections accepted.
  int64_t connections = 0;
};

// Start and Stop from one thread; the rest is thread-safe.
class HttpServer {
 public:
  explicit HttpServer(Handler handler, HttpServerOptions options = {});
  // Stops.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Binds 127.0.0.1 and serves. UNAVAILABLE when the port is taken.
  absl::Status Start();
  // Closes every connection and joins the threads. Harmless when not started.
  void Stop();

  int port() const;
  // http://127.0.0.1:PORT
  std::string BaseUrl() const;

  FaultInjector& faults() { return faults_; }
  CallCounts Counts() const;
  void ResetCounts();

 private:
  struct Core;

  FaultInjector faults_;
  std::unique_ptr<Core> core_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_HTTP_SERVER_H_
