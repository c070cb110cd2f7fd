#include "testing/simulators/teamtailor/teamtailor_simulator.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "testing/simulators/teamtailor/document.h"

namespace hirewire::sim {
namespace {

using teamtailor::FindCollection;
using teamtailor::PageInfo;
using teamtailor::ParsedQuery;
using teamtailor::ParseQuery;
using teamtailor::Query;
using teamtailor::Refuse;

constexpr char kKey[] = "simulated-key";
constexpr int kCalls = 50;
constexpr absl::Duration kWindow = absl::Seconds(10);

Reply NotFound(absl::string_view what) {
  return Refuse(
      404, "Record not found",
      absl::StrCat("The record identified by ", what, " could not be found."),
      "404");
}

bool IsVersion(absl::string_view text) {
  return text.size() == 8 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// "http://HOST/v1", as the client calls it.
std::string BaseOf(const Request& request) {
  return absl::StrCat("http://", request.Header("host").value_or("localhost"),
                      "/v1");
}

std::string PageUrl(const Request& request, int64_t page) {
  std::vector<std::string> parameters;
  for (const auto& [name, value] : request.query) {
    if (name == "page[number]") continue;
    parameters.push_back(
        absl::StrCat(PercentEncode(name), "=", PercentEncode(value)));
  }
  parameters.push_back(absl::StrCat(PercentEncode("page[number]"), "=", page));
  absl::string_view path = request.path;
  absl::ConsumePrefix(&path, "/v1");
  return absl::StrCat(BaseOf(request), path, "?",
                      absl::StrJoin(parameters, "&"));
}

}  // namespace

TeamtailorSimulator::TeamtailorSimulator(SimulatorOptions options)
    : Simulator(options), window_(options.rate_limits ? kCalls : 0, kWindow) {}

TeamtailorSimulator::~TeamtailorSimulator() { Stop(); }

Login TeamtailorSimulator::login() const {
  return {.vendor = "teamtailor",
          .base_url = absl::StrCat(Origin(), "/v1"),
          .api_key = kKey};
}

Reply TeamtailorSimulator::Answer(const Request& request) {
  if (auto refusal = Refusal(request)) return *std::move(refusal);
  absl::string_view path = request.path;
  if (request.method != "GET" || !absl::ConsumePrefix(&path, "/v1/")) {
    return NotFound(request.path);
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(path, '/');
  const Collection* collection = FindCollection(parts[0]);
  if (collection == nullptr || parts.size() > 3) return NotFound(request.path);
  if (parts.size() == 1) {
    return List(request, *collection, collection->ids(company()));
  }
  int64_t id = 0;
  const std::vector<int64_t> ids = collection->ids(company());
  if (!absl::SimpleAtoi(parts[1], &id) ||
      !std::binary_search(ids.begin(), ids.end(), id)) {
    return NotFound(parts[1]);
  }
  return parts.size() == 2 ? Get(request, *collection, id)
                           : Below(request, *collection, id, parts[2]);
}

// The reset counts the seconds that are left.
void TeamtailorSimulator::Dress(const Request& request, Reply& reply) {
  const absl::Time now = Now();
  const absl::Duration left = window_.ResetAt(now) - now;
  reply.headers.emplace_back("X-Rate-Limit-Limit",
                             absl::StrCat(window_.limit()));
  reply.headers.emplace_back("X-Rate-Limit-Remaining",
                             absl::StrCat(window_.Remaining(kKey, now)));
  reply.headers.emplace_back(
      "X-Rate-Limit-Reset",
      absl::StrCat(absl::ToInt64Seconds(absl::Ceil(left, absl::Seconds(1)))));
  reply.headers.emplace_back(
      "Date",
      absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", now, absl::UTCTimeZone()));
  if (reply.content_type == "application/json") {
    reply.content_type = "application/vnd.api+json";
  }
}

std::optional<Reply> TeamtailorSimulator::Refusal(const Request& request) {
  if (request.Header("authorization").value_or("") !=
      absl::StrCat("Token token=", kKey)) {
    return Refuse(401, "Unauthorized", "Access denied", "401");
  }
  if (!IsVersion(request.Header("x-api-version").value_or(""))) {
    return Refuse(406, "Not acceptable", "X-Api-Version is missing or invalid",
                  "406");
  }
  if (window_.Take(kKey, Now())) return std::nullopt;
  CountThrottled();
  return Refuse(429, "Too many requests", "Rate limit exceeded", "429");
}

Reply TeamtailorSimulator::List(const Request& request,
                                const Collection& collection,
                                const std::vector<int64_t>& ids) {
  ParsedQuery parsed = ParseQuery(collection, request.query, /*single=*/false);
  if (parsed.refusal.has_value()) return *std::move(parsed.refusal);
  const Query& query = parsed.query;
  std::vector<int64_t> found;
  for (const int64_t id : ids) {
    const bool all = query.conditions.empty() || [&] {
      const teamtailor::Resource resource = collection.make(company(), id);
      return std::all_of(query.conditions.begin(), query.conditions.end(),
                         [&](const auto& holds) { return holds(resource); });
    }();
    if (all) found.push_back(id);
  }
  const int64_t total = static_cast<int64_t>(found.size());
  int64_t pages = std::max<int64_t>(1, (total + query.size - 1) / query.size);
  int64_t begin = (query.page - 1) * query.size;
  const int64_t empty =
      options().empty_page_after > 0 && pages > options().empty_page_after
          ? options().empty_page_after + 1
          : 0;
  if (empty > 0) ++pages;
  if (empty > 0 && query.page > empty) begin -= query.size;
  const int64_t from = std::min(begin, total);
  const int64_t to =
      query.page == empty ? from : std::min(begin + query.size, total);
  PageInfo info = {.records = total, .pages = pages, .links = {}};
  info.links["first"] = PageUrl(request, 1);
  info.links["last"] = PageUrl(request, pages);
  if (query.page < pages) info.links["next"] = PageUrl(request, query.page + 1);
  Reply reply =
      Reply::Json(200, WritePage(company(), BaseOf(request), collection,
                                 {found.begin() + from, found.begin() + to},
                                 query.includes, info));
  PageServed();
  return reply;
}

Reply TeamtailorSimulator::Get(const Request& request,
                               const Collection& collection, int64_t id) {
  ParsedQuery parsed = ParseQuery(collection, request.query, /*single=*/true);
  if (parsed.refusal.has_value()) return *std::move(parsed.refusal);
  return Reply::Json(200, WriteOne(company(), BaseOf(request), collection, id,
                                   parsed.query.includes));
}

Reply TeamtailorSimulator::Below(const Request& request,
                                 const Collection& parent, int64_t id,
                                 absl::string_view relation) {
  const teamtailor::Relation* found = parent.FindRelation(relation);
  if (found == nullptr || !found->many) return NotFound(relation);
  const teamtailor::Resource resource = parent.make(company(), id);
  const auto related = resource.related.find(std::string(relation));
  return List(request, *FindCollection(found->type),
              related == resource.related.end() ? std::vector<int64_t>{}
                                                : related->second);
}

}  // namespace hirewire::sim
