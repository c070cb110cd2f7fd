#include "testing/simulators/workable/oauth.h"

#include <utility>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/workable/fields.h"

namespace hirewire::sim::workable {
namespace {

Reply Error(int status, absl::string_view error) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("error").String(error).EndObject();
  return Reply::Json(status, std::move(body));
}

bool IsKnownScope(absl::string_view scope) {
  constexpr absl::string_view kScopes[] = {
      "r_jobs",         "r_candidates",   "w_candidates", "w_comments",
      "r_offers",       "w_offers",       "r_account",    "w_departments",
      "r_requisitions", "w_requisitions", "w_members",    "r_employees",
      "w_employees",    "r_timeoff",      "w_timeoff"};
  for (const absl::string_view known : kScopes) {
    if (known == scope) return true;
  }
  return false;
}

// The secret goes into the form; a Basic header is not looked at.
bool IsClient(const Request& form) {
  return form.Parameter("client_id") == kClientId &&
         form.Parameter("client_secret") == kClientSecret;
}

const Grant& AccountGrant() {
  static const auto& grant = *new Grant{.account = true, .client = "account"};
  return grant;
}

}  // namespace

Reply Oauth::Answer(const Request& request, absl::Time now) {
  if (request.path == "/oauth/authorize" && request.method == "GET") {
    return Authorize(request, now);
  }
  if (request.method != "POST") return Error(404, "Not found");
  Request form;
  form.query = ParseParameters(request.body);
  if (request.path == "/oauth/token") return Token(form, now);
  if (request.path == "/oauth/revoke") return Revoke(form);
  return Error(404, "Not found");
}

Reply Oauth::Authorize(const Request& request, absl::Time now) {
  const auto get = [&](absl::string_view name) {
    return std::string(request.Parameter(name).value_or(""));
  };
  const std::string redirect_uri = get("redirect_uri");
  if (get("client_id") != kClientId) return Error(401, "invalid_client");
  if (!absl::StartsWith(redirect_uri, "http")) {
    return Error(400, "invalid_redirect_uri");
  }
  if (get("response_type") != "code" || get("resource") != "user") {
    return Error(400, "invalid_request");
  }
  Code code{redirect_uri, {}, now + kCodeLifetime};
  for (const absl::string_view scope :
       absl::StrSplit(get("scope"), ' ', absl::SkipEmpty())) {
    if (!IsKnownScope(scope)) return Error(400, "invalid_scope");
    code.scopes.emplace(scope);
  }
  if (code.scopes.empty()) return Error(400, "invalid_scope");
  const std::string secret = NewSecret("code-");
  codes_[secret] = std::move(code);
  std::string location = absl::StrCat(
      redirect_uri, absl::StrContains(redirect_uri, '?') ? "&" : "?",
      "code=", secret);
  if (const auto state = request.Parameter("state")) {
    absl::StrAppend(&location, "&state=", PercentEncode(*state));
  }
  return Reply::Empty(302).With("Location", std::move(location));
}

Reply Oauth::Token(const Request& form, absl::Time now) {
  if (!IsClient(form)) return Error(401, "invalid_client");
  const absl::string_view type = form.Parameter("grant_type").value_or("");
  if (type == "authorization_code") {
    // Whatever comes of it, a code is good for one try.
    auto used =
        codes_.extract(std::string(form.Parameter("code").value_or("")));
    if (used.empty() || used.mapped().expires <= now ||
        form.Parameter("redirect_uri") != used.mapped().redirect_uri) {
      return Error(400, "invalid_grant");
    }
    return GiveTokens(used.mapped().scopes, now);
  }
  if (type == "refresh_token") {
    auto used = refreshes_.extract(
        std::string(form.Parameter("refresh_token").value_or("")));
    if (used.empty()) return Error(400, "invalid_grant");
    return GiveTokens(used.mapped(), now);
  }
  return Error(400, "unsupported_grant_type");
}

Reply Oauth::GiveTokens(const std::set<std::string>& scopes, absl::Time now) {
  const std::string access = NewSecret("access-");
  const std::string refresh = NewSecret("refresh-");
  accesses_[access] = {{.scopes = scopes, .client = std::string(kClientId)},
                       now + kAccessLifetime,
                       refresh};
  refreshes_[refresh] = scopes;
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject();
  Fields(writer)
      .Text("access_token", access)
      .Text("token_type", "bearer")
      .Int("expires_in", absl::ToInt64Seconds(kAccessLifetime))
      .Text("refresh_token", refresh)
      .Text("scope", absl::StrJoin(scopes, " "))
      .Int("created_at", absl::ToUnixSeconds(now));
  writer.EndObject();
  return Reply::Json(200, std::move(body));
}

Reply Oauth::Revoke(const Request& form) {
  if (!IsClient(form)) return Error(401, "invalid_client");
  // Unknown tokens are as good as revoked.
  auto ended =
      accesses_.extract(std::string(form.Parameter("token").value_or("")));
  if (!ended.empty()) refreshes_.erase(ended.mapped().refresh);
  return Reply::Json(200, "{}");
}

const Grant* Oauth::Check(const Request& request, absl::Time now) const {
  absl::string_view header = request.Header("authorization").value_or("");
  if (!absl::ConsumePrefix(&header, "Bearer ")) return nullptr;
  if (header == kApiKey) return &AccountGrant();
  const auto found = accesses_.find(std::string(header));
  if (found == accesses_.end() || found->second.expires <= now) return nullptr;
  return &found->second.grant;
}

void Oauth::RevokeAll() {
  codes_.clear();
  accesses_.clear();
  refreshes_.clear();
}

std::string Oauth::NewSecret(absl::string_view prefix) {
  ++made_;
  return absl::StrCat(prefix, made_, "-",
                      absl::Hex(absl::HashOf(prefix, made_)));
}

}  // namespace hirewire::sim::workable
