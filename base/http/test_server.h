// A small HTTP/1.1 server on loopback whose every byte the test decides, so
// that it can misbehave in all the ways in which vendors do.
//
//   TestServer server([](TestPeer& peer) {
//     while (auto request = peer.ReadRequest()) {
//       peer.Write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
//     }
//   });
//   request.url = server.Url("/v1/people");
//
// For a server that behaves like a vendor, see testing/simulators.
#ifndef HIREWIRE_BASE_HTTP_TEST_SERVER_H_
#define HIREWIRE_BASE_HTTP_TEST_SERVER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "base/http/test_certificate.h"
#include "base/http/transport.h"

namespace hirewire::http {

struct ReceivedRequest {
  std::string method;
  std::string target;
  Headers headers;
  std::string body;
};

// One accepted connection, used by its handler's thread. All calls block.
class TestPeer {
 public:
  virtual ~TestPeer() = default;

  // nullopt when the client closed the connection or sent nonsense.
  std::optional<ReceivedRequest> ReadRequest();

  // False when the client is gone.
  bool Write(absl::string_view bytes);

  // A whole answer with Content-Length.
  bool Answer(int status, absl::string_view body,
              absl::string_view headers = "");

  // True when the client closed the connection, however; false when it sent
  // something instead.
  bool WaitForClose();

  // Ends the connection with a reset instead of a goodbye.
  void Reset();

  // Protocols that the client offered by ALPN, in order; empty without TLS.
  virtual std::vector<std::string> OfferedProtocols() const { return {}; }

 protected:
  explicit TestPeer(int fd) : fd_(fd) {}

  // As read(2) and write(2) do.
  virtual long ReadSome(char* buffer, size_t size) = 0;
  virtual long WriteSome(const char* data, size_t size) = 0;

  const int fd_;

 private:
  bool Fill();

  std::string unread_;
};

// Runs `handler` on a thread of its own for every connection, and closes the
// connection when it returns. The handler is called from several threads at
// once.
class TestServer {
 public:
  using Handler = std::function<void(TestPeer&)>;

  // Plain http, on a free port of 127.0.0.1.
  explicit TestServer(Handler handler);
  // TLS with that certificate.
  TestServer(Handler handler, const TestCertificate& certificate);
  // Ends all connections, and waits for the handlers.
  ~TestServer();

  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  uint16_t port() const { return port_; }
  // "http://127.0.0.1:port" and `path`; https with a certificate.
  std::string Url(absl::string_view path) const;
  // Connections accepted so far.
  int accepted() const;

 private:
  struct Tls;

  void Listen();
  void Accept();
  void Serve(int fd);

  const Handler handler_;
  const std::unique_ptr<Tls> tls_;
  int listener_ = -1;
  uint16_t port_ = 0;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<int> open_ ABSL_GUARDED_BY(mutex_);
  int accepted_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_TEST_SERVER_H_
