#include "testing/simulators/ashby/ashby_simulator.h"

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "testing/simulators/ashby/envelope.h"
#include "testing/simulators/ashby/files.h"
#include "testing/simulators/ashby/ids.h"
#include "testing/simulators/ashby/listing.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

using ashby::Arguments;
using ashby::Endpoint;
using ashby::Gives;
using ashby::Listed;
using ashby::View;
using ashby::Walk;

constexpr size_t kSearchLimit = 100;

void WriteRows(const View& view, const Walk& walk, const Listed& listed,
               JsonWriter& writer) {
  writer.BeginArray();
  for (const Ref ref : listed.refs) {
    walk.endpoint->resource->write(view, walk.arguments, ref, writer);
  }
  writer.EndArray();
}

}  // namespace

AshbySimulator::AshbySimulator(AshbyOptions options)
    : Simulator(options),
      options_(std::move(options)),
      window_(options_.rate_limits ? options_.rate_limit : 0,
              options_.rate_window) {}

AshbySimulator::AshbySimulator(const SimulatorOptions& options)
    : AshbySimulator(AshbyOptions{options}) {}

AshbySimulator::~AshbySimulator() { Stop(); }

Login AshbySimulator::login() const {
  return {
      .vendor = "ashby", .base_url = Origin(), .api_key = options_.keys[0].key};
}

std::string AshbySimulator::IdOf(absl::string_view collection, Ref record) {
  const std::optional<ashby::Table> table = ashby::TableNamed(collection);
  return table.has_value() ? ashby::AshbyId(*table, record) : "";
}

std::vector<std::string> AshbySimulator::Endpoints() {
  std::vector<std::string> names;
  for (const Endpoint& endpoint : ashby::AllEndpoints()) {
    names.emplace_back(endpoint.name);
  }
  return names;
}

Reply AshbySimulator::Answer(const Request& request) {
  request_id_ = ashby::RequestId(Now(), ++requests_);
  if (absl::StartsWith(request.path, ashby::kFilePrefix)) {
    return ashby::Download(ViewFor(request, options_.keys[0]), request);
  }
  const Endpoint* endpoint =
      ashby::FindEndpoint(absl::StripPrefix(request.path, "/"));
  if (endpoint == nullptr) return ashby::Text(404, "Not Found");
  if (request.method != "POST") {
    return ashby::Text(405, "Method Not Allowed").With("Allow", "POST");
  }
  Reply refusal;
  const AshbyKey* key = Authenticate(request, refusal);
  if (key == nullptr) return refusal;
  if (std::optional<Reply> throttled = Meter(*key)) return *throttled;
  if (std::optional<Reply> forbidden = Forbid(*key, *endpoint)) {
    return *forbidden;
  }
  return Run(ViewFor(request, *key), *endpoint, request);
}

// Every answer carries its id, also injected ones that Answer never saw.
void AshbySimulator::Dress(const Request&, Reply& reply) {
  if (request_id_.empty()) request_id_ = ashby::RequestId(Now(), ++requests_);
  reply.headers.emplace_back("x-ashby-request-id", std::move(request_id_));
  request_id_.clear();
}

void AshbySimulator::ResetMore() { walks_.Forget(); }

View AshbySimulator::ViewFor(const Request& request,
                             const AshbyKey& key) const {
  return {company(), key, Now(),
          absl::StrCat("http://",
                       request.Header("host").value_or(Origin().substr(7))),
          options_.awkward};
}

const AshbyKey* AshbySimulator::Authenticate(const Request& request,
                                             Reply& refusal) const {
  refusal = ashby::Text(401, "Unauthorized");
  absl::string_view given = request.Header("authorization").value_or("");
  std::string pair;
  if (!absl::ConsumePrefix(&given, "Basic ") ||
      !absl::Base64Unescape(given, &pair) || !absl::StrContains(pair, ':')) {
    return nullptr;
  }
  refusal = ashby::Text(403, "Forbidden");
  for (const AshbyKey& key : options_.keys) {
    // The key is the user; the password stays empty.
    if (pair == absl::StrCat(key.key, ":")) return &key;
  }
  return nullptr;
}

std::optional<Reply> AshbySimulator::Meter(const AshbyKey& key) {
  const absl::Time now = Now();
  if (window_.Take(key.key, now)) return std::nullopt;
  CountThrottled();
  const bool enveloped = options_.throttles == AshbyRefusal::kEnvelope;
  Reply reply = Failure("rate_limit_exceeded", "Rate limit exceeded",
                        enveloped ? 200 : 429);
  if (options_.retry_after) {
    const absl::Duration wait =
        absl::Ceil(window_.ResetAt(now) - now, absl::Seconds(1));
    reply.headers.emplace_back("Retry-After",
                               absl::StrCat(absl::ToInt64Seconds(wait)));
  }
  return reply;
}

std::optional<Reply> AshbySimulator::Forbid(const AshbyKey& key,
                                            const Endpoint& endpoint) {
  if (key.permissions.empty() ||
      key.permissions.count(std::string(endpoint.permission)) != 0) {
    return std::nullopt;
  }
  const bool enveloped = options_.forbids == AshbyRefusal::kEnvelope;
  return Failure("missing_endpoint_permission",
                 absl::StrCat("The key lacks ", endpoint.permission),
                 enveloped ? 200 : 403);
}

Reply AshbySimulator::Run(const View& view, const Endpoint& endpoint,
                          const Request& request) {
  if (!ashby::IsJson(request)) {
    return Failure("invalid_input", "Content-Type must be application/json");
  }
  if (!request.raw_query.empty()) {
    return Failure("invalid_input", "parameters belong into the body");
  }
  const absl::StatusOr<Arguments> arguments =
      ashby::ParseArguments(request.body, endpoint.parameters);
  if (!arguments.ok()) {
    return Failure("invalid_input", arguments.status().message());
  }
  if (endpoint.parent != nullptr &&
      endpoint.parent->Find(view, arguments->Text(endpoint.key)) == kNone) {
    return Failure(endpoint.not_found, "");
  }
  if (endpoint.gives == Gives::kOne) return One(view, endpoint, *arguments);
  Reply reply = endpoint.gives >= Gives::kPages
                    ? Page(view, endpoint, *arguments)
                    : Everything(view, endpoint, *arguments);
  PageServed();
  return reply;
}

Reply AshbySimulator::One(const View& view, const Endpoint& endpoint,
                          const Arguments& arguments) {
  std::string body;
  JsonWriter writer = ashby::Success(body);
  if (endpoint.answer != nullptr) {
    const std::string code = endpoint.answer(view, arguments, writer);
    if (!code.empty()) return Failure(code, "");
  } else {
    const Ref ref = endpoint.resource->Find(view, arguments.Text(endpoint.key));
    if (ref == kNone) return Failure(endpoint.not_found, "");
    endpoint.resource->write(view, arguments, ref, writer);
  }
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

Reply AshbySimulator::Everything(const View& view, const Endpoint& endpoint,
                                 const Arguments& arguments) {
  Walk walk;
  walk.endpoint = &endpoint;
  walk.arguments = arguments;
  const bool search = endpoint.gives == Gives::kSearch;
  std::string body;
  JsonWriter writer = ashby::Success(body);
  WriteRows(
      view, walk,
      ListFrom(view, walk,
               search ? kSearchLimit : std::numeric_limits<size_t>::max()),
      writer);
  if (endpoint.says_no_more) writer.Key("moreDataAvailable").Bool(false);
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

std::string AshbySimulator::Resume(const Endpoint& endpoint,
                                   const Arguments& arguments, Walk& walk) {
  if (arguments.Has("cursor")) {
    const Walk* found = walks_.AtCursor(arguments.Text("cursor"));
    // What is said again must be as it was; what is not, goes on as it was.
    if (found == nullptr || found->endpoint != &endpoint ||
        !arguments.Repeats(found->arguments)) {
      return "cursor_invalid";
    }
    walk = *found;
    return "";
  }
  walk.endpoint = &endpoint;
  walk.arguments = arguments;
  walk.begun = Now();
  if (!arguments.Has("syncToken")) return "";
  const Walk* before = walks_.AtSyncToken(arguments.Text("syncToken"));
  if (before == nullptr || before->endpoint != &endpoint) {
    return "sync_token_invalid";
  }
  if (before->begun + options_.sync_token_lifetime <= Now()) {
    return "sync_token_expired";
  }
  walk.since = before->begun;
  return "";
}

Reply AshbySimulator::Page(const View& view, const Endpoint& endpoint,
                           const Arguments& arguments) {
  Walk walk;
  const std::string refused = Resume(endpoint, arguments, walk);
  if (!refused.empty()) return Failure(refused, "");
  if (walk.since.has_value() && options_.max_sync_pages > 0 &&
      walk.page >= options_.max_sync_pages) {
    return Failure("incremental_sync_too_large", "");
  }
  Listed listed = ListFrom(view, walk, static_cast<size_t>(arguments.limit()));
  if (walk.page > 0 && walk.page == options_.empty_page_after) {
    // Nothing here, and yet more to come from the same place.
    listed = {.refs = {}, .more = true};
  }
  if (!listed.refs.empty()) walk.after = listed.refs.back();
  ++walk.page;
  std::string body;
  JsonWriter writer = ashby::Success(body);
  WriteRows(view, walk, listed, writer);
  writer.Key("moreDataAvailable").Bool(listed.more);
  if (listed.more) {
    writer.Key("nextCursor").String(walks_.CursorFor(walk));
  } else if (endpoint.gives == Gives::kSyncedPages) {
    writer.Key("syncToken").String(walks_.SyncTokenFor(walk));
  }
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

Reply AshbySimulator::Failure(absl::string_view code, absl::string_view message,
                              int status) const {
  return ashby::Failure(code, message, request_id_, status);
}

}  // namespace hirewire::sim
