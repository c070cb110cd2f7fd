#include "testing/simulators/greenhouse/tokens.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "testing/simulators/greenhouse/row.h"
#include "testing/simulators/greenhouse/signed_link.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim {
namespace {

constexpr absl::string_view kClientIdSuffix = "-harvest-v3";

Reply Message(int status, absl::string_view message) {
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("message").String(message);
  writer.Key("errorId").String("err-simulated").EndObject();
  return Reply::Json(status, std::move(body));
}

Reply InvalidClient() {
  return Reply::Json(401, R"({"error":"invalid_client"})");
}

// The id and secret of an Authorization: Basic header.
std::optional<std::pair<std::string, std::string>> BasicOf(
    const Request& request) {
  absl::string_view header = request.Header("authorization").value_or("");
  std::string decoded;
  if (!absl::ConsumePrefix(&header, "Basic ")) return std::nullopt;
  if (!absl::Base64Unescape(header, &decoded)) return std::nullopt;
  const std::pair<std::string, std::string> pair =
      absl::StrSplit(decoded, absl::MaxSplits(':', 1));
  // Clients that follow RFC 6749 encode both as form values.
  return std::make_pair(PercentDecode(pair.first, true),
                        PercentDecode(pair.second, true));
}

// Looks like a JWT; clients must treat it as opaque.
std::string MakeToken(int64_t number, const Grant& grant) {
  const std::string claims =
      absl::StrCat("{\"silo\":\"101\",\"jti\":", number,
                   ",\"sub\":", grant.subject.value_or(0),
                   ",\"exp\":", absl::ToUnixSeconds(grant.expires), "}");
  const std::string unsigned_token =
      absl::StrCat(absl::WebSafeBase64Escape(R"({"alg":"HS256","typ":"JWT"})"),
                   ".", absl::WebSafeBase64Escape(claims));
  return absl::StrCat(unsigned_token, ".", Checksum(unsigned_token));
}

}  // namespace

Tokens::Identified Tokens::Identify(const Request& request) const {
  const auto basic = BasicOf(request);
  if (!basic.has_value()) return {nullptr, Message(401, "Unauthorized")};
  if (!absl::EndsWith(basic->first, kClientIdSuffix)) {
    return {nullptr,
            Message(400, absl::StrCat("client_id=", basic->first,
                                      " does not contain a valid client ID "
                                      "suffix"))};
  }
  for (const GreenhouseCredential& credential : credentials_) {
    if (credential.client_id == basic->first &&
        credential.client_secret == basic->second) {
      return {&credential, Reply()};
    }
  }
  return {nullptr, InvalidClient()};
}

Reply Tokens::Issue(const Request& request,
                    const GreenhouseCredential& credential, absl::Time now,
                    const std::function<bool(int64_t)>& user_exists) {
  Request form;
  form.query = ParseParameters(request.body);
  const absl::string_view type = form.Parameter("grant_type").value_or("");
  if (type != "client_credentials") {
    return Message(400,
                   "grant_type must be one of authorization_code, "
                   "refresh_token, client_credentials, "
                   "urn:ietf:params:oauth:grant-type:token-exchange");
  }
  Grant grant{&credential, std::nullopt, now + kTokenLifetime};
  if (const auto subject = form.Parameter("sub")) {
    int64_t id = 0;
    if (!absl::SimpleAtoi(*subject, &id) || !user_exists(id)) {
      return Message(400, "sub is not a user of this organization");
    }
    grant.subject = id;
  }
  const std::string token = MakeToken(++issued_, grant);
  grants_[token] = grant;
  std::string body;
  JsonWriter writer(&body);
  writer.BeginObject().Key("token_type").String("Bearer");
  writer.Key("access_token").String(token);
  writer.Key("expires_in").Int(absl::ToInt64Seconds(kTokenLifetime));
  writer.Key("expires_at").String(TimeText(grant.expires)).EndObject();
  return Reply::Json(200, std::move(body));
}

const Grant* Tokens::Check(const Request& request, absl::Time now) const {
  absl::string_view header = request.Header("authorization").value_or("");
  if (!absl::ConsumePrefix(&header, "Bearer ")) return nullptr;
  const auto found = grants_.find(std::string(header));
  if (found == grants_.end() || found->second.expires <= now) return nullptr;
  return &found->second;
}

}  // namespace hirewire::sim
