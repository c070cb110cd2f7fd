#include "connectors/engine/uri_template.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/http/url.h"

namespace hirewire::engine {

absl::StatusOr<UriTemplate> UriTemplate::Compile(
    absl::string_view text, const std::vector<std::string>& known) {
  UriTemplate compiled;
  while (!text.empty()) {
    const size_t open = text.find_first_of("{}");
    if (open != 0) {
      compiled.parts_.push_back({std::string(text.substr(0, open)), false});
    }
    if (open == absl::string_view::npos) break;
    const size_t close = text.find('}', open);
    if (text[open] == '}' || close == absl::string_view::npos) {
      return absl::InvalidArgumentError("a brace without its other half");
    }
    std::string name(text.substr(open + 1, close - open - 1));
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("unknown variable {", name, "}"));
    }
    compiled.parts_.push_back({std::move(name), true});
    text.remove_prefix(close + 1);
  }
  return compiled;
}

std::optional<std::string> UriTemplate::Expand(const Variables& variables,
                                               Escaping escaping) const {
  std::string out;
  for (const Part& part : parts_) {
    if (!part.is_variable) {
      out += part.text;
      continue;
    }
    const auto found = variables.find(part.text);
    if (found == variables.end()) return std::nullopt;
    out += escaping == kEscape ? http::PercentEncode(found->second)
                               : found->second;
  }
  return out;
}

bool UriTemplate::has_variables() const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [](const Part& part) { return part.is_variable; });
}

}  // namespace hirewire::engine
