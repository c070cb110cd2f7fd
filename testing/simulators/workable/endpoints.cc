#include "testing/simulators/workable/endpoints.h"

#include <utility>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace hirewire::sim::workable {
namespace {

const std::vector<Endpoint>& AllEndpoints() {
  static const auto& endpoints = *[] {
    auto* all = new std::vector<Endpoint>();
    AddCandidateEndpoints(*all);
    AddJobEndpoints(*all);
    AddHiringEndpoints(*all);
    AddAccountEndpoints(*all);
    return all;
  }();
  return endpoints;
}

bool Fits(const std::vector<absl::string_view>& words,
          absl::string_view pattern, std::vector<std::string>& names) {
  const std::vector<absl::string_view> wanted = absl::StrSplit(pattern, '/');
  if (wanted.size() != words.size()) return false;
  for (size_t i = 0; i < words.size(); ++i) {
    if (wanted[i] == ":") {
      names.emplace_back(words[i]);
    } else if (wanted[i] != words[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<Route> FindRoute(absl::string_view path) {
  if (!absl::ConsumePrefix(&path, kApiPrefix)) return std::nullopt;
  const std::vector<absl::string_view> words = absl::StrSplit(path, '/');
  for (const Endpoint& endpoint : AllEndpoints()) {
    std::vector<std::string> names;
    if (Fits(words, endpoint.pattern, names)) {
      return Route{&endpoint, std::move(names)};
    }
  }
  return std::nullopt;
}

}  // namespace hirewire::sim::workable
