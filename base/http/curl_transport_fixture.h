// What the tests of CurlTransport share: a transport on an event loop run by
// the test's own thread. Private to base/http.
#ifndef HIREWIRE_BASE_HTTP_CURL_TRANSPORT_FIXTURE_H_
#define HIREWIRE_BASE_HTTP_CURL_TRANSPORT_FIXTURE_H_

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "base/async/run.h"
#include "base/async/spawn.h"
#include "base/http/curl_transport.h"
#include "base/http/test_server.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"

namespace hirewire::http {

class CurlTransportFixture : public testing::Test {
 protected:
  CurlTransportFixture() { options_.allow_plain_http = true; }

  // Options as they are at the first call.
  CurlTransport& transport() {
    if (transport_ == nullptr) {
      transport_ = std::make_unique<CurlTransport>(context_.get_executor(),
                                                   clock_, options_);
    }
    return *transport_;
  }

  absl::StatusOr<Response> Send(Request request) {
    return RunSync(context_, transport().Send(std::move(request)));
  }

  absl::StatusOr<Response> Get(std::string url) {
    Request request;
    request.url = std::move(url);
    return Send(std::move(request));
  }

  static TestServer::Handler AlwaysWrite(std::string bytes) {
    return [bytes = std::move(bytes)](TestPeer& peer) {
      while (peer.ReadRequest().has_value() && peer.Write(bytes)) {
      }
    };
  }

  // Answers every request with these bytes, and closes.
  static TestServer::Handler WriteAndClose(std::string bytes) {
    return [bytes = std::move(bytes)](TestPeer& peer) {
      if (peer.ReadRequest().has_value()) peer.Write(bytes);
    };
  }

  SystemClock clock_;
  CurlOptions options_;
  boost::asio::io_context context_;
  std::unique_ptr<CurlTransport> transport_;
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_CURL_TRANSPORT_FIXTURE_H_
