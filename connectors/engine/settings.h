// What a connection tells of its account, as a manifest asks for it.
#ifndef HIREWIRE_CONNECTORS_ENGINE_SETTINGS_H_
#define HIREWIRE_CONNECTORS_ENGINE_SETTINGS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

std::vector<std::string> SettingNames(const connector::v1::Manifest& manifest);

// Whether the setting may be so: its pattern matches, and it is letters, digits
// and inner hyphens, so that it stays the part of a host that it is meant for.
bool IsSettingValue(const connector::v1::Setting& setting,
                    absl::string_view value);

// ARGUMENT_INVALID names the setting: one that the manifest does not know, or a
// value that cannot be. Missing ones are found where they are needed.
absl::Status CheckSettingValues(
    const connector::v1::Manifest& manifest,
    const std::map<std::string, std::string>& values);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_SETTINGS_H_
