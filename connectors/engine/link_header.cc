#include "connectors/engine/link_header.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace hirewire::engine {
namespace {

// Whether `parameters` (what follows <target>, up to the next link) name the
// relation: rel="next", rel=next or rel="prev next".
bool HasRelation(absl::string_view parameters, absl::string_view relation) {
  for (absl::string_view parameter : absl::StrSplit(parameters, ';')) {
    const std::vector<absl::string_view> pair =
        absl::StrSplit(parameter, absl::MaxSplits('=', 1));
    if (pair.size() != 2) continue;
    if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(pair[0]), "rel")) {
      continue;
    }
    absl::string_view value = absl::StripAsciiWhitespace(pair[1]);
    value = absl::StripSuffix(absl::StripPrefix(value, "\""), "\"");
    for (const absl::string_view word : absl::StrSplit(value, ' ')) {
      if (absl::EqualsIgnoreCase(word, relation)) return true;
    }
  }
  return false;
}

std::optional<std::string> FindIn(absl::string_view header,
                                  absl::string_view relation) {
  while (true) {
    const size_t open = header.find('<');
    if (open == absl::string_view::npos) return std::nullopt;
    const size_t close = header.find('>', open);
    if (close == absl::string_view::npos) return std::nullopt;
    const absl::string_view target = header.substr(open + 1, close - open - 1);
    header.remove_prefix(close + 1);
    // The next link begins at the next "<", behind a comma.
    const absl::string_view parameters = header.substr(0, header.find('<'));
    if (HasRelation(
            absl::StripSuffix(absl::StripAsciiWhitespace(parameters), ","),
            relation)) {
      return std::string(target);
    }
  }
}

}  // namespace

std::optional<std::string> FindLink(const http::Headers& headers,
                                    absl::string_view relation) {
  for (const auto& [name, value] : headers) {
    if (!absl::EqualsIgnoreCase(name, "link")) continue;
    if (auto link = FindIn(value, relation)) return link;
  }
  return std::nullopt;
}

}  // namespace hirewire::engine
