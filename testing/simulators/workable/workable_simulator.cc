#include "testing/simulators/workable/workable_simulator.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "testing/simulators/workable/endpoints.h"
#include "testing/simulators/workable/ids.h"
#include "testing/simulators/workable/pipeline.h"
#include "testing/simulators/workable/profile.h"
#include "testing/simulators/workable/query.h"

namespace hirewire::sim {
namespace {

using workable::Grant;
using workable::Kind;

constexpr absl::Duration kWindow = absl::Seconds(10);
constexpr int kAccountCalls = 10;
constexpr int kPartnerCalls = 50;
// Every so many-th answer comes without the headers of the rate limit.
constexpr int64_t kBareAnswer = 16;

bool Has(const Grant& grant, absl::string_view scope) {
  return grant.account || grant.scopes.count(std::string(scope)) > 0;
}

}  // namespace

WorkableSimulator::WorkableSimulator(SimulatorOptions options)
    : Simulator(std::move(options)),
      account_window_(this->options().rate_limits ? kAccountCalls : 0, kWindow),
      partner_window_(this->options().rate_limits ? kPartnerCalls : 0,
                      kWindow) {}

WorkableSimulator::~WorkableSimulator() { Stop(); }

Login WorkableSimulator::login() const {
  return {.vendor = "workable",
          .base_url = absl::StrCat(Origin(), workable::kApiPrefix),
          .api_key = std::string(workable::kApiKey)};
}

Reply WorkableSimulator::Answer(const Request& request) {
  if (absl::StartsWith(request.path, "/oauth/")) {
    ++token_calls_;
    return oauth_.Answer(request, Now());
  }
  if (absl::StartsWith(request.path, "/storage/")) {
    return workable::Download(ViewFor(request, false), request);
  }
  return Api(request);
}

Reply WorkableSimulator::Api(const Request& request) {
  const Grant* grant = oauth_.Check(request, Now());
  if (grant == nullptr) return workable::Refuse(401, "Not authorized");
  if (!WindowOf(*grant).Take(grant->client, Now())) {
    CountThrottled();
    return workable::Refuse(429, "Too many requests");
  }
  const auto route = workable::FindRoute(request.path);
  if (!route.has_value() || request.method != "GET") {
    return workable::NotFound();
  }
  // What the token may not do looks like a bad token.
  if (!Has(*grant, route->endpoint->scope)) {
    return workable::Refuse(401, "Not authorized");
  }
  workable::ParsedQuery parsed =
      workable::ParseQuery(request.query, route->endpoint->parameters);
  if (parsed.error.has_value()) return *std::move(parsed.error);
  Reply reply =
      route->endpoint->answer(ViewFor(request, !grant->account),
                              {route->names, std::move(parsed.query)});
  if (reply.status == 200) PageServed();
  return reply;
}

void WorkableSimulator::Dress(const Request& request, Reply& reply) {
  if (!absl::StartsWith(request.path, workable::kApiPrefix)) return;
  const absl::Time now = Now();
  const Grant* grant = oauth_.Check(request, now);
  if (grant == nullptr) return;
  // But who is sent away always learns until when.
  if (++dressed_ % kBareAnswer == 0 && reply.status != 429) return;
  RateWindow& window = WindowOf(*grant);
  const auto add = [&](const char* name, int64_t value) {
    reply.headers.emplace_back(name, absl::StrCat(value));
  };
  add("X-Rate-Limit-Limit", window.limit());
  add("X-Rate-Limit-Remaining", window.Remaining(grant->client, now));
  add("X-Rate-Limit-Reset", absl::ToUnixSeconds(window.ResetAt(now)));
}

void WorkableSimulator::Changed() { index_.reset(); }

std::map<std::string, int64_t> WorkableSimulator::MoreStats() const {
  return {{"token_calls", token_calls_}};
}

void WorkableSimulator::ResetMore() { token_calls_ = 0; }

workable::View WorkableSimulator::ViewFor(const Request& request,
                                          bool user_token) {
  if (!index_.has_value()) index_ = workable::MakeIndex(company());
  const auto host = request.Header("host");
  return {
      .company = company(),
      .index = *index_,
      .now = Now(),
      .origin = host.has_value() ? absl::StrCat("http://", *host) : Origin(),
      .user_token = user_token,
      .short_page_after = options().empty_page_after};
}

RateWindow& WorkableSimulator::WindowOf(const Grant& grant) {
  return grant.account ? account_window_ : partner_window_;
}

void WorkableSimulator::RevokeTokens() {
  WithLock([this] { oauth_.RevokeAll(); });
}

std::string WorkableSimulator::IdOf(absl::string_view collection,
                                    Ref record) const {
  if (collection == "jobs") return workable::Shortcode(record);
  if (collection == "legal_entities") return workable::LegalEntityId(record);
  if (collection == "stages") {
    return WithLock(
        [&] { return absl::StrCat(workable::StageOf(company(), record).id); });
  }
  static const auto* const kinds = new std::map<std::string, Kind, std::less<>>{
      {"candidates", Kind::kCandidate},
      {"members", Kind::kMember},
      {"departments", Kind::kDepartment},
      {"events", Kind::kEvent},
      {"requisitions", Kind::kRequisition},
      {"disqualification_reasons", Kind::kReason},
      {"custom_attributes", Kind::kAttribute},
      {"recruiters", Kind::kRecruiter},
  };
  const auto found = kinds->find(collection);
  return found == kinds->end() ? "" : workable::IdOf(found->second, record);
}

}  // namespace hirewire::sim
