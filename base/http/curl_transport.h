// HTTP over the network: libcurl on an Asio event loop, without threads of its
// own. One per shard.
//
//   CurlTransport transport(shards.At(0), clock, CurlTransport::Options{});
//   HW_CO_ASSIGN_OR_RETURN(Response response, co_await
//   transport.Send(request));
//
// HTTP/2 where the server offers it, kept-alive connections shared by all
// requests to one origin, TLS verified, answers decompressed. It knows no
// cookies, no proxies, no .netrc, follows no redirect and reads nothing from
// the environment: what is sent is what the Request says.
//
// Never sends a request twice by itself. curl repeats a request when a
// kept-alive connection turns out to be closed; here it may do so only where
// the server cannot have acted upon it, or the method is safe to repeat.
#ifndef HIREWIRE_BASE_HTTP_CURL_TRANSPORT_H_
#define HIREWIRE_BASE_HTTP_CURL_TRANSPORT_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/time/clock.h"

namespace hirewire::http {

struct CurlOptions {
  // Sent unless a request brings its own.
  std::string user_agent = "hirewire/0.1";
  // Development only: plain http, for simulators on loopback. Default: refused
  // with INVALID_ARGUMENT.
  bool allow_plain_http = false;
  // A PEM file of certificates to trust beside the system's. Default: none.
  std::string extra_ca_file;

  // RESOURCE_EXHAUSTED as soon as an answer is larger: all header lines
  // together, and the body after decompression.
  size_t max_header_bytes = 64 * 1024;
  size_t max_body_bytes = 64 * 1024 * 1024;

  // Resolving, connecting and the TLS handshake together.
  absl::Duration connect_timeout = absl::Seconds(10);
  // Not a byte either way for so long: UNAVAILABLE. Whole seconds; must be
  // longer than the slowest vendor thinks before it answers.
  absl::Duration stall_timeout = absl::Seconds(60);
  // For a whole exchange, where the request's deadline is not earlier:
  // UNAVAILABLE.
  absl::Duration max_time = absl::Minutes(5);

  // Requests beyond these wait for a connection, in order.
  int max_connections_per_host = 64;
  int max_connections = 1024;
  // How long a connection may be idle and still be used again. Shorter than
  // what servers commonly allow, so that we are seldom the surprised one.
  absl::Duration max_idle = absl::Seconds(30);
};

// Everything on `executor`. `clock` outlives it; it is destroyed before the
// io_context of the executor, on its thread or when no thread runs it. What is
// under way then ends with UNAVAILABLE.
class CurlTransport : public Transport {
 public:
  using Options = CurlOptions;

  CurlTransport(const Executor& executor, const Clock& clock, Options options);
  ~CurlTransport() override;

  Async<Response> Send(Request request) override;

 private:
  class Loop;

  const Clock& clock_;
  const Options options_;
  const std::shared_ptr<Loop> loop_;
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_CURL_TRANSPORT_H_
