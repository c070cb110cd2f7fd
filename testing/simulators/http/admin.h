// The admin port: what a test does to a simulator in another process.
//
//   GET  /stats                          counts of calls and injected faults
//   POST /faults {"rate":0.1,"kinds":["server_error"],"seed":7,
//                 "latency_ms":20,"path_prefix":"/v3/","burst":3,...}
//   POST /faults {"next":"reset_after","times":2}
//   POST /clock  {"skew_seconds":3600}
//   POST /reset  counts to zero, no faults, no skew
//
// Every field of POST /faults is optional and replaces the one in force; an
// unknown field or fault is refused with 400 naming it.
#ifndef HIREWIRE_TESTING_SIMULATORS_HTTP_ADMIN_H_
#define HIREWIRE_TESTING_SIMULATORS_HTTP_ADMIN_H_

#include <functional>
#include <map>
#include <string>

#include "absl/time/time.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/http/server.h"

namespace hirewire::sim {

// What the admin port acts upon. `server` must outlive the handler.
struct AdminTarget {
  HttpServer* server = nullptr;
  // Called with the new skew; absent where the simulator has no clock.
  std::function<void(absl::Duration)> set_skew;
  // More counts for /stats, such as {"token_calls", 3}.
  std::function<std::map<std::string, int64_t>()> more_stats;
  // The simulator's own part of a reset.
  std::function<void()> reset;
};

// Serve it with an HttpServer of its own.
Handler AdminHandler(AdminTarget target);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_HTTP_ADMIN_H_
