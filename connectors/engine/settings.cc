#include "connectors/engine/settings.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/expr/pattern.h"
#include "base/status/error.h"

namespace hirewire::engine {
namespace {

// A label of a host name (RFC 1123, 2.1).
constexpr char kLabel[] = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

absl::Status Wrong(const std::string& name, const std::string& why) {
  const std::string field = absl::StrCat("settings.", name);
  return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
      .With("field", field)
      .Message(absl::StrCat(field, " ", why));
}

}  // namespace

std::vector<std::string> SettingNames(const connector::v1::Manifest& manifest) {
  std::vector<std::string> names;
  for (const auto& setting : manifest.settings()) {
    names.push_back(setting.name());
  }
  return names;
}

bool IsSettingValue(const connector::v1::Setting& setting,
                    absl::string_view value) {
  return expr::MatchesWhole(value, kLabel) &&
         (setting.pattern().empty() ||
          expr::MatchesWhole(value, setting.pattern()));
}

absl::Status CheckSettingValues(
    const connector::v1::Manifest& manifest,
    const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values) {
    const auto found = std::find_if(
        manifest.settings().begin(), manifest.settings().end(),
        [&](const auto& setting) { return setting.name() == name; });
    if (found == manifest.settings().end()) {
      return Wrong(name, absl::StrCat("is nothing that ",
                                      manifest.display_name(), " asks for"));
    }
    if (!IsSettingValue(*found, value)) {
      return Wrong(name,
                   absl::StrCat("is no value that can be; ", found->label(),
                                ", such as ", found->example()));
    }
  }
  return absl::OkStatus();
}

}  // namespace hirewire::engine
