// What a caller of Lever may do: the scopes of its API.
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_SCOPES_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_SCOPES_H_

#include <set>
#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::sim::lever {

inline constexpr absl::string_view kOfflineAccess = "offline_access";
inline constexpr absl::string_view kConfidential = "confidential:access:admin";
// An application has no more than these.
inline constexpr size_t kMaxScopes = 20;

// Whether Lever knows a scope of that name.
bool IsScope(absl::string_view scope);

// Whom a call stands for.
struct Grant {
  // Whose rate is counted.
  std::string who;
  // Without regard to `scopes`.
  bool everything = false;
  std::set<std::string> scopes = {};
  // Whether confidential records may be seen.
  bool confidential = false;

  // Whether `resource` ("opportunities") may be read. Who may write may read.
  bool MayRead(absl::string_view resource) const;
};

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_SCOPES_H_
