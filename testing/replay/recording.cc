#include "testing/replay/recording.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/json/parser.h"
#include "base/json/raw.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "base/status/macros.h"

namespace hirewire::sim {
namespace {

// How many records a page has; what is on it does not depend on that here.
constexpr absl::string_view kPageSizes[] = {"limit", "per_page", "page_size"};
// Where a page begins: a recording without it is another page.
constexpr absl::string_view kPositions[] = {
    "offset",   "cursor",   "page",           "page_token",
    "since_id", "after_id", "starting_after", "syncToken"};

template <typename Names>
bool Among(absl::string_view name, const Names& names) {
  absl::ConsumePrefix(&name, "body.");
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

absl::Status Wrong(absl::string_view name, size_t index,
                   absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": exchange ", index, " ", what));
}

std::string TextOf(const json::Value& value) {
  return value.is_string() ? std::string(value.AsString()) : json::Write(value);
}

void AddBody(const json::Value& body, Parameters& parameters) {
  for (const json::Member member : body.members()) {
    parameters.emplace_back(absl::StrCat("body.", member.key),
                            json::Write(member.value));
  }
}

absl::StatusOr<Recording> ParseOne(absl::string_view name, size_t index,
                                   const json::Value& exchange,
                                   absl::string_view raw) {
  const auto method = exchange.Find("method");
  const auto path = exchange.Find("path");
  if (!method.has_value() || !method->is_string() || !path.has_value() ||
      !path->is_string()) {
    return Wrong(name, index, "lacks method or path");
  }
  Recording recording;
  recording.method = std::string(method->AsString());
  recording.path = std::string(path->AsString());
  if (const auto status = exchange.Find("status")) {
    if (status->kind() != json::Kind::kInt64) {
      return Wrong(name, index, "has a status that is no number");
    }
    recording.status = static_cast<int>(status->AsInt64());
  }
  if (const auto query = exchange.Find("query")) {
    for (const json::Member member : query->members()) {
      // A list stands for a parameter that repeats.
      for (const json::Value item : member.value.items()) {
        recording.parameters.emplace_back(member.key, TextOf(item));
      }
      if (member.value.is_array()) continue;
      recording.parameters.emplace_back(member.key, TextOf(member.value));
    }
  }
  if (const auto body = exchange.Find("request_body")) {
    AddBody(*body, recording.parameters);
  }
  const auto response = json::RawAt(raw, "response");
  if (!response.ok()) return Wrong(name, index, "lacks a response");
  recording.response = std::make_shared<const std::string>(*response);
  return recording;
}

}  // namespace

absl::StatusOr<std::vector<Recording>> ParseRecordings(absl::string_view name,
                                                       absl::string_view text) {
  const auto document = json::Parse(std::string(text));
  if (!document.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", document.status().ToString()));
  }
  if (!document->root().is_array()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": not a list of exchanges"));
  }
  const auto raws = json::RawElements(document->source(), "");
  if (!raws.ok()) return raws.status();
  std::vector<Recording> recordings;
  for (const json::Value exchange : document->root().items()) {
    const size_t index = recordings.size();
    HW_ASSIGN_OR_RETURN(Recording recording,
                        ParseOne(name, index, exchange, (*raws)[index]));
    recordings.push_back(std::move(recording));
  }
  return recordings;
}

Parameters ParametersOf(const Request& request) {
  Parameters parameters = request.query;
  if (request.body.empty()) return parameters;
  // A body that is not JSON has no parameters.
  if (const auto body = json::Parse(request.body); body.ok()) {
    AddBody(body->root(), parameters);
  }
  return parameters;
}

std::optional<Fit> FitOf(const Recording& recording,
                         const Parameters& parameters) {
  Fit fit;
  for (const auto& recorded : recording.parameters) {
    const bool equal = std::find(parameters.begin(), parameters.end(),
                                 recorded) != parameters.end();
    if (equal) {
      ++fit.equal;
    } else if (!Among(recorded.first, kPageSizes)) {
      return std::nullopt;
    }
  }
  for (const auto& given : parameters) {
    const bool equal =
        std::find(recording.parameters.begin(), recording.parameters.end(),
                  given) != recording.parameters.end();
    if (equal || Among(given.first, kPageSizes)) continue;
    if (Among(given.first, kPositions)) return std::nullopt;
    fit.unrecorded.push_back(given.first);
  }
  return fit;
}

}  // namespace hirewire::sim
