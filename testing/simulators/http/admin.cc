#include "testing/simulators/http/admin.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

absl::Status Refused(absl::string_view what, absl::string_view name) {
  return absl::InvalidArgumentError(absl::StrCat(what, " ", name));
}

absl::StatusOr<double> Number(const json::Member& member) {
  switch (member.value.kind()) {
    case json::Kind::kInt64:
      return static_cast<double>(member.value.AsInt64());
    case json::Kind::kUint64:
      return static_cast<double>(member.value.AsUint64());
    case json::Kind::kDouble:
      return member.value.AsDouble();
    default:
      return Refused("not a number:", member.key);
  }
}

absl::StatusOr<Fault> FaultOf(const json::Value& value) {
  if (!value.is_string()) return Refused("not a fault:", "value");
  const std::optional<Fault> fault = FaultFromName(value.AsString());
  if (!fault.has_value()) return Refused("no fault named", value.AsString());
  return *fault;
}

absl::Status SetKinds(const json::Member& member, FaultSettings& settings) {
  settings.kinds.clear();
  for (const json::Value item : member.value.items()) {
    absl::StatusOr<Fault> fault = FaultOf(item);
    if (!fault.ok()) return fault.status();
    settings.kinds.push_back(*fault);
  }
  return absl::OkStatus();
}

// Fields that hold a number; false when there is none of that name.
bool SetNumber(absl::string_view name, double number, FaultSettings& settings) {
  if (name == "rate") {
    settings.rate = number;
  } else if (name == "seed") {
    settings.seed = static_cast<uint64_t>(number);
  } else if (name == "latency_ms") {
    settings.latency = absl::Milliseconds(number);
  } else if (name == "burst") {
    settings.burst = static_cast<int>(number);
  } else if (name == "retry_after_seconds") {
    settings.retry_after_seconds = static_cast<int>(number);
  } else if (name == "huge_bytes") {
    settings.huge_bytes = static_cast<uint64_t>(number);
  } else if (name == "drip_bytes") {
    settings.drip_bytes = static_cast<int>(number);
  } else if (name == "drip_interval_ms") {
    settings.drip_interval = absl::Milliseconds(number);
  } else {
    return false;
  }
  return true;
}

// What one POST /faults asks for.
struct FaultOrder {
  FaultSettings settings;
  std::optional<Fault> next;
  int times = 1;
};

absl::Status Apply(const json::Member& member, FaultOrder& order) {
  if (member.key == "kinds") return SetKinds(member, order.settings);
  if (member.key == "next") {
    absl::StatusOr<Fault> fault = FaultOf(member.value);
    if (fault.ok()) order.next = *fault;
    return fault.status();
  }
  if (member.key == "path_prefix" || member.key == "redirect_to") {
    if (!member.value.is_string()) return Refused("not a text:", member.key);
    (member.key == "path_prefix" ? order.settings.path_prefix
                                 : order.settings.redirect_to) =
        std::string(member.value.AsString());
    return absl::OkStatus();
  }
  const absl::StatusOr<double> number = Number(member);
  if (!number.ok()) return number.status();
  if (member.key == "times") {
    order.times = static_cast<int>(*number);
    return absl::OkStatus();
  }
  if (!SetNumber(member.key, *number, order.settings)) {
    return Refused("no field named", member.key);
  }
  return absl::OkStatus();
}

absl::Status SetFaults(const json::Value& body, FaultInjector& faults) {
  FaultOrder order{faults.settings(), std::nullopt, 1};
  for (const json::Member member : body.members()) {
    if (absl::Status status = Apply(member, order); !status.ok()) {
      return status;
    }
  }
  faults.Set(order.settings);
  if (order.next.has_value()) faults.InjectNext(*order.next, order.times);
  return absl::OkStatus();
}

absl::Status SetClock(const json::Value& body, const AdminTarget& target) {
  for (const json::Member member : body.members()) {
    if (member.key != "skew_seconds") {
      return Refused("no field named", member.key);
    }
    const absl::StatusOr<double> seconds = Number(member);
    if (!seconds.ok()) return seconds.status();
    if (target.set_skew) target.set_skew(absl::Seconds(*seconds));
  }
  return absl::OkStatus();
}

Reply Stats(const AdminTarget& target) {
  const CallCounts counts = target.server->Counts();
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("calls").Int(counts.total);
  writer.Key("connections").Int(counts.connections);
  writer.Key("by_path").BeginObject();
  for (const auto& [path, count] : counts.by_path) writer.Key(path).Int(count);
  writer.EndObject().Key("faults").BeginObject();
  for (const auto& [fault, count] : target.server->faults().Injected()) {
    writer.Key(FaultName(fault)).Int(count);
  }
  writer.EndObject();
  if (target.more_stats) {
    for (const auto& [name, count] : target.more_stats()) {
      writer.Key(name).Int(count);
    }
  }
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

Reply Result(const absl::Status& status) {
  if (status.ok()) return Reply::Json(200, R"({"ok":true})");
  std::string body;
  JsonWriter writer(&body);
  const absl::string_view message = status.message();
  writer.BeginObject().Key("message").String(message).EndObject();
  return Reply::Json(400, std::move(body));
}

Reply Post(const Request& request, const AdminTarget& target) {
  const absl::StatusOr<json::Document> body =
      json::Parse(request.body.empty() ? "{}" : request.body);
  if (!body.ok()) return Result(body.status());
  if (request.path == "/faults") {
    return Result(SetFaults(body->root(), target.server->faults()));
  }
  if (request.path == "/clock") return Result(SetClock(body->root(), target));
  target.server->ResetCounts();
  target.server->faults().Reset();
  if (target.set_skew) target.set_skew(absl::ZeroDuration());
  if (target.reset) target.reset();
  return Result(absl::OkStatus());
}

}  // namespace

Handler AdminHandler(AdminTarget target) {
  return [target = std::move(target)](const Request& request) {
    if (request.method == "GET" && request.path == "/stats") {
      return Stats(target);
    }
    const bool known = request.path == "/faults" || request.path == "/clock" ||
                       request.path == "/reset";
    if (request.method == "POST" && known) return Post(request, target);
    return Reply::Json(
        404, R"({"message":"GET /stats, POST /faults, /clock or /reset"})");
  };
}

}  // namespace hirewire::sim
