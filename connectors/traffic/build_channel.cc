#include "connectors/traffic/build_channel.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/http/url.h"
#include "base/status/error.h"
#include "connectors/traffic/attempt_limit.h"
#include "connectors/traffic/authenticate.h"
#include "connectors/traffic/backoff.h"
#include "connectors/traffic/exchange.h"
#include "connectors/traffic/http_exchange.h"
#include "connectors/traffic/rate_limit.h"
#include "connectors/traffic/retry.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::traffic {

absl::StatusOr<std::unique_ptr<Channel>> BuildChannel(ChannelParts parts) {
  absl::StatusOr<http::Url> origin = http::Url::Parse(parts.base_url);
  if (!origin.ok()) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "base_url")
        .Message(absl::StrCat("base URL: ", origin.status().message()));
  }
  Clock& clock = *parts.clock;

  // From the wire upwards. Retry is outermost, so that every attempt takes a
  // fresh permit; the permit comes before the token, so that no token grows old
  // in a queue.
  std::unique_ptr<Exchange> exchange = std::make_unique<HttpExchange>(
      parts.vendor, parts.connection, *parts.transport, clock, *parts.observer);
  exchange = std::make_unique<Authenticate>(std::move(exchange),
                                            std::move(parts.credentials),
                                            *std::move(origin), clock);
  exchange = std::make_unique<RateLimit>(std::move(exchange),
                                         std::move(parts.limiter), clock);
  return std::make_unique<Retry>(
      std::move(parts.vendor), std::move(parts.connection), std::move(exchange),
      Backoff(*parts.random), AttemptLimit(), clock);
}

}  // namespace hirewire::traffic
