#include "services/auth/probe.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"

namespace hirewire::auth_service {

absl::StatusOr<ProbeVerdict> Judge(const absl::Status& probe) {
  ProbeVerdict verdict;
  if (probe.ok()) return verdict;
  const std::optional<ErrorDetails> details = DetailsOf(probe);
  if (!details) return probe;
  verdict.reason = details->reason;
  verdict.detail = std::string(probe.message());
  if (details->reason == v1::ERROR_REASON_CREDENTIALS_REJECTED) {
    verdict.state = auth::ConnectionState::kNeedsReauthorization;
    absl::StrAppend(&verdict.detail,
                    ". Make a new credential at the vendor and connect again.");
    return verdict;
  }
  if (details->reason == v1::ERROR_REASON_SCOPE_MISSING) {
    verdict.state = auth::ConnectionState::kDegraded;
    const auto scope = details->metadata.find("scope");
    if (scope != details->metadata.end()) {
      verdict.missing_scopes.push_back(scope->second);
    }
    return verdict;
  }
  return probe;
}

}  // namespace hirewire::auth_service
