#include "services/server/served_parts.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace hirewire::server {

namespace {

absl::Status CheckTokenService(const Config& config, const ServedParts& parts) {
  const bool told = !config.token_service.empty();
  if (parts.auth && told) {
    return absl::InvalidArgumentError(
        "token_service is for processes that do not serve auth");
  }
  if (parts.auth || (told && !config.token_service_ca.empty() &&
                     !config.token_service_cert.empty() &&
                     !config.token_service_key.empty())) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "a process that does not serve auth needs token_service, "
      "token_service_ca, token_service_cert and token_service_key");
}

}  // namespace

absl::StatusOr<ServedParts> ReadServedParts(const Config& config) {
  ServedParts parts;
  for (absl::string_view name :
       absl::StrSplit(config.services, ',', absl::SkipWhitespace())) {
    name = absl::StripAsciiWhitespace(name);
    const bool all = name == "all";
    if (!all && name != "auth" && name != "catalog" && name != "connectors") {
      return absl::InvalidArgumentError(
          absl::StrCat("services: \"", name,
                       "\" is none: auth, catalog, connectors, or all"));
    }
    parts.auth |= all || name == "auth";
    parts.catalog |= all || name == "catalog";
    parts.connectors |= all || name == "connectors";
  }
  if (!parts.auth && !parts.catalog && !parts.connectors) {
    return absl::InvalidArgumentError("services names none");
  }
  if (absl::Status status = CheckTokenService(config, parts); !status.ok()) {
    return status;
  }
  if (!parts.auth && config.data_dir == kInMemory) {
    return absl::InvalidArgumentError(
        "data_dir: a process that does not serve auth keeps page-keys there, "
        "so it cannot be :memory:");
  }
  return parts;
}

}  // namespace hirewire::server
