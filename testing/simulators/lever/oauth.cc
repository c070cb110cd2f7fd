#include "testing/simulators/lever/oauth.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "testing/simulators/json/json_writer.h"
#include "testing/simulators/lever/ids.h"

namespace hirewire::sim::lever {
namespace {

Reply Refused(int status, absl::string_view error,
              absl::string_view description) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("error").String(error);
  writer.Key("error_description").String(description).EndObject();
  return Reply::Json(status, std::move(body));
}

// One answer for every reason, as a server gives that helps no thief.
Reply InvalidGrant(absl::string_view what) {
  return Refused(403, "invalid_grant",
                 absl::StrCat("Unknown or invalid ", what, "."));
}

Reply RedirectTo(absl::string_view uri, const Parameters& parameters) {
  std::string location(uri);
  char separator = absl::StrContains(uri, '?') ? '&' : '?';
  for (const auto& [name, value] : parameters) {
    absl::StrAppend(&location, std::string(1, separator), name, "=",
                    PercentEncode(value));
    separator = '&';
  }
  return Reply::Empty(302).With("Location", location);
}

std::string Text(const Request& request, absl::string_view name) {
  return std::string(request.Parameter(name).value_or(""));
}

// Looks like a JWT; clients must treat it as opaque.
std::string MakeAccessToken(absl::string_view secret, const LeverApp& app,
                            const std::set<std::string>& scopes,
                            absl::Time now) {
  std::string claims;
  JsonWriter writer(&claims);
  writer.BeginObject().Key("https://oauth.lever.co/clientId");
  writer.String(app.client_id).Key("iss").String("https://auth.lever.co/");
  writer.Key("iat").Int(absl::ToUnixSeconds(now));
  writer.Key("exp").Int(absl::ToUnixSeconds(now + kAccessTokenLife));
  writer.Key("scope").String(absl::StrJoin(scopes, " ")).EndObject();
  return absl::StrCat(
      absl::WebSafeBase64Escape(R"({"alg":"RS256","typ":"JWT"})"), ".",
      absl::WebSafeBase64Escape(claims), ".", secret);
}

}  // namespace

const LeverApp* OAuthServer::AppOf(absl::string_view client_id) const {
  for (const LeverApp& app : options_.apps) {
    if (app.client_id == client_id) return &app;
  }
  return nullptr;
}

std::string OAuthServer::NewSecret(absl::string_view kind) {
  ++made_;
  return absl::StrCat(
      absl::Hex(Scramble(absl::StrCat(kind, made_)), absl::kZeroPad16),
      absl::Hex(Scramble(absl::StrCat(made_, kind)), absl::kZeroPad16));
}

std::optional<std::string> OAuthServer::Trouble(
    const Request& request, const LeverApp& app,
    std::set<std::string>& scopes) const {
  if (Text(request, "response_type") != "code") {
    return "unsupported_response_type";
  }
  if (Text(request, "state").empty()) return "invalid_request";
  if (Text(request, "audience") != options_.audience) return "invalid_request";
  scopes = absl::StrSplit(Text(request, "scope"), ' ', absl::SkipEmpty());
  if (scopes.empty() || scopes.size() > kMaxScopes) return "invalid_scope";
  for (const std::string& scope : scopes) {
    const bool registered = app.scopes.empty() || app.scopes.contains(scope);
    if (!IsScope(scope) || !registered) return "invalid_scope";
  }
  return std::nullopt;
}

Reply OAuthServer::Authorize(const Request& request, absl::Time now) {
  const LeverApp* app = AppOf(Text(request, "client_id"));
  const std::string redirect_uri = Text(request, "redirect_uri");
  // Nobody is sent to an address that was not registered.
  if (app == nullptr) return Refused(400, "invalid_request", "Unknown client");
  if (!app->redirect_uris.contains(redirect_uri)) {
    return Refused(403, "invalid_request", "Callback URL mismatch");
  }
  const std::string state = Text(request, "state");
  std::set<std::string> scopes;
  if (const auto error = Trouble(request, *app, scopes)) {
    return RedirectTo(redirect_uri, {{"state", state},
                                     {"error", *error},
                                     {"error_description", "Not acceptable"}});
  }
  if (!agrees_) {
    return RedirectTo(redirect_uri, {{"state", state},
                                     {"error", "access_denied"},
                                     {"error_description",
                                      "User did not authorize the request"}});
  }
  const std::string code = NewSecret("code");
  codes_[code] = {app, redirect_uri, std::move(scopes), now + kCodeLife, {}};
  return RedirectTo(redirect_uri, {{"code", code}, {"state", state}});
}

Reply OAuthServer::Token(const Request& request, absl::Time now) {
  if (request.method != "POST") {
    return Refused(404, "not_found", "Not found");
  }
  if (!absl::StartsWith(request.Header("content-type").value_or(""),
                        "application/x-www-form-urlencoded")) {
    return Refused(400, "invalid_request", "The body must be a form");
  }
  Request form;
  form.query = ParseParameters(request.body);
  const LeverApp* app = AppOf(Text(form, "client_id"));
  if (app == nullptr || app->client_secret != Text(form, "client_secret")) {
    return Refused(401, "invalid_client", "Unauthorized");
  }
  const std::string type = Text(form, "grant_type");
  if (type == "authorization_code") return Exchange(form, *app, now);
  if (type == "refresh_token") return Renew(form, *app, now);
  return Refused(400, "unsupported_grant_type", "Unsupported grant type");
}

Reply OAuthServer::Exchange(const Request& form, const LeverApp& app,
                            absl::Time now) {
  const auto found = codes_.find(Text(form, "code"));
  if (found == codes_.end()) return InvalidGrant("authorization code");
  Code& code = found->second;
  if (code.family.has_value()) {
    // Somebody else may hold what it was exchanged for.
    families_[*code.family].revoked = true;
    return InvalidGrant("authorization code");
  }
  if (code.app != &app || code.expires <= now ||
      code.redirect_uri != Text(form, "redirect_uri")) {
    return InvalidGrant("authorization code");
  }
  const size_t family = families_.size();
  code.family = family;
  Grant grant{absl::StrCat("oauth-", family), false, code.scopes,
              code.scopes.contains(std::string(kConfidential))};
  families_.push_back({&app, std::move(grant), false, now, now});
  return Issue(family, now);
}

Reply OAuthServer::Renew(const Request& form, const LeverApp& app,
                         absl::Time now) {
  const auto found = refreshes_.find(Text(form, "refresh_token"));
  if (found == refreshes_.end()) return InvalidGrant("refresh token");
  Family& family = families_[found->second.family];
  if (family.app != &app) return InvalidGrant("refresh token");
  if (found->second.rotated) family.revoked = true;
  if (family.revoked || family.begun + kRefreshTokenLife <= now ||
      family.used + kRefreshTokenIdle <= now) {
    return InvalidGrant("refresh token");
  }
  found->second.rotated = true;
  family.used = now;
  return Issue(found->second.family, now);
}

Reply OAuthServer::Issue(size_t family, absl::Time now) {
  const Family& of = families_[family];
  const std::set<std::string>& scopes = of.grant.scopes;
  const std::string access =
      MakeAccessToken(NewSecret("access"), *of.app, scopes, now);
  accesses_[access] = {family, now + kAccessTokenLife};
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("access_token").String(access);
  if (scopes.contains(std::string(kOfflineAccess))) {
    const std::string refresh = NewSecret("refresh");
    refreshes_[refresh] = {family, false};
    writer.Key("refresh_token").String(refresh);
  }
  writer.Key("scope").String(absl::StrJoin(scopes, " "));
  writer.Key("expires_in").Int(absl::ToInt64Seconds(kAccessTokenLife));
  writer.Key("token_type").String("Bearer").EndObject();
  return Reply::Json(200, std::move(body)).With("Cache-Control", "no-store");
}

const Grant* OAuthServer::Check(absl::string_view token, absl::Time now) const {
  const auto found = accesses_.find(token);
  if (found == accesses_.end() || found->second.expires <= now) return nullptr;
  const Family& family = families_[found->second.family];
  return family.revoked ? nullptr : &family.grant;
}

void OAuthServer::RevokeAll() {
  for (Family& family : families_) family.revoked = true;
}

}  // namespace hirewire::sim::lever
