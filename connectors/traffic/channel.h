// How a vendor request travels: the interface of every layer of traffic.
//
// The layers are decorators, put together in one function (build_channel.h):
//   Retry( RateLimit( Authenticate( HttpExchange( Transport ))))
// Each attempt takes a fresh permit and a fresh token.
//
//   connectors::Cost cost;
//   const Call call = {.request = {.url = url, .deadline = deadline},
//                      .classify = classifier,
//                      .operation = "acme.candidates.list",
//                      .cost = &cost};
//   HW_CO_ASSIGN_OR_RETURN(http::Response answer, co_await channel.Send(call));
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_CHANNEL_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_CHANNEL_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "connectors/api/cost.h"

namespace hirewire::traffic {

// What an answer means.
struct Verdict {
  enum class Action {
    kAccept,   // a good answer
    kRetry,    // may be repeated after a wait
    kRefresh,  // the token was refused: refresh it once, then repeat
    kFail,     // final: `status` says why
  };
  Action action = Action::kAccept;
  // The error to report when this verdict is final. OK with kAccept.
  absl::Status status = absl::OkStatus();
  // How long the vendor asked us to wait (Retry-After), where it did.
  std::optional<absl::Duration> retry_after;
  // With kRetry: repeat at most so often, where that is less than AttemptLimit
  // allows.
  std::optional<int> most_retries = std::nullopt;
};

// Judges an answer by status, headers and body. May take the body for itself.
using Classifier = std::function<Verdict(http::Response&)>;

struct Call {
  http::Request request;
  // May the request be repeated after it may have reached the vendor?
  bool idempotent = true;
  // Never empty.
  Classifier classify;
  // Names the operation in errors and logs: "greenhouse.candidates.list".
  std::string operation;
  // Outlives the call. Never null.
  connectors::Cost* cost = nullptr;
};

class Channel {
 public:
  virtual ~Channel() = default;

  // An accepted answer, or an error with a reason (base/status/error.h).
  // `call` outlives the coroutine.
  virtual Async<http::Response> Send(const Call& call) = 0;
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_CHANNEL_H_
