#include "connectors/engine/request_table.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"

namespace hirewire::engine {

std::optional<Variables> VariablesOf(const CompiledEntity& entity,
                                     absl::string_view id) {
  Variables out = {{"id", std::string(id)}};
  const auto& names = entity.spec->id_parts();
  if (names.empty()) return out;
  const std::vector<std::string> parts = absl::StrSplit(id, '~');
  if (parts.size() != static_cast<size_t>(names.size())) return std::nullopt;
  for (int i = 0; i < names.size(); ++i) {
    if (parts[i].empty()) return std::nullopt;
    out[names.Get(i)] = parts[i];
  }
  return out;
}

}  // namespace hirewire::engine
