#include "services/auth/probe.h"

#include <iterator>
#include <optional>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "base/status/error.h"

namespace hirewire::auth_service {

namespace {

using Scopes = std::vector<std::string>;

void SetMissing(ProbeVerdict& verdict) {
  verdict.state = auth::ConnectionState::kDegraded;
  verdict.reason = v1::ERROR_REASON_SCOPE_MISSING;
}

ProbeVerdict Good(const auth::Connection& connection) {
  ProbeVerdict verdict;
  verdict.granted_scopes = connection.granted_scopes;
  if (connection.granted_scopes.empty()) return verdict;
  absl::c_copy_if(
      connection.missing_scopes, std::back_inserter(verdict.missing_scopes),
      [&](const std::string& scope) {
        return !absl::c_linear_search(connection.granted_scopes, scope);
      });
  if (verdict.missing_scopes.empty()) return verdict;
  SetMissing(verdict);
  verdict.detail = absl::StrCat(
      "the vendor did not grant ", absl::StrJoin(verdict.missing_scopes, ", "),
      ". What needs it does not work; the rest does.");
  return verdict;
}

// `named` are the permissions of the request that was refused: one of them is
// missing, and which one the vendor does not tell.
ProbeVerdict Missing(const auth::Connection& connection,
                     absl::string_view named, absl::string_view detail) {
  ProbeVerdict verdict;
  SetMissing(verdict);
  verdict.detail = absl::StrCat(
      detail,
      ". Add the permission at the vendor, or make a credential that has it.");
  verdict.missing_scopes = connection.missing_scopes;
  const Scopes refused = absl::StrSplit(named, ' ', absl::SkipEmpty());
  for (const std::string& scope : refused) {
    if (!absl::c_linear_search(verdict.missing_scopes, scope)) {
      verdict.missing_scopes.push_back(scope);
    }
  }
  absl::c_copy_if(connection.granted_scopes,
                  std::back_inserter(verdict.granted_scopes),
                  [&](const std::string& scope) {
                    return !absl::c_linear_search(refused, scope);
                  });
  return verdict;
}

ProbeVerdict Lost(const auth::Connection& connection, v1::ErrorReason reason,
                  absl::string_view detail) {
  ProbeVerdict verdict;
  verdict.state = auth::ConnectionState::kNeedsReauthorization;
  verdict.reason = reason;
  verdict.detail = absl::StrCat(
      detail, ". Make a new credential at the vendor and connect again.");
  verdict.granted_scopes = connection.granted_scopes;
  verdict.missing_scopes = connection.missing_scopes;
  return verdict;
}

}  // namespace

absl::StatusOr<ProbeVerdict> Judge(const auth::Connection& connection,
                                   const absl::Status& probe) {
  if (probe.ok()) return Good(connection);
  const std::optional<ErrorDetails> details = DetailsOf(probe);
  if (!details) return probe;
  switch (details->reason) {
    case v1::ERROR_REASON_CREDENTIALS_REJECTED:
    case v1::ERROR_REASON_REAUTHORIZATION_REQUIRED:
    case v1::ERROR_REASON_REFRESH_LOST:
      return Lost(connection, details->reason, probe.message());
    case v1::ERROR_REASON_SCOPE_MISSING: {
      const auto scope = details->metadata.find("scope");
      return Missing(connection,
                     scope == details->metadata.end() ? "" : scope->second,
                     probe.message());
    }
    default:
      return probe;
  }
}

}  // namespace hirewire::auth_service
