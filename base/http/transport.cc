#include "base/http/transport.h"

#include "absl/strings/cord.h"
#include "absl/strings/match.h"

namespace hirewire::http {

std::optional<absl::string_view> FindHeader(const Headers& headers,
                                            absl::string_view name) {
  for (const auto& [key, value] : headers) {
    if (absl::EqualsIgnoreCase(key, name)) return absl::string_view(value);
  }
  return std::nullopt;
}

bool NeverSent(const absl::Status& status) {
  const auto payload = status.GetPayload(kSentPayloadUrl);
  return payload.has_value() && *payload == "no";
}

absl::Status MarkNeverSent(absl::Status status) {
  status.SetPayload(kSentPayloadUrl, absl::Cord("no"));
  return status;
}

}  // namespace hirewire::http
