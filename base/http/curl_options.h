// How a CurlTransport behaves. The defaults are for production.
#ifndef HIREWIRE_BASE_HTTP_CURL_OPTIONS_H_
#define HIREWIRE_BASE_HTTP_CURL_OPTIONS_H_

#include <cstddef>
#include <string>

#include "absl/time/time.h"

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
  // Nothing either way for about so long (curl measures over five seconds):
  // UNAVAILABLE. Whole seconds; must be
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

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_CURL_OPTIONS_H_
