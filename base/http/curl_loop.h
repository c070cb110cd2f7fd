// Drives libcurl's multi interface by an Asio event loop: curl says which
// sockets and which timeout it waits for, Asio says when they are there.
// Private to base/http.
#ifndef HIREWIRE_BASE_HTTP_CURL_LOOP_H_
#define HIREWIRE_BASE_HTTP_CURL_LOOP_H_

#include <curl/curl.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <unordered_map>

#include "absl/status/status.h"
#include "base/async/async.h"

namespace hirewire::http {

struct CurlLoopLimits {
  long max_connections_per_host = 0;
  long max_connections = 0;
};

// Everything on one executor, and nothing from within one of curl's callbacks.
class CurlLoop : public std::enable_shared_from_this<CurlLoop> {
 public:
  // Called once, from the loop, when the transfer has ended by itself. It is no
  // longer part of the loop then. May call Add and Remove.
  using Ended = std::function<void(CURLcode)>;

  CurlLoop(const Executor& executor, CurlLoopLimits limits);
  ~CurlLoop();

  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  // Begins a transfer. `easy` stays the caller's and must be removed, or have
  // ended, before it is freed.
  absl::Status Add(CURL* easy, Ended ended);

  // Ends a transfer at once, without calling back: its socket is closed, or its
  // HTTP/2 stream reset. Does nothing when it has ended.
  void Remove(CURL* easy);

  // Ends all transfers with CURLE_ABORTED_BY_CALLBACK and closes all sockets.
  void Close();

 private:
  struct Socket;

  static int OnSocket(CURL* easy, curl_socket_t fd, int what, void* self,
                      void* socket);
  static int OnTimer(CURLM* multi, long timeout_ms, void* self);

  void Watch(curl_socket_t fd, int what);
  void Unwatch(curl_socket_t fd);
  void Arm(const std::shared_ptr<Socket>& socket);
  void SetTimer(long timeout_ms);
  void Act(curl_socket_t fd, int events);
  void Finish();

  const Executor executor_;
  boost::asio::steady_timer timer_;
  CURLM* multi_;
  std::unordered_map<curl_socket_t, std::shared_ptr<Socket>> sockets_;
  std::unordered_map<CURL*, Ended> transfers_;
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_CURL_LOOP_H_
