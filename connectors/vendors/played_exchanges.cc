#include "connectors/vendors/played_exchanges.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "base/status/macros.h"

namespace hirewire::vendors {
namespace {

std::string TextOf(const json::Value& value) {
  return value.is_string() ? std::string(value.AsString()) : json::Write(value);
}

// The value with the members of its own object in order of name.
std::string Sorted(const json::Value& body) {
  if (!body.is_object()) return json::Write(body);
  std::map<std::string, std::string> members;
  for (const auto& [name, value] : body.members()) {
    members[std::string(name)] = json::Write(value);
  }
  const auto member = [](std::string* out, const auto& entry) {
    json::AppendQuoted(entry.first, *out);
    absl::StrAppend(out, ":", entry.second);
  };
  return absl::StrCat("{", absl::StrJoin(members, ",", member), "}");
}

std::string Spell(absl::string_view method, absl::string_view path,
                  http::QueryParams query, absl::string_view body) {
  std::sort(query.begin(), query.end());
  std::string text = absl::StrCat(method, " ", path);
  absl::string_view before = "?";
  for (const auto& [name, value] : query) {
    absl::StrAppend(&text, before, name, "=", value);
    before = "&";
  }
  if (!body.empty()) absl::StrAppend(&text, " ", body);
  return text;
}

http::Response ResponseOf(const json::Value& exchange) {
  http::Response response;
  response.status = 200;
  if (const auto status = exchange.Find("status")) {
    response.status = static_cast<int>(status->AsInt64());
  }
  if (const auto body = exchange.Find("response")) {
    response.body = json::Write(*body);
  } else if (const auto text = exchange.Find("response_text")) {
    response.body = std::string(text->AsString());
  }
  if (const auto headers = exchange.Find("response_headers")) {
    for (const auto& [name, value] : headers->members()) {
      response.headers.emplace_back(std::string(name), TextOf(value));
    }
  }
  return response;
}

}  // namespace

absl::Status PlayedExchanges::Load(absl::string_view exchanges) {
  HW_ASSIGN_OR_RETURN(const json::Document document,
                      json::Parse(std::string(exchanges)));
  if (!document.root().is_array()) {
    return absl::InvalidArgumentError("exchanges are a JSON list");
  }
  for (const json::Value exchange : document.root().items()) {
    const auto method = exchange.Find("method");
    const auto path = exchange.Find("path");
    if (!method || !method->is_string() || !path || !path->is_string()) {
      return absl::InvalidArgumentError("an exchange has a method and a path");
    }
    http::QueryParams query;
    if (const auto parameters = exchange.Find("query")) {
      for (const auto& [name, value] : parameters->members()) {
        query.emplace_back(std::string(name), TextOf(value));
      }
    }
    const auto body = exchange.Find("body");
    exchanges_.push_back({Spell(method->AsString(), path->AsString(), query,
                                body ? Sorted(*body) : ""),
                          ResponseOf(exchange)});
  }
  return absl::OkStatus();
}

http::Response PlayedExchanges::Find(const http::Request& request) {
  ++requests_;
  const auto url = http::Url::Parse(request.url);
  std::string asked = "a URL that is none";
  if (url.ok()) {
    const auto body = json::Parse(request.body);
    asked = Spell(request.method, url->path(), http::ParseQuery(url->query()),
                  body.ok() ? Sorted(body->root()) : request.body);
    for (Exchange& exchange : exchanges_) {
      if (exchange.played || exchange.request != asked) continue;
      exchange.played = true;
      return exchange.response;
    }
    const auto found = by_path_.find(url->path());
    if (found != by_path_.end()) return {200, {}, found->second};
  }
  unanswered_.push_back(std::move(asked));
  return {404, {}, "{}"};
}

Async<http::Response> PlayedExchanges::Send(const traffic::Call& call) {
  http::Response response = Find(call.request);
  ++call.cost->vendor_calls;
  const traffic::Verdict verdict = call.classify(response);
  if (verdict.action != traffic::Verdict::Action::kAccept) {
    co_return verdict.status;
  }
  co_return response;
}

std::vector<std::string> PlayedExchanges::Unplayed() const {
  std::vector<std::string> unplayed;
  for (const Exchange& exchange : exchanges_) {
    if (!exchange.played) unplayed.push_back(exchange.request);
  }
  return unplayed;
}

}  // namespace hirewire::vendors
