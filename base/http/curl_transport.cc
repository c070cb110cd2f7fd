#include "base/http/curl_transport.h"

#include <boost/asio/this_coro.hpp>
#include <utility>

#include "absl/status/status.h"
#include "base/async/event.h"
#include "base/http/curl_exchange.h"
#include "base/http/curl_loop.h"

namespace hirewire::http {

// All that a Send still needs when the transport is gone.
class CurlTransport::Loop : public CurlLoop {
 public:
  Loop(const Executor& executor, const Clock& clock, Options options)
      : CurlLoop(executor,
                 {options.max_connections_per_host, options.max_connections}),
        clock(clock),
        options(std::move(options)) {}

  const Clock& clock;
  const Options options;
};

CurlTransport::CurlTransport(const Executor& executor, const Clock& clock,
                             Options options)
    : loop_(std::make_shared<Loop>(executor, clock, std::move(options))) {}

CurlTransport::~CurlTransport() { loop_->Close(); }

Async<Response> CurlTransport::Send(Request request) {
  const std::shared_ptr<Loop> loop = loop_;
  CurlExchange exchange(std::move(request), loop->options);
  if (absl::Status ready = exchange.Prepare(loop->clock.Now()); !ready.ok()) {
    co_return MarkNeverSent(std::move(ready));
  }
  // Also when the frame is destroyed without being resumed.
  struct Removal {
    CurlLoop& loop;
    CurlExchange& exchange;
    ~Removal() { loop.Remove(exchange.easy()); }
  } removal{*loop, exchange};

  const Event ended(co_await boost::asio::this_coro::executor);
  CURLcode code = CURLE_OK;
  absl::Status added = loop->Add(exchange.easy(), [&](CURLcode result) {
    code = result;
    ended.Notify();
  });
  if (!added.ok()) co_return MarkNeverSent(std::move(added));
  if (absl::Status waited = co_await ended.Wait(); !waited.ok()) {
    co_return absl::CancelledError("cancelled while waiting for an answer");
  }
  co_return exchange.Finish(code, loop->clock.Now());
}

}  // namespace hirewire::http
