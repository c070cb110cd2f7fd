#include "testing/simulators/greenhouse/greenhouse_simulator.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/time/system_clock.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/cursor.h"
#include "testing/simulators/greenhouse/listing.h"
#include "testing/simulators/greenhouse/query.h"
#include "testing/simulators/greenhouse/rate_window.h"
#include "testing/simulators/greenhouse/signed_link.h"
#include "testing/simulators/greenhouse/tokens.h"
#include "testing/simulators/http/admin.h"

namespace hirewire::sim {
namespace {

constexpr absl::string_view kApiPrefix = "/v3/";
constexpr absl::Duration kWindow = absl::Seconds(30);
constexpr absl::Duration kTokenWindow = absl::Seconds(60);

Reply NotFound() {
  return Reply::Json(404, R"({"message":"Resource not found"})");
}

Reply Unauthorized() {
  return Reply::Json(
      401,
      R"({"message":"Unauthorized","errors":["Token could not be decoded. )"
      R"(Ensure that the token is valid and not expired."]})");
}

Reply Forbidden(absl::string_view why) {
  return Reply::Json(403, absl::StrCat(R"({"message":"Forbidden","errors":[")",
                                       why, R"("]})"));
}

// What a path under /v3/ names; no collection: nothing.
struct Route {
  const Collection* collection = nullptr;
  std::optional<int64_t> id;
};

Route RouteOf(const Request& request) {
  absl::string_view rest = request.path;
  if (request.method != "GET" || !absl::ConsumePrefix(&rest, kApiPrefix)) {
    return {};
  }
  const size_t slash = rest.find('/');
  const Collection* collection = FindCollection(rest.substr(0, slash));
  if (collection == nullptr || slash == absl::string_view::npos) {
    return {collection, std::nullopt};
  }
  int64_t id = 0;
  // Almost nothing can be read by its id alone.
  if (!collection->has_single ||
      !absl::SimpleAtoi(rest.substr(slash + 1), &id)) {
    return {};
  }
  return {collection, id};
}

}  // namespace

struct GreenhouseSimulator::Core {
  GreenhouseOptions options;
  SystemClock system_clock;
  mutable std::mutex mutex;
  Company company;
  Listing listing;
  Tokens tokens;
  RateWindow window;
  RateWindow token_window;
  absl::Duration skew;
  int64_t requests = 0;
  int64_t token_calls = 0;
  int64_t throttled = 0;
  HttpServer server;

  Core(GreenhouseOptions given, GreenhouseSimulator* simulator)
      : options(std::move(given)),
        company(MakeCompany(DataOptions())),
        tokens(options.credentials),
        window(options.rate_limit, kWindow),
        token_window(options.token_rate_limit, kTokenWindow),
        server([simulator](const Request& r) { return simulator->Handle(r); },
               ServerOptions()) {}

  CompanyOptions DataOptions() const {
    return {.seed = options.seed,
            .candidates = options.candidates,
            .awkward = options.awkward};
  }

  HttpServerOptions ServerOptions() {
    return {.port = options.port,
            .threads = options.threads,
            .clock = options.clock,
            .dress_fault = [this](Fault, const Request& request, Reply& reply) {
              const std::scoped_lock lock(mutex);
              Dress(request, reply);
            }};
  }

  absl::Time Now() const {
    return (options.clock == nullptr ? system_clock.Now()
                                     : options.clock->Now()) +
           skew;
  }

  Ids RecordIds() const { return {options.huge_ids}; }

  View ViewFor(const Request& request) const {
    return {company, RecordIds(), Now(),
            absl::StrCat("http://", request.Header("host").value_or(
                                        server.BaseUrl().substr(7))),
            options.newer_fields};
  }

  // The headers that every answer of the API carries, refused ones too.
  void Dress(const Request& request, Reply& reply) {
    reply.headers.emplace_back("x-request-id",
                               absl::StrCat("sim-", ++requests));
    if (!absl::StartsWith(request.path, kApiPrefix)) return;
    const absl::Time now = Now();
    const Grant* grant = tokens.Check(request, now);
    const std::string who =
        grant == nullptr ? "" : grant->credential->client_id;
    reply.headers.emplace_back("X-RateLimit-Limit",
                               absl::StrCat(window.limit()));
    reply.headers.emplace_back("X-RateLimit-Remaining",
                               absl::StrCat(window.Remaining(who, now)));
    reply.headers.emplace_back(
        "X-RateLimit-Reset",
        absl::StrCat(absl::ToUnixSeconds(window.ResetAt(now))));
  }

  Reply Throttle(const RateWindow& of) {
    ++throttled;
    const absl::Time now = Now();
    const int64_t wait = absl::ToInt64Seconds(
        absl::Ceil(of.ResetAt(now) - now, absl::Seconds(1)));
    return Reply::Json(429, R"({"message":"Rate limit exceeded"})")
        .With("Retry-After", absl::StrCat(wait));
  }

  Reply Token(const Request& request);
  Reply Api(const Request& request);
  Reply List(const Request& request, const Collection& collection);
  Reply Download(const Request& request);
  std::optional<Reply> Refusal(const Grant& grant, const Collection& of) const;
  Reply Answer(const View& view, const Collection& collection,
               const ListQuery& query, Ref before, int page);
};

Reply GreenhouseSimulator::Core::Token(const Request& request) {
  ++token_calls;
  if (request.method != "POST") return NotFound();
  Tokens::Identified identified = tokens.Identify(request);
  if (identified.credential == nullptr) return std::move(identified.refusal);
  if (!token_window.Take(identified.credential->client_id, Now())) {
    return Throttle(token_window);
  }
  return tokens.Issue(request, *identified.credential, Now(), [&](int64_t id) {
    const Ref user = RecordIds().RefOf(Table::kUsers, id);
    return user != kNone && user < static_cast<Ref>(company.users.size());
  });
}

Reply GreenhouseSimulator::Core::Api(const Request& request) {
  const Route route = RouteOf(request);
  // Unknown paths are not found, whoever asks.
  if (route.collection == nullptr) return NotFound();
  const Grant* grant = tokens.Check(request, Now());
  if (grant == nullptr) return Unauthorized();
  if (!window.Take(grant->credential->client_id, Now())) {
    return Throttle(window);
  }
  if (auto refusal = Refusal(*grant, *route.collection)) return *refusal;
  if (!route.id.has_value()) return List(request, *route.collection);
  Reply reply = Reply::Empty(200);
  reply.body = Listing::Single(ViewFor(request), *route.collection, *route.id);
  return reply.body == nullptr ? NotFound() : reply;
}

// Both layers of permission: the credential's scope, the acting user's rights.
std::optional<Reply> GreenhouseSimulator::Core::Refusal(
    const Grant& grant, const Collection& of) const {
  const std::set<std::string>& scopes = grant.credential->scopes;
  const std::string needed = absl::StrCat("harvest:", of.name, ":list");
  if (!scopes.empty() && scopes.count(needed) == 0) {
    return Forbidden(absl::StrCat("Missing scope ", needed));
  }
  if (!grant.subject.has_value()) return std::nullopt;
  const Ref user = RecordIds().RefOf(Table::kUsers, *grant.subject);
  if (company.users[user].site_admin) return std::nullopt;
  return Forbidden("The acting user must be a Site Admin");
}

Reply GreenhouseSimulator::Core::List(const Request& request,
                                      const Collection& collection) {
  const View view = ViewFor(request);
  const auto given = request.Parameter("cursor");
  if (!given.has_value()) {
    QueryResult result = ParseQuery(collection, request.query);
    if (result.error.has_value()) return *std::move(result.error);
    return Answer(view, collection, result.query, kNone, 0);
  }
  if (request.query.size() > 1) {
    return Unprocessable("cursor must be the only query parameter", "cursor");
  }
  const std::optional<Cursor> cursor = DecodeCursor(*given);
  if (!cursor.has_value() || cursor->collection != collection.name) {
    return Unprocessable("cursor is invalid", "cursor");
  }
  if (cursor->issued + options.cursor_lifetime <= Now()) {
    return Unprocessable("cursor has expired", "cursor");
  }
  const QueryResult result =
      ParseQuery(collection, ParseParameters(cursor->query));
  return Answer(view, collection, result.query, cursor->before, cursor->page);
}

Reply GreenhouseSimulator::Core::Answer(const View& view,
                                        const Collection& collection,
                                        const ListQuery& query, Ref before,
                                        int page) {
  ListedPage listed;
  const bool empty = options.empty_page_after > 0 && before != kNone &&
                     page == options.empty_page_after;
  if (empty) {
    // Nothing here, and yet more to come from the same place.
    listed = {std::make_shared<const std::string>("[]"), before};
  } else {
    listed = listing.Page(view, collection, query, before);
  }
  Reply reply = Reply::Empty(200);
  reply.body = listed.body;
  if (listed.next_before != kNone) {
    const std::string cursor =
        EncodeCursor({std::string(collection.name), view.now,
                      listed.next_before, page + 1, query.canonical});
    reply.headers.emplace_back(
        "Link",
        absl::StrCat("<", view.base_url, kApiPrefix, collection.name,
                     "?cursor=", PercentEncode(cursor), ">; rel=\"next\""));
  }
  if (options.grow_between_pages) {
    AddCandidate(company, options.seed, Now());
    listing.Forget();
  }
  return reply;
}

Reply GreenhouseSimulator::Core::Download(const Request& request) {
  const std::optional<int64_t> id = VerifyLink(request, Now());
  const Ref ref =
      id.has_value() ? RecordIds().RefOf(Table::kAttachments, *id) : kNone;
  if (ref == kNone || ref >= static_cast<Ref>(company.attachments.size())) {
    Reply reply = Reply::Json(
        403,
        "<Error><Code>AccessDenied</Code><Message>Request has expired"
        "</Message></Error>");
    reply.content_type = "application/xml";
    return reply;
  }
  const Attachment& attachment = company.attachments[ref];
  std::string content = absl::StrCat("%PDF-1.4 simulated ", *id, "\n");
  content.resize(std::max(content.size(), static_cast<size_t>(attachment.size)),
                 static_cast<char>('a' + ref % 26));
  Reply reply = Reply::Json(200, std::move(content));
  reply.content_type = "application/octet-stream";
  return reply;
}

GreenhouseSimulator::GreenhouseSimulator(GreenhouseOptions options)
    : core_(std::make_unique<Core>(std::move(options), this)) {}

GreenhouseSimulator::~GreenhouseSimulator() { Stop(); }

absl::Status GreenhouseSimulator::Start() { return core_->server.Start(); }

void GreenhouseSimulator::Stop() { core_->server.Stop(); }

std::string GreenhouseSimulator::BaseUrl() const {
  return core_->server.BaseUrl();
}

std::string GreenhouseSimulator::TokenUrl() const {
  return absl::StrCat(BaseUrl(), "/token");
}

int GreenhouseSimulator::port() const { return core_->server.port(); }

Reply GreenhouseSimulator::Handle(const Request& request) {
  const std::scoped_lock lock(core_->mutex);
  Reply reply;
  if (request.path == "/token") {
    reply = core_->Token(request);
  } else if (absl::StartsWith(request.path, "/attachments/")) {
    reply = core_->Download(request);
  } else {
    reply = core_->Api(request);
  }
  core_->Dress(request, reply);
  return reply;
}

CallCounts GreenhouseSimulator::Counts() const {
  return core_->server.Counts();
}

int64_t GreenhouseSimulator::TokenCalls() const {
  const std::scoped_lock lock(core_->mutex);
  return core_->token_calls;
}

int64_t GreenhouseSimulator::Throttled() const {
  const std::scoped_lock lock(core_->mutex);
  return core_->throttled;
}

FaultInjector& GreenhouseSimulator::faults() { return core_->server.faults(); }

void GreenhouseSimulator::SetSkew(absl::Duration skew) {
  const std::scoped_lock lock(core_->mutex);
  core_->skew = skew;
}

void GreenhouseSimulator::RevokeTokens() {
  const std::scoped_lock lock(core_->mutex);
  core_->tokens.Revoke();
}

void GreenhouseSimulator::Mutate(const std::function<void(Company&)>& change) {
  const std::scoped_lock lock(core_->mutex);
  change(core_->company);
  core_->listing.Forget();
}

Company GreenhouseSimulator::Data() const {
  const std::scoped_lock lock(core_->mutex);
  return core_->company;
}

int64_t GreenhouseSimulator::IdOf(absl::string_view collection,
                                  Ref record) const {
  const Collection* found = FindCollection(collection);
  return found == nullptr ? 0 : core_->RecordIds().Of(found->table, record);
}

std::vector<std::string> GreenhouseSimulator::Collections() {
  std::vector<std::string> names;
  for (const Collection& collection : AllCollections()) {
    names.emplace_back(collection.name);
  }
  return names;
}

void GreenhouseSimulator::Reset() {
  core_->server.ResetCounts();
  core_->server.faults().Reset();
  const std::scoped_lock lock(core_->mutex);
  core_->skew = absl::ZeroDuration();
  core_->token_calls = 0;
  core_->throttled = 0;
  core_->company = MakeCompany(core_->DataOptions());
  core_->listing.Forget();
}

Handler GreenhouseSimulator::Admin() {
  return AdminHandler(
      {.server = &core_->server,
       .set_skew = [this](absl::Duration skew) { SetSkew(skew); },
       .more_stats =
           [this] {
             return std::map<std::string, int64_t>{
                 {"token_calls", TokenCalls()}, {"throttled", Throttled()}};
           },
       .reset = [this] { Reset(); }});
}

}  // namespace hirewire::sim
