#include "services/auth/watch_methods.h"

#include <boost/asio/this_coro.hpp>
#include <optional>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/time/timestamps.h"
#include "services/auth/change_wait.h"
#include "services/auth/connection_view.h"
#include "services/auth/resume_tokens.h"

namespace hirewire::auth_service {

namespace {

// How many connections or events are read at a time.
constexpr int kPage = 100;
// What other processes do is seen after this long, give or take a quarter, so
// that streams do not all look at once.
constexpr absl::Duration kPollInterval = absl::Milliseconds(500);
constexpr double kJitter = 0.25;

}  // namespace

WatchMethods::WatchMethods(const auth::ConnectionRegistry& registry,
                           const crypto::Aead& aead, Clock& clock,
                           Random& random)
    : registry_(registry), aead_(aead), clock_(clock), random_(random) {}

void WatchMethods::AddTo(rpc::TypedService& service) {
  service.OnStream<v1::WatchConnectionsRequest, v1::WatchConnectionsResponse>(
      [this](rpc::Call& call, const v1::WatchConnectionsRequest& request,
             Sink sink) { return Watch(call, request, sink); });
}

AsyncStatus WatchMethods::Watch(rpc::Call& call,
                                const v1::WatchConnectionsRequest& request,
                                Sink sink) {
  const std::string tenant = call.caller.tenant;
  HW_CO_ASSIGN_OR_RETURN(std::optional<int64_t> after,
                         OpenResume(aead_, tenant, request.resume_token()));
  // Before the first look: what happens after it wakes us.
  ChangeWait changes(co_await boost::asio::this_coro::executor, registry_,
                     tenant, clock_);
  if (!after) {
    HW_CO_ASSIGN_OR_RETURN(const int64_t last,
                           co_await SendPresent(tenant, sink));
    after = last;
  }
  while (true) {
    HW_CO_ASSIGN_OR_RETURN(const int64_t last,
                           co_await SendEvents(tenant, *after, sink));
    const bool idle = last == *after;
    after = last;
    if (idle) HW_CO_RETURN_IF_ERROR(co_await changes.Wait(PollInterval()));
  }
}

Async<int64_t> WatchMethods::SendPresent(const std::string& tenant, Sink sink) {
  // From before the listing: what happens during it is told again.
  HW_CO_ASSIGN_OR_RETURN(const auth::ConnectionEventPage log,
                         registry_.Events(tenant, 0, 1));
  // Held back by one, since the last of them has the token, and whether there
  // is another one is known only then.
  std::optional<v1::WatchConnectionsResponse> held;
  std::string after;
  do {
    HW_CO_ASSIGN_OR_RETURN(auth::ConnectionPage page,
                           registry_.List(tenant, after, kPage));
    for (const auth::Connection& connection : page.connections) {
      if (held) HW_CO_RETURN_IF_ERROR(co_await sink.Send(*held));
      held = Bare(v1::CONNECTION_EVENT_KIND_PRESENT);
      *held->mutable_event()->mutable_connection() = ViewOf(connection);
    }
    after = page.next;
  } while (!after.empty());
  if (held) {
    held->set_resume_token(SealResume(aead_, tenant, log.last));
    HW_CO_RETURN_IF_ERROR(co_await sink.Send(*held));
  }
  co_return log.last;
}

Async<int64_t> WatchMethods::SendEvents(const std::string& tenant,
                                        int64_t after, Sink sink) {
  HW_CO_ASSIGN_OR_RETURN(const auth::ConnectionEventPage page,
                         registry_.Events(tenant, after, kPage));
  if (page.gap) {
    HW_CO_RETURN_IF_ERROR(
        co_await sink.Send(Bare(v1::CONNECTION_EVENT_KIND_GAP)));
    co_return co_await SendPresent(tenant, sink);
  }
  for (const auth::ConnectionEvent& event : page.events) {
    HW_CO_RETURN_IF_ERROR(co_await sink.Send(ResponseOf(event)));
    after = event.number;
  }
  co_return after;
}

v1::WatchConnectionsResponse WatchMethods::Bare(
    v1::ConnectionEventKind kind) const {
  v1::WatchConnectionsResponse response;
  response.mutable_event()->set_kind(kind);
  *response.mutable_event()->mutable_time() = ToProto(clock_.Now());
  return response;
}

v1::WatchConnectionsResponse WatchMethods::ResponseOf(
    const auth::ConnectionEvent& event) const {
  v1::WatchConnectionsResponse response;
  v1::ConnectionEvent& shown = *response.mutable_event();
  // Both enums have the same numbers.
  shown.set_kind(static_cast<v1::ConnectionEventKind>(event.kind));
  *shown.mutable_connection() = ViewOf(event.connection);
  if (event.previous_state != event.connection.state) {
    shown.set_previous_state(ViewOf(event.previous_state));
  }
  *shown.mutable_time() = ToProto(event.time);
  response.set_resume_token(
      SealResume(aead_, event.connection.tenant, event.number));
  return response;
}

absl::Duration WatchMethods::PollInterval() {
  return kPollInterval * (1 - kJitter + 2 * kJitter * random_.NextUnit());
}

}  // namespace hirewire::auth_service
