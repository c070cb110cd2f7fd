#include "testing/simulators/greenhouse/greenhouse_simulator.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "testing/simulators/frame/rate_window.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/cursor.h"
#include "testing/simulators/greenhouse/listing.h"
#include "testing/simulators/greenhouse/query.h"
#include "testing/simulators/greenhouse/signed_link.h"
#include "testing/simulators/greenhouse/tokens.h"

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

SimulatorOptions Common(const GreenhouseOptions& options) {
  return {.seed = options.seed,
          .candidates = options.candidates,
          .awkward = options.awkward,
          .empty_page_after = options.empty_page_after,
          .grow_between_pages = options.grow_between_pages,
          .clock = options.clock,
          .port = options.port,
          .threads = options.threads};
}

}  // namespace

GreenhouseSimulator::GreenhouseSimulator(GreenhouseOptions options)
    : Simulator(Common(options)),
      options_(std::move(options)),
      tokens_(options_.credentials),
      window_(options_.rate_limit, kWindow),
      token_window_(options_.token_rate_limit, kTokenWindow) {}

GreenhouseSimulator::~GreenhouseSimulator() { Stop(); }

std::string GreenhouseSimulator::BaseUrl() const { return Origin(); }

std::string GreenhouseSimulator::TokenUrl() const {
  return absl::StrCat(Origin(), "/token");
}

Login GreenhouseSimulator::login() const {
  const GreenhouseCredential& credential = options_.credentials[0];
  return {.vendor = "greenhouse",
          .base_url = absl::StrCat(Origin(), "/v3"),
          .token_url = TokenUrl(),
          .client_id = credential.client_id,
          .client_secret = credential.client_secret};
}

Reply GreenhouseSimulator::Answer(const Request& request) {
  if (request.path == "/token") return Token(request);
  if (absl::StartsWith(request.path, "/attachments/")) {
    return Download(request);
  }
  return Api(request);
}

// The headers that every answer of the API carries, refused ones too.
void GreenhouseSimulator::Dress(const Request& request, Reply& reply) {
  reply.headers.emplace_back("x-request-id", absl::StrCat("sim-", ++requests_));
  if (!absl::StartsWith(request.path, kApiPrefix)) return;
  const absl::Time now = Now();
  const Grant* grant = tokens_.Check(request, now);
  const std::string who = grant == nullptr ? "" : grant->credential->client_id;
  reply.headers.emplace_back("X-RateLimit-Limit",
                             absl::StrCat(window_.limit()));
  reply.headers.emplace_back("X-RateLimit-Remaining",
                             absl::StrCat(window_.Remaining(who, now)));
  reply.headers.emplace_back(
      "X-RateLimit-Reset",
      absl::StrCat(absl::ToUnixSeconds(window_.ResetAt(now))));
}

void GreenhouseSimulator::Changed() { listing_.Forget(); }

std::map<std::string, int64_t> GreenhouseSimulator::MoreStats() const {
  return {{"token_calls", token_calls_}};
}

void GreenhouseSimulator::ResetMore() { token_calls_ = 0; }

Ids GreenhouseSimulator::RecordIds() const { return {options_.huge_ids}; }

View GreenhouseSimulator::ViewFor(const Request& request) const {
  return {company(), RecordIds(), Now(),
          absl::StrCat("http://",
                       request.Header("host").value_or(Origin().substr(7))),
          options_.newer_fields};
}

Reply GreenhouseSimulator::Throttle(const RateWindow& of) {
  CountThrottled();
  const absl::Time now = Now();
  const int64_t wait =
      absl::ToInt64Seconds(absl::Ceil(of.ResetAt(now) - now, absl::Seconds(1)));
  return Reply::Json(429, R"({"message":"Rate limit exceeded"})")
      .With("Retry-After", absl::StrCat(wait));
}

Reply GreenhouseSimulator::Token(const Request& request) {
  ++token_calls_;
  if (request.method != "POST") return NotFound();
  Tokens::Identified identified = tokens_.Identify(request);
  if (identified.credential == nullptr) return std::move(identified.refusal);
  if (!token_window_.Take(identified.credential->client_id, Now())) {
    return Throttle(token_window_);
  }
  return tokens_.Issue(request, *identified.credential, Now(), [&](int64_t id) {
    const Ref user = RecordIds().RefOf(Table::kUsers, id);
    return user != kNone && user < static_cast<Ref>(company().users.size());
  });
}

Reply GreenhouseSimulator::Api(const Request& request) {
  const Route route = RouteOf(request);
  // Unknown paths are not found, whoever asks.
  if (route.collection == nullptr) return NotFound();
  const Grant* grant = tokens_.Check(request, Now());
  if (grant == nullptr) return Unauthorized();
  if (!window_.Take(grant->credential->client_id, Now())) {
    return Throttle(window_);
  }
  if (auto refusal = Refusal(*grant, *route.collection)) return *refusal;
  if (!route.id.has_value()) return List(request, *route.collection);
  Reply reply = Reply::Empty(200);
  reply.body = Listing::Single(ViewFor(request), *route.collection, *route.id);
  return reply.body == nullptr ? NotFound() : reply;
}

// Both layers of permission: the credential's scope, the acting user's rights.
std::optional<Reply> GreenhouseSimulator::Refusal(const Grant& grant,
                                                  const Collection& of) const {
  const std::set<std::string>& scopes = grant.credential->scopes;
  const std::string needed = absl::StrCat("harvest:", of.name, ":list");
  if (!scopes.empty() && scopes.count(needed) == 0) {
    return Forbidden(absl::StrCat("Missing scope ", needed));
  }
  if (!grant.subject.has_value()) return std::nullopt;
  const Ref user = RecordIds().RefOf(Table::kUsers, *grant.subject);
  if (company().users[user].site_admin) return std::nullopt;
  return Forbidden("The acting user must be a Site Admin");
}

Reply GreenhouseSimulator::List(const Request& request,
                                const Collection& collection) {
  const View view = ViewFor(request);
  const auto given = request.Parameter("cursor");
  if (!given.has_value()) {
    QueryResult result = ParseQuery(collection, request.query);
    if (result.error.has_value()) return *std::move(result.error);
    return Page(view, collection, result.query, kNone, 0);
  }
  if (request.query.size() > 1) {
    return Unprocessable("cursor must be the only query parameter", "cursor");
  }
  const std::optional<Cursor> cursor = DecodeCursor(*given);
  if (!cursor.has_value() || cursor->collection != collection.name) {
    return Unprocessable("cursor is invalid", "cursor");
  }
  if (cursor->issued + options_.cursor_lifetime <= Now()) {
    return Unprocessable("cursor has expired", "cursor");
  }
  const QueryResult result =
      ParseQuery(collection, ParseParameters(cursor->query));
  return Page(view, collection, result.query, cursor->before, cursor->page);
}

Reply GreenhouseSimulator::Page(const View& view, const Collection& collection,
                                const ListQuery& query, Ref before, int page) {
  ListedPage listed;
  const bool empty = options_.empty_page_after > 0 && before != kNone &&
                     page == options_.empty_page_after;
  if (empty) {
    // Nothing here, and yet more to come from the same place.
    listed = {std::make_shared<const std::string>("[]"), before};
  } else {
    listed = listing_.Page(view, collection, query, before);
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
  PageServed();
  return reply;
}

Reply GreenhouseSimulator::Download(const Request& request) {
  const std::optional<int64_t> id = VerifyLink(request, Now());
  const Ref ref =
      id.has_value() ? RecordIds().RefOf(Table::kAttachments, *id) : kNone;
  if (ref == kNone || ref >= static_cast<Ref>(company().attachments.size())) {
    Reply reply = Reply::Json(
        403,
        "<Error><Code>AccessDenied</Code><Message>Request has expired"
        "</Message></Error>");
    reply.content_type = "application/xml";
    return reply;
  }
  const Attachment& attachment = company().attachments[ref];
  std::string content = absl::StrCat("%PDF-1.4 simulated ", *id, "\n");
  content.resize(std::max(content.size(), static_cast<size_t>(attachment.size)),
                 static_cast<char>('a' + ref % 26));
  Reply reply = Reply::Json(200, std::move(content));
  reply.content_type = "application/octet-stream";
  return reply;
}

int64_t GreenhouseSimulator::TokenCalls() const {
  return WithLock([this] { return token_calls_; });
}

void GreenhouseSimulator::RevokeTokens() {
  WithLock([this] { tokens_.Revoke(); });
}

int64_t GreenhouseSimulator::IdOf(absl::string_view collection,
                                  Ref record) const {
  const Collection* found = FindCollection(collection);
  return found == nullptr ? 0 : RecordIds().Of(found->table, record);
}

std::vector<std::string> GreenhouseSimulator::Collections() {
  std::vector<std::string> names;
  for (const Collection& collection : AllCollections()) {
    names.emplace_back(collection.name);
  }
  return names;
}

}  // namespace hirewire::sim
