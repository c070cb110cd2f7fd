// Virtual time beside real sockets: it stands still while a request is on the
// wire, and jumps to whoever sleeps first when none is. Nobody really waits for
// a retry or a permit, and no timeout passes while an answer is on its way.
//
//   WireTime time(context, clock, transport);
//   RunSync(context, account->List(query, cost), time.driver());
#ifndef HIREWIRE_TESTING_CONFORMANCE_WIRE_TIME_H_
#define HIREWIRE_TESTING_CONFORMANCE_WIRE_TIME_H_

#include <boost/asio/io_context.hpp>

#include "base/async/async.h"
#include "base/async/run.h"
#include "base/http/transport.h"
#include "base/time/fake_clock.h"

namespace hirewire::conformance {

// Itself the transport to use, so that it knows what is on the wire.
class WireTime : public http::Transport {
 public:
  // All of it outlives this.
  WireTime(boost::asio::io_context& context, FakeClock& clock,
           http::Transport& transport)
      : context_(context), clock_(clock), transport_(transport) {}

  Async<http::Response> Send(http::Request request) override;

  Driver driver();

 private:
  void RunUntil(const std::function<bool()>& done);

  boost::asio::io_context& context_;
  FakeClock& clock_;
  http::Transport& transport_;
  int on_the_wire_ = 0;
};

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_WIRE_TIME_H_
