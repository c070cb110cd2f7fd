#include "tools/cli/watch_connections.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "base/time/timestamps.h"
#include "hirewire/v1/auth_service.pb.h"
#include "hirewire/v1/errors.pb.h"
#include "tools/cli/cell.h"
#include "tools/cli/output.h"

namespace hirewire::cli {

namespace {

// "pending: why", or "active, was pending".
std::string StateText(const v1::ConnectionEvent& event) {
  std::string text = CellOf(event, "connection.state");
  const std::string before = CellOf(event, "previous_state");
  if (!before.empty()) absl::StrAppend(&text, ", was ", before);
  const std::string reason = CellOf(event, "connection.state_reason");
  if (!reason.empty()) absl::StrAppend(&text, ": ", reason);
  return text;
}

std::string WhatHappened(const v1::ConnectionEvent& event) {
  switch (event.kind()) {
    case v1::CONNECTION_EVENT_KIND_PRESENT:
    case v1::CONNECTION_EVENT_KIND_STATE_CHANGED:
      return StateText(event);
    case v1::CONNECTION_EVENT_KIND_DELETED:
      return "deleted";
    default:
      return absl::StrCat(CellOf(event, "kind"), ", ", StateText(event));
  }
}

// Whether the server is gone, and may come back.
bool IsGone(const absl::Status& status) {
  const v1::ErrorReason reason = ReasonOf(status);
  return reason == v1::ERROR_REASON_SHUTTING_DOWN ||
         (reason == v1::ERROR_REASON_UNSPECIFIED &&
          absl::IsUnavailable(status));
}

}  // namespace

std::string LineOf(const v1::ConnectionEvent& event) {
  const std::string time = absl::FormatTime(
      "%Y-%m-%d %H:%M:%S", ToTime(event.time()), absl::UTCTimeZone());
  if (event.kind() == v1::CONNECTION_EVENT_KIND_GAP) {
    return absl::StrCat(
        time, "  events are lost; the connections that are there now follow");
  }
  return absl::StrFormat("%s  %-20s  %s", time, event.connection().id(),
                         WhatHappened(event));
}

absl::Status WatchConnections(Session& session, const Args& args) {
  Console& console = session.console;
  v1::WatchConnectionsRequest request;
  request.set_resume_token(args.ValueOr("resume", ""));
  v1::WatchConnectionsResponse response;
  bool was_open = false;
  Client::Streaming streaming;
  streaming.opened = [&] { was_open = true; };
  streaming.got = [&] {
    if (!response.resume_token().empty()) {
      request.set_resume_token(response.resume_token());
    }
    console.out << (args.Has("json") ? ToJson(response)
                                     : LineOf(response.event()))
                << "\n"
                << std::flush;
  };
  streaming.go_on = [&] {
    return console.interrupted == nullptr || !console.interrupted();
  };
  while (true) {
    absl::Status ended =
        session.client.Stream(MethodOf("AuthService", "WatchConnections"),
                              request, response, streaming);
    if (ended.ok() || !was_open || !IsGone(ended)) return ended;
    console.err << "The server is gone; waiting for it.\n" << std::flush;
    if (!session.client.WaitForServer(absl::Seconds(1), streaming.go_on)) {
      return absl::OkStatus();
    }
    console.err << "The server is back.\n" << std::flush;
  }
}

}  // namespace hirewire::cli
