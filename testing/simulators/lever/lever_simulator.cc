#include "testing/simulators/lever/lever_simulator.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/lever/ids.h"
#include "testing/simulators/lever/query.h"
#include "testing/simulators/lever/row.h"

namespace hirewire::sim {
namespace {

using lever::BadRequest;
using lever::Refuse;

constexpr absl::string_view kPrefix = "/v1";
// Where a page is cut short on purpose.
constexpr size_t kShortPage = 1;

LeverOptions WithCommon(const SimulatorOptions& common) {
  LeverOptions options;
  options.common = common;
  return options;
}

Reply Unauthorized() {
  return Refuse(401, "Unauthorized", "The credential is missing or invalid.");
}

// The key of an Authorization: Basic header; its password is empty.
std::optional<std::string> BasicKey(absl::string_view header) {
  std::string decoded;
  if (!absl::ConsumePrefix(&header, "Basic ")) return std::nullopt;
  if (!absl::Base64Unescape(header, &decoded)) return std::nullopt;
  absl::string_view key = decoded;
  if (!absl::ConsumeSuffix(&key, ":")) return std::nullopt;
  return std::string(key);
}

// Asks to see confidential records.
bool AsksForConfidential(const lever::Query& query) {
  return query.has("confidentiality") &&
         query.word("confidentiality") != "non-confidential";
}

}  // namespace

LeverSimulator::LeverSimulator(LeverOptions options)
    : Simulator(options.common),
      options_(std::move(options)),
      oauth_(options_),
      bucket_(options_.common.rate_limits ? options_.rate : 0, options_.burst) {
}

LeverSimulator::LeverSimulator(const SimulatorOptions& common)
    : LeverSimulator(WithCommon(common)) {}

LeverSimulator::~LeverSimulator() { Stop(); }

Login LeverSimulator::login() const {
  return {.vendor = "lever",
          .base_url = absl::StrCat(Origin(), kPrefix),
          .api_key = options_.keys[0].key};
}

std::string LeverSimulator::AuthorizeUrl() const {
  return absl::StrCat(Origin(), "/authorize");
}

std::string LeverSimulator::TokenUrl() const {
  return absl::StrCat(Origin(), "/oauth/token");
}

std::string LeverSimulator::IdOf(absl::string_view collection, Ref record) {
  return lever::UuidOf(collection, record);
}

std::string LeverSimulator::StageIdOf(Ref stage) const {
  const lever::Account account = AccountNow();
  return account.stages[account.stage_of[stage]].id;
}

lever::Account LeverSimulator::AccountNow() const {
  return WithLock([this] {
    return lever::MakeAccount(company(), options_.common.awkward);
  });
}

void LeverSimulator::SetConsent(bool agrees) {
  WithLock([&] { oauth_.SetConsent(agrees); });
}

void LeverSimulator::RevokeAuthorizations() {
  WithLock([this] { oauth_.RevokeAll(); });
}

void LeverSimulator::ForgetOffsets() {
  WithLock([this] { offsets_.Forget(); });
}

int64_t LeverSimulator::TokenCalls() const {
  return WithLock([this] { return token_calls_; });
}

Reply LeverSimulator::Answer(const Request& request) {
  if (request.path == "/authorize" && request.method == "GET") {
    return oauth_.Authorize(request, Now());
  }
  if (request.path == "/oauth/token") {
    ++token_calls_;
    return oauth_.Token(request, Now());
  }
  return Api(request);
}

// The headers that every answer of the API carries, refused ones too.
void LeverSimulator::Dress(const Request& request, Reply& reply) {
  if (!absl::StartsWith(request.path, kPrefix)) return;
  reply.headers.emplace_back("x-lever-region", "global");
  reply.headers.emplace_back("x-stream-path", "dapi");
}

void LeverSimulator::Changed() { account_.reset(); }

std::map<std::string, int64_t> LeverSimulator::MoreStats() const {
  return {{"token_calls", token_calls_}};
}

void LeverSimulator::ResetMore() {
  token_calls_ = 0;
  bucket_.Forget();
  offsets_.Forget();
}

const lever::Account& LeverSimulator::account() {
  if (!account_.has_value()) {
    account_ = lever::MakeAccount(company(), options_.common.awkward);
  }
  return *account_;
}

std::optional<lever::Grant> LeverSimulator::GrantOf(
    const Request& request) const {
  absl::string_view header = request.Header("authorization").value_or("");
  if (absl::ConsumePrefix(&header, "Bearer ")) {
    const lever::Grant* grant = oauth_.Check(header, Now());
    return grant == nullptr ? std::nullopt : std::optional(*grant);
  }
  const std::optional<std::string> given = BasicKey(header);
  for (const LeverKey& key : options_.keys) {
    if (given == key.key) {
      return lever::Grant{absl::StrCat("key-", key.key), key.scopes.empty(),
                          key.scopes, key.confidential};
    }
  }
  return std::nullopt;
}

Reply LeverSimulator::Api(const Request& request) {
  const auto route = lever::FindRoute(request.path);
  // Unknown paths are not found, whoever asks.
  if (!route.has_value()) {
    return Refuse(404, "ResourceNotFound",
                  absl::StrCat(request.path, " does not exist"));
  }
  const std::optional<lever::Grant> grant = GrantOf(request);
  if (!grant.has_value()) return Unauthorized();
  if (!bucket_.Take(grant->who, Now())) {
    CountThrottled();
    return Refuse(429, "TooManyRequests", "Rate limit exceeded");
  }
  if (request.method != "GET") {
    return Refuse(405, "MethodNotAllowed",
                  absl::StrCat(request.method, " is not allowed"));
  }
  const lever::Endpoint& endpoint = *route->endpoint;
  if (!grant->MayRead(endpoint.resource)) return lever::NotGranted();
  const auto parsed = lever::ParseQuery(endpoint.parameters, endpoint.lists,
                                        endpoint.expandable, request.query);
  if (const auto* refusal = std::get_if<Reply>(&parsed)) return *refusal;
  const auto& query = std::get<lever::Query>(parsed);
  if (AsksForConfidential(query) && !grant->confidential) {
    return lever::NotGranted();
  }
  return Answer(request, *route, *grant, query);
}

Reply LeverSimulator::Answer(const Request& request, const lever::Route& route,
                             const lever::Grant& grant,
                             const lever::Query& query) {
  const lever::Scene scene{company(), account(), query,
                           grant,     Now(),     options_.common.awkward,
                           route.ids};
  lever::Outcome outcome = route.endpoint->answer(scene);
  if (auto* reply = std::get_if<Reply>(&outcome)) return *std::move(reply);
  Reply page = Page(request, std::get<lever::Listing>(outcome), scene);
  // What the scene shows may be gone after this.
  PageServed();
  return page;
}

Reply LeverSimulator::Page(const Request& request,
                           const lever::Listing& listing,
                           const lever::Scene& scene) {
  const auto& entries = listing.entries;
  lever::Offset from;
  auto begin = entries.begin();
  if (scene.query.offset.has_value()) {
    const lever::Offset* known =
        offsets_.Find(request.path, *scene.query.offset);
    if (known == nullptr) {
      return BadRequest(
          absl::StrCat("Invalid offset token: ", *scene.query.offset));
    }
    from = *known;
    // That row itself may be gone: whatever comes after it is next.
    begin = std::find_if(
        entries.begin(), entries.end(),
        [&](const lever::Entry& entry) { return !(entry.key < from.key); });
  }
  const auto left = static_cast<size_t>(entries.end() - begin);
  size_t size = static_cast<size_t>(scene.query.limit);
  // An offset names a row, so no page can be empty and lead on.
  const int short_after = options_.common.empty_page_after;
  if (short_after > 0 && from.page == short_after) size = kShortPage;
  if (!listing.paged) size = left;
  const auto end = begin + static_cast<std::ptrdiff_t>(std::min(size, left));

  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("data").BeginArray();
  for (auto entry = begin; entry != end; ++entry) {
    lever::Row row(writer, &scene.query);
    listing.write(scene, entry->ref, row);
    row.End();
  }
  writer.EndArray();
  if (listing.paged) writer.Key("hasNext").Bool(end != entries.end());
  if (end != entries.end()) {
    writer.Key("next").String(
        offsets_.Give(request.path, {end->key, from.page + 1}, listing.shape));
  }
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

}  // namespace hirewire::sim
