#include "connectors/engine/narrow_capabilities.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace hirewire::engine {
namespace {

bool IsLacking(const KnownScopes& known, const std::string& scope) {
  if (absl::c_linear_search(known.missing, scope)) return true;
  return !known.granted.empty() && !absl::c_linear_search(known.granted, scope);
}

void Narrow(const KnownScopes& known, v1::Support& support) {
  if (support.level() != v1::SUPPORT_LEVEL_NATIVE &&
      support.level() != v1::SUPPORT_LEVEL_EMULATED) {
    return;
  }
  std::vector<std::string> lacking;
  const std::vector<std::string> needed =
      absl::StrSplit(support.scope(), ' ', absl::SkipEmpty());
  for (const std::string& scope : needed) {
    if (IsLacking(known, scope)) lacking.push_back(scope);
  }
  if (lacking.empty()) return;
  support.set_level(v1::SUPPORT_LEVEL_REQUIRES_SCOPE);
  support.set_scope(absl::StrJoin(lacking, " "));
}

}  // namespace

void NarrowTo(const KnownScopes& known, v1::Capabilities& capabilities) {
  for (v1::MethodCapability& method : *capabilities.mutable_methods()) {
    Narrow(known, *method.mutable_support());
    for (v1::FieldCapability& field : *method.mutable_fields()) {
      Narrow(known, *field.mutable_support());
    }
  }
}

}  // namespace hirewire::engine
