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

#include <memory>

#include "base/async/async.h"
#include "base/http/curl_options.h"
#include "base/http/transport.h"
#include "base/time/clock.h"

namespace hirewire::http {

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

  const std::shared_ptr<Loop> loop_;
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_CURL_TRANSPORT_H_
